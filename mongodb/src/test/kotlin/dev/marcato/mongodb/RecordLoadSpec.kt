// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.mongodb.testing.LoadProcess
import dev.marcato.mongodb.testing.TestServer
import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.mongodb.testing.counts
import dev.marcato.mongodb.testing.shouldAddUp
import dev.marcato.testing.Catalogue
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.writeTo
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardCopyOption
import java.util.Random
import java.util.zip.GZIPOutputStream
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import org.bson.Document

/** Loading a file, in one go and in pieces: what is stored in the end is the same. */
class RecordLoadSpec : FreeSpec({
    val folder = tempdir().toPath()
    val count = 600
    val records = Catalogue.ordinary().records(count).map { Iso2709Bytes.encode(it) }.toList()

    // With what may stand between records, here and there, so that lengths alone do not lead from one to the next.
    val bytes = ByteArrayOutputStream().also { file ->
        records.forEachIndexed { index, record ->
            file.write(record)
            if (index % 7 == 0) file.write("\r\n \u0000".toByteArray())
        }
    }.toByteArray()
    val plain = Files.write(folder.resolve("records.mrc"), bytes)
    val gzipped = Files.write(
        folder.resolve("records.mrc.gz"),
        ByteArrayOutputStream().also { out -> GZIPOutputStream(out).use { it.write(bytes) } }.toByteArray(),
    )

    val options = BridgeOptions {
        batchRecords = 25
        parallelBytes = 10_000
    }

    fun bridge(collection: MongoCollection<Document>, options: BridgeOptions) =
        MongoBridge.of(collection, RecordDocuments.DEFAULT, options)

    var names = 0

    fun newCheckpoint(): Path = folder.resolve("checkpoint-${names++}")

    suspend fun MongoCollection<Document>.shouldHoldAll() {
        val expected = MarcReader.open(plain).records().toList().sortedBy { it.controlNumber }
        bridge(this, options).findAll().toList() shouldContainExactly expected
    }

    for ((what, input) in listOf("a plain file" to plain, "a gzipped file" to gzipped)) {
        for (mode in LoadMode.entries) {
            "$what, $mode" - {
                "is loaded whole, and another time there is nothing to do" {
                    withCollection { collection ->
                        val checkpoint = newCheckpoint()
                        val bridge = bridge(collection, options)
                        bridge.load(input, checkpoint, mode).counts() shouldContainExactly
                            listOf<Long>(count.toLong(), count.toLong(), 0, 0, 0, 0)
                        collection.shouldHoldAll()
                        Checkpoint.read(checkpoint, input).records shouldBe count
                        bridge.load(input, checkpoint, mode).offered shouldBe 0
                    }
                }

                "goes on where it was, wherever it was interrupted and whatever the checkpoint lags behind" {
                    val random = Random(19)
                    repeat(Integer.getInteger("marcato.interruptions", 2)) {
                        withCollection { collection ->
                            val checkpoint = newCheckpoint()
                            val older = checkpoint.resolveSibling("${checkpoint.fileName}.older")
                            while (true) {
                                val stopped = interrupted(bridge(collection, options), input, checkpoint, mode, random)
                                if (!stopped) break
                                val reached = Checkpoint.read(checkpoint, input)
                                // Never ahead: what it says is settled is there.
                                reached.records shouldBeLessThanOrEqual collection.countDocuments()
                                if (Files.exists(older) && random.nextBoolean()) {
                                    Files.copy(older, checkpoint, StandardCopyOption.REPLACE_EXISTING)
                                } else if (Files.exists(checkpoint)) {
                                    Files.copy(checkpoint, older, StandardCopyOption.REPLACE_EXISTING)
                                }
                            }
                            collection.shouldHoldAll()
                        }
                    }
                }
            }
        }
    }

    "a file in another format is read from its start again, and goes on where it was" {
        withCollection { collection ->
            val xml = folder.resolve("records.xml")
            MarcReader.open(plain).records().writeTo(xml)
            val checkpoint = newCheckpoint()
            val random = Random(20)
            while (interrupted(bridge(collection, options), xml, checkpoint, LoadMode.UPSERT, random)) {
                Checkpoint.read(checkpoint, xml).byteOffset shouldBe 0
            }
            Checkpoint.read(checkpoint, xml).records shouldBe count
            collection.shouldHoldAll()
        }
    }

    "a process that is killed leaves what the next one completes" - {
        for (mode in LoadMode.entries) {
            "$mode" {
                withCollection { collection ->
                    val checkpoint = newCheckpoint()
                    val random = Random(mode.ordinal.toLong())
                    val points = Integer.getInteger("marcato.kills", 2)
                    val name = collection.namespace
                    repeat(points) {
                        val process = LoadProcess.start(TestServer.uri, name, plain, checkpoint, mode)
                        LoadProcess.killAfter(process, collection, atLeast = random.nextInt(count))
                        val reached = Checkpoint.read(checkpoint, plain)
                        reached.records shouldBeLessThanOrEqual collection.countDocuments()
                    }
                    bridge(collection, options).load(plain, checkpoint, mode).shouldAddUp().rejected shouldBe 0
                    collection.shouldHoldAll()
                }
            }
        }
    }

    "a checkpoint" - {
        "knows at which byte reading begins again: at the last record" {
            withCollection { collection ->
                val checkpoint = newCheckpoint()
                bridge(collection, options).load(plain, checkpoint)
                val lastRecord = bytes.size - trailingFiller(bytes) - records.last().size
                Checkpoint.read(checkpoint, plain).byteOffset shouldBe lastRecord
            }
        }

        "that cannot be written is found before anything is stored" {
            withCollection { collection ->
                val nowhere = folder.resolve("no-such-folder").resolve("checkpoint")
                shouldThrow<IOException> { bridge(collection, options).load(plain, nowhere) }
                collection.countDocuments() shouldBe 0
            }
        }

        "goes no further than a record that was rejected and not tolerated" {
            withCollection { collection ->
                val checkpoint = newCheckpoint()
                val taken = checkNotNull(MarcReader.open(records[300]).records().toList().single().controlNumber)
                collection.insertOne(Document("_id", taken).append("other", 1))
                val ordered = options.toBuilder().order(WriteOrder.ORDERED).build()
                repeat(2) {
                    val e = shouldThrow<BulkFailedException> {
                        bridge(collection, ordered).load(plain, checkpoint, LoadMode.INSERT)
                    }
                    e.report.shouldAddUp().rejections.single().ordinal shouldBe 300
                    val reached = Checkpoint.read(checkpoint, plain).records
                    reached shouldBeLessThanOrEqual 300
                    reached shouldBeGreaterThan 200
                }
            }
        }

        "of another input is refused, and so is one of the same input changed" {
            withCollection { collection ->
                val checkpoint = newCheckpoint()
                val input = Files.copy(plain, folder.resolve("changing-${names++}.mrc"))
                bridge(collection, options).load(input, checkpoint)
                suspend fun refusal(): String? = shouldThrow<IllegalArgumentException> {
                    bridge(collection, options).load(input, checkpoint)
                }.message
                val time = Files.getLastModifiedTime(input)

                Files.write(input, bytes + bytes.copyOf(records[0].size))
                refusal() shouldContain "bytes, this one has"
                Files.write(input, bytes.clone().also { it[100]++ })
                Files.setLastModifiedTime(input, time)
                refusal() shouldContain "its first and last bytes differ"
                Files.write(input, bytes)
                Files.setLastModifiedTime(input, java.nio.file.attribute.FileTime.fromMillis(time.toMillis() + 5_000))
                refusal() shouldContain "last changed"
                Files.setLastModifiedTime(input, time)
                bridge(collection, options).load(input, checkpoint).offered shouldBe 0
            }
        }

        "of a load into another collection is refused" {
            val checkpoint = newCheckpoint()
            withCollection { collection ->
                bridge(collection, options).load(plain, checkpoint).stored shouldBe count
                withCollection { other ->
                    shouldThrow<IllegalArgumentException> { bridge(other, options).load(plain, checkpoint) }
                        .message shouldContain "belongs to a load into ${collection.namespace.fullName}"
                    other.countDocuments() shouldBe 0
                }
                bridge(collection, options).load(plain, checkpoint).offered shouldBe 0
            }
        }

        "that is none is refused, the input itself too" {
            val file = Files.write(folder.resolve("no-checkpoint"), "something else\n".toByteArray())
            shouldThrow<IllegalArgumentException> { Checkpoint.read(file, plain) }
                .message shouldContain "isn't a checkpoint"
            shouldThrow<IllegalArgumentException> { Checkpoint.read(plain, plain) }
                .message shouldContain "isn't a checkpoint: it has ${bytes.size} bytes"
        }
    }

    "of repeated keys an insert keeps the first and an upsert the last, however often it is interrupted" {
        val versions = List(1_000) { index ->
            val fields = listOf(PlainField.control("001", "n${index * 7 % 50}"), PlainField.control("005", "$index"))
            PlainRecord(Catalogue.ordinary().record(0).leader, fields)
        }
        val repeated = Files.write(folder.resolve("repeated.mrc"), Iso2709Bytes.encodeAll(versions))
        for (mode in LoadMode.entries) {
            withCollection { collection ->
                val checkpoint = newCheckpoint()
                val tolerant = options.toBuilder().tolerance(Tolerance.COLLECT).inserters(4).build()
                val random = Random(5)
                do {
                    val isInterrupted = interrupted(bridge(collection, tolerant), repeated, checkpoint, mode, random)
                } while (isInterrupted)
                val all = MarcReader.open(repeated).records().toList()
                val kept = (if (mode == LoadMode.INSERT) all.reversed() else all).associateBy { it.controlNumber }
                bridge(collection, options).findAll().toList() shouldContainExactly
                    kept.values.sortedBy { it.controlNumber }
            }
        }
    }

    "a damaged input" - {
        val random = Random(1968)
        val lenient = ReadOptions { strictness = Strictness.LENIENT }
        val tolerant = options.toBuilder().tolerance(Tolerance.COLLECT).build()
        val sound = Catalogue.ordinary().toByteArray(100)

        "can be read again from every sound record, with the same outcomes" {
            repeat(60) {
                val damaged = DamagedBytes.of(sound.copyOf(12_000), random, 1 + random.nextInt(6))
                val whole = damaged.toByteArray()
                val all = MarcReader.open(whole, options = lenient).outcomes().toList()
                all.forEachIndexed { index, outcome ->
                    if (outcome is Outcome.Read && outcome.problems.isEmpty()) {
                        val from = outcome.byteOffset
                        val rest = whole.copyOfRange(from.toInt(), whole.size)
                        val again = MarcReader.open(rest, options = lenient).outcomes().toList()
                        withClue("$damaged, from $from") {
                            again.map { described(it, from) } shouldContainExactly
                                all.drop(index).map { described(it, 0) }
                        }
                    }
                }
            }
        }

        "is stored as far as there are records in it, and its damage is told, also after interruptions" {
            repeat(3) {
                val damaged = DamagedBytes.of(sound, random, 20).toByteArray()
                val input = Files.write(folder.resolve("damaged-${names++}.mrc"), damaged)
                val outcomes = MarcReader.open(damaged, options = lenient).outcomes().filter {
                    it !is Outcome.Filler
                }.toList()
                suspend fun loaded(interruptions: Boolean) = withCollection { collection ->
                    val checkpoint = newCheckpoint()
                    val bridge = bridge(collection, tolerant)
                    var isInterrupted = interruptions
                    while (isInterrupted) {
                        isInterrupted = interrupted(bridge, input, checkpoint, LoadMode.UPSERT, random, lenient)
                    }
                    val report = bridge.load(input, checkpoint, reading = lenient).shouldAddUp()
                    Checkpoint.read(checkpoint, input).records shouldBe outcomes.size
                    report to bridge.findAll().toList()
                }
                val (report, found) = loaded(interruptions = false)
                report.offered shouldBe outcomes.size
                report.rejections.filter {
                    it.reason == RejectionReason.DAMAGED
                }.map { it.ordinal } shouldContainExactly
                    outcomes.indices.filter { outcomes[it] is Outcome.Damage }.map { it.toLong() }
                loaded(interruptions = true).second shouldContainExactly found
            }
        }

        "is recognised when it is inserted again from another place, its repaired records too" {
            val damaged = DamagedBytes.of(sound, random, 20).toByteArray()
            val input = Files.write(folder.resolve("damaged-${names++}.mrc"), damaged)
            withCollection { collection ->
                val checkpoint = newCheckpoint()
                val bridge = bridge(collection, tolerant)
                val first = bridge.load(input, checkpoint, LoadMode.INSERT, lenient).shouldAddUp()
                bridge.find(RecordDocuments.DEFAULT.queries.repaired()).toList().shouldNotBeEmpty()
                // All of it comes again, from the start and from the middle.
                val lines = Files.readAllLines(checkpoint)
                val whole = MarcReader.open(damaged, options = lenient).outcomes().filter {
                    it !is Outcome.Filler
                }.toList()
                val middle = whole.indices.last { it < 60 && whole[it] is Outcome.Read && whole[it].problems.isEmpty() }
                for (from in listOf(0, middle)) {
                    val back = lines.map {
                        when (it.substringBefore('=')) {
                            "records", "place.records" -> "${it.substringBefore('=')}=$from"
                            "place.bytes" -> "place.bytes=${if (from == 0) 0 else whole[from].byteOffset}"
                            else -> it
                        }
                    }
                    Files.write(checkpoint, back)
                    val again = bridge.load(input, checkpoint, LoadMode.INSERT, lenient).shouldAddUp()
                    again.offered shouldBe whole.size - from
                    again.stored shouldBe 0
                    again.rejections.map { it.ordinal } shouldContainExactly
                        first.rejections.map { it.ordinal }.filter { it >= from }
                }
            }
        }

        "hands its damage to the dead-letter sink with its bytes" {
            withCollection { collection ->
                val letters = ArrayList<DeadLetter>()
                val options = tolerant.toBuilder().tolerance(Tolerance.DIVERT).deadLetters { letters += it }.build()
                val middle = "no record at all".toByteArray()
                val input = Files.write(folder.resolve("middle.mrc"), records[0] + middle + records[1])
                val report = bridge(collection, options).load(input, newCheckpoint(), reading = lenient)
                report.counts() shouldContainExactly listOf<Long>(3, 2, 0, 1, 0, 0)
                val letter = letters.single()
                letter.rejection.ordinal shouldBe 1
                letter.rejection.reason shouldBe RejectionReason.DAMAGED
                (letter.value as Outcome.Damage).bytes?.toList() shouldBe middle.toList()
            }
        }

        "says from where places are counted when reading began in the middle" {
            withCollection { collection ->
                val input = Files.write(folder.resolve("later.mrc"), bytes + "no record at all".toByteArray())
                val checkpoint = newCheckpoint()
                shouldThrow<BulkFailedException> { bridge(collection, options).load(input, checkpoint) }
                val from = Checkpoint.read(checkpoint, input)
                shouldThrow<BulkFailedException> { bridge(collection, options).load(input, checkpoint) }
                    .message shouldContain "counted from record ${count - 1} at byte ${from.byteOffset}"
            }
        }
    }

    "an input that turns bad is loaded up to there, and the reason kept" {
        withCollection { collection ->
            val broken = Files.write(folder.resolve("broken.mrc"), bytes.copyOf(bytes.size / 2))
            val checkpoint = newCheckpoint()
            val e = shouldThrow<BulkFailedException> { bridge(collection, options).load(broken, checkpoint) }
            (e.cause is dev.marcato.MarcException) shouldBe true
            val report = e.report.shouldAddUp()
            report.stored shouldBe report.offered
            report.stored shouldBe collection.countDocuments()
            Checkpoint.read(checkpoint, broken).records shouldBe report.stored
        }
    }
})

