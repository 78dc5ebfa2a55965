// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcException
import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.internal.bytes.Answer
import dev.marcato.testing.Accounting
import dev.marcato.testing.CutReading
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Failure
import dev.marcato.testing.FaultyRecord
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.LeaderLike
import dev.marcato.testing.Outcomes.fault
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.RecordFault
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.Taken
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.nio.ByteBuffer
import java.util.Random
import kotlinx.coroutines.flow.asFlow

private const val FAULTY_RECORDS = 10_000
private const val RECORDS_IN_FILE = 20
private const val SMALL_FILES = 28
private const val SMALL = 800

/** Where a byte of an entry is lost or too many, digits may belong to one entry or to the next. */
private val LEAVES_ENTRY_IN_DOUBT = setOf(RecordFault.ENTRY_BYTE_LOST, RecordFault.ENTRY_BYTE_TOO_MANY)

/** Records with tags such as AVA, whose directories hold what looks like a leader, and each with a fault besides. */
class AlphabeticTagsSpec :
    FreeSpec({
        val cases = cases()

        "the records are what they should be" {
            cases.size shouldBe FAULTY_RECORDS
            cases.map { it.fault }.toSet() shouldBe RecordFault.entries.toSet()
            val looksLikeLeader = cases.count { leadersIn(it.soundBytes) > 0 }
            looksLikeLeader shouldBeGreaterThan FAULTY_RECORDS * 9 / 10
            cases.sumOf { leadersIn(Iso2709Bytes.encode(LeaderLike.withNumericTags(it.record))) } shouldBe 0
        }

        for (fault in RecordFault.entries) {
            "a record with $fault is delivered as one, between sound ones" {
                for (case in cases) if (case.fault == fault) withClue(case) { shouldBeDelivered(case) }
            }
        }

        "numeric tags instead of alphabetic ones make no difference" {
            for (case in cases) {
                // Digits may pass for parts of a tag or of a length.
                if (case.fault in LEAVES_ENTRY_IN_DOUBT) continue
                val numeric = case.withNumericTags()
                withClue(case) { shapesOf(case.between()) shouldBe shapesOf(numeric.between()) }
            }
        }

        "whatever else is done to a faulty record, it takes nothing from the sound ones around it" {
            val random = Random(2200)
            for (case in cases.filterIndexed { index, _ -> index % 3 == 0 }) {
                val damage = DamagedBytes.of(case.faulty.bytes, random, 1 + random.nextInt(3))
                val bytes = case.soundBytes + damage.toByteArray() + case.soundBytes
                withClue("$case\n$damage") {
                    val outcomes = Readers.outcomes(bytes)
                    Accounting.check(bytes, outcomes)
                    shouldBeSound(outcomes.first(), case.soundBytes)
                    shouldBeSound(outcomes.last(), case.soundBytes)
                    inRanges(bytes, 1L + random.nextInt(bytes.size)).shouldBeLike(outcomes, isNumbered = false)
                }
            }
        }

        "files of such records" - {
            val files = cases.chunked(RECORDS_IN_FILE).map { fileOf(it) }

            "are read strictly up to the first problem" {
                for (file in files) shouldBeReadStrictlyUpToTheFirstProblem(file)
            }

            "give the same in ranges of every size" {
                val small = cases.filter { it.faulty.bytes.size < SMALL }.distinctBy { it.fault }
                small.size shouldBe SMALL_FILES
                for (file in small.map { it.between() }) {
                    val expected = Readers.outcomes(file)
                    for (size in 1L..file.size) {
                        withClue("ranges of $size") { inRanges(file, size).shouldBeLike(expected, isNumbered = false) }
                    }
                }
            }

            "give the same in pieces of every size" {
                for (file in files.take(5)) {
                    val expected = Readers.outcomes(file)
                    for (size in listOf(1, 2, 7, 23, 24, 100, 1_000)) {
                        val pieces = file.asList().chunked(size) { it.toByteArray() }
                        withClue("pieces of $size") {
                            Readers.outcomes(PushedBytes(pieces.asFlow())).shouldBeLike(expected)
                        }
                    }
                }
            }

            "give the same in ranges and with several workers if they are large" {
                val large = files.reduce(ByteArray::plus)
                val expected = Readers.outcomes(large)
                for (size in listOf(997L, 65_536L, 1_000_003L)) {
                    withClue("ranges of $size") { inRanges(large, size).shouldBeLike(expected, isNumbered = false) }
                }
                val taken = Taken.from(MarcReader.open(large, options = LENIENT).outcomes())
                for ((workers, size) in listOf(2 to 50_000, 8 to 4_099)) {
                    val parallel = ParallelOptions { this.workers = workers }
                    withClue("$workers workers, ranges of $size") {
                        Taken.from(CutReading.outcomes(large, size, LENIENT, parallel)) shouldBe taken
                    }
                }
            }
        }
    })

/** A record, and what it is with the fault. */
private class Case(
    val record: PlainRecord,
    val fault: RecordFault,
    private val seed: Long,
    private val isAtEnd: Boolean,
) {
    val soundBytes: ByteArray = Iso2709Bytes.encode(record)
    val faulty: FaultyRecord = fault.of(RawRecord.of(record), seed)

    fun between(): ByteArray = soundBytes + faulty.bytes + if (isAtEnd) ByteArray(0) else soundBytes

    fun withNumericTags() = Case(LeaderLike.withNumericTags(record), fault, seed, isAtEnd)

    val soundOffsets: List<Int> get() = listOf(0) +
        if (isAtEnd) emptyList() else listOf(soundBytes.size + faulty.bytes.size)

    override fun toString(): String = "$fault, seed $seed, of\n$record\n" + String(faulty.bytes, Charsets.ISO_8859_1)
}

private fun cases(): List<Case> {
    val random = Random(22)
    return List(FAULTY_RECORDS) { index ->
        val fault = RecordFault.entries[index % RecordFault.entries.size]
        Case(LeaderLike.record(random), fault, random.nextLong(), isAtEnd = random.nextBoolean())
    }
}

private fun fileOf(cases: List<Case>): ByteArray = cases.map { it.soundBytes + it.faulty.bytes }.reduce(ByteArray::plus)

private fun leadersIn(bytes: ByteArray): Int {
    val terrain = KnownBytes(ByteBuffer.wrap(bytes), bytes.size, isComplete = true)
    return (1 until bytes.size).count { leaderShape(terrain, it) == Answer.YES }
}

private suspend fun shouldBeDelivered(case: Case) {
    val bytes = case.between()
    val outcomes = Readers.outcomes(bytes)
    Accounting.check(bytes, outcomes)
    for (offset in case.soundOffsets) {
        shouldBeSound(outcomes.single { it.byteOffset == offset.toLong() }, case.soundBytes)
    }
    if (case.faulty.wholeFields == 0) return
    val found = outcomes.single { it.byteOffset == case.soundBytes.size.toLong() }.shouldBeInstanceOf<Outcome.Read>()
    found.byteLength shouldBe case.faulty.bytes.size
    val wanted = case.record.build().fields.take(case.faulty.wholeFields)
    if (case.fault in LEAVES_ENTRY_IN_DOUBT) {
        (wanted - found.record.fields.toSet()).size shouldBeLessThanOrEqual 1
    } else {
        found.record.fields.take(wanted.size) shouldBe wanted
    }
}

private fun shouldBeSound(outcome: Outcome, bytes: ByteArray) {
    val read = outcome.shouldBeInstanceOf<Outcome.Read>()
    read.problems shouldBe emptyList()
    read.record.rawBytes shouldBe bytes
}

/** What there is of outcomes that does not depend on the tags. */
private suspend fun shapesOf(bytes: ByteArray): List<String> = Readers.outcomes(bytes).map { outcome ->
    val fields = (outcome as? Outcome.Read)?.record?.fields?.map { LeaderLike.numeric(it.tag) + it.toString().drop(3) }
    val problems = outcome.problems.map { "${it.code} ${it.position.byteOffset}" }
    "${outcome.byteOffset} ${outcome.byteLength} $problems $fields"
}

private fun inRanges(bytes: ByteArray, size: Long): List<Outcome> = (0L until bytes.size step size).flatMap { from ->
    BlockingMarcReader.openRange(SeekableInput.of(bytes), from, from + size, LENIENT).use { it.outcomes().toList() }
}

private suspend fun shouldBeReadStrictlyUpToTheFirstProblem(bytes: ByteArray) {
    val expected = Readers.outcomes(bytes)
    val sound = expected.takeWhile { it.fault == null }
    val strict = ArrayList<Outcome>()
    val failure = Failure.of { Readers.blocking(bytes).use { while (true) strict.add(it.readOutcome() ?: break) } }
    strict.shouldBeLike(sound)
    (failure as MarcException?)?.problem shouldBe expected.firstNotNullOfOrNull { it.fault }
}