/** Loads, and stops somewhere; returns whether there was something to stop. */
private suspend fun interrupted(
    bridge: MongoBridge<Record>,
    input: Path,
    checkpoint: Path,
    mode: LoadMode,
    random: Random,
    reading: ReadOptions = ReadOptions.DEFAULT,
): Boolean = coroutineScope {
    val ledger = BulkLedger()
    val stopAt = 1 + random.nextInt(450)
    val loading = launch { bridge.load(input, checkpoint, mode, reading, ledger) }
    while (loading.isActive && ledger.report().stored < stopAt) delay(1)
    val isStopped = loading.isActive
    loading.cancelAndJoin()
    ledger.report().shouldAddUp()
    isStopped
}

/** An outcome of a reading that began at [base], in words. */
private fun described(outcome: Outcome, base: Long): String {
    val what = when (outcome) {
        is Outcome.Read -> "record ${outcome.record.rawBytes.contentHashCode()} ${outcome.record}"
        is Outcome.Filler -> "filler"
        is Outcome.Damage -> "damage"
    }
    val problems = outcome.problems.map { "${it.code} at ${base + it.position.byteOffset}" }
    return "$what in ${base + outcome.byteOffset}, ${outcome.byteLength} bytes, $problems"
}

private fun trailingFiller(bytes: ByteArray): Int = bytes.reversed().indexOfFirst { it == 0x1D.toByte() }
