// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.Conversion
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.WriteOptions
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Carrying
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Corpora
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.Writing
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.property.checkAll
import java.nio.file.Files
import java.nio.file.Path
import java.util.Random
import kotlin.time.Duration.Companion.days

// `-Dmarcato.mutations=1000000` asks for more, `-Dmarcato.seed` for others.
private val MUTATIONS = Integer.getInteger("marcato.mutations", 2_000)
private val SEED = java.lang.Long.getLong("marcato.seed", 1968)

/** What reading delivers, writing carries or reports. */
class NothingLeftOutSpec : FreeSpec({
    // A million mutations take longer than tests may usually take.
    timeout = 100.days.inWholeMilliseconds
    val corpora = Corpora.find()
    val reason = corpora.skipReason
    if (reason != null) println("NothingLeftOutSpec leaves out real files: $reason")

    "every record that can be built is carried by every format" {
        checkAll(100, ArbRecords.record(maxFields = 8)) { plain ->
            for (way in Carrying.CONVERSIONS) way.check(listOf(plain.build()), LENIENT)
        }
    }

    "whatever is done to records, what is read of them is carried or reported" {
        val seen = Carrying.Tally()
        mutations(SEED).take(MUTATIONS).forEachIndexed { round, damage -> expectCarried(damage, "$round", seen) }
        seen.carried shouldBeGreaterThan MUTATIONS
    }

    "what was once lost in silence is carried or reported" - {
        listOf(
            Triple(7L, 7_947, "a terminator that is taken for another one once the neighbour is gone"),
            Triple(7L, 8_772, "text that isn't UTF-8 in a record of an unknown character set"),
            Triple(7L, 60_692, "a subfield code that begins an escape sequence of MARC-8"),
            Triple(9L, 294_885, "a terminator after which the next record's directory seems to stand"),
        ).forEach { (seed, round, what) ->
            what { expectCarried(mutations(seed).elementAt(round), "$round", Carrying.Tally()) }
        }
    }

    "every file that is there" - {
        "is carried by every format, or what isn't is reported".config(enabledIf = { reason == null }) {
            val tallies = (Carrying.CONVERSIONS + Carrying.COPIES).associateWith { Carrying.Tally() }
            var records = 0
            val lost = ArrayList<String>()
            for (file in corpora.files() + casesBeside(corpora)) {
                for (options in readingsOf(file)) {
                    val read = Readers.outcomes(file, options).filterIsInstance<Outcome.Read>().map { it.record }
                    records += read.size
                    for ((way, tally) in tallies) {
                        if (way in Carrying.COPIES && read.any { it.rawBytes == null }) continue
                        try {
                            way.check(read, options, tally)
                        } catch (e: AssertionError) {
                            lost.add("${file.fileName}: ${e.message}")
                        }
                    }
                }
            }
            for ((way, tally) in tallies) {
                println(
                    "Corpora: $way carries ${tally.carried} of $records, ${tally.problems}",
                )
            }
            if (lost.isNotEmpty()) throw AssertionError("${lost.size} losses\n" + lost.take(20).joinToString("\n"))
            records shouldBeGreaterThan 10_000
        }
    }
})

private fun mutations(seed: Long): Sequence<DamagedBytes> {
    val random = Random(seed)
    val originals = damageable()
    return generateSequence(0) { it + 1 }.map { round ->
        DamagedBytes.of(originals[round % originals.size], random, 1 + random.nextInt(4))
    }
}

private suspend fun expectCarried(damage: DamagedBytes, name: String, seen: Carrying.Tally) {
    val bytes = damage.toByteArray()
    val records = Readers.outcomes(bytes, AS_ISO_2709).filterIsInstance<Outcome.Read>().map { it.record }
    try {
        for (way in Carrying.CONVERSIONS + Carrying.COPIES) way.check(records, AS_ISO_2709, seen)
    } catch (e: AssertionError) {
        val hex = bytes.joinToString("") { "%02x".format(it) }
        throw AssertionError("mutation $name, $damage: ${e.message}, $hex", e)
    }
}

/** Two records each, in UTF-8 and in MARC-8. */
private fun damageable(): List<ByteArray> {
    val utf8 = (SampleCatalogue.records().take(6) + Catalogue.ordinary().records(4)).map(Iso2709Bytes::encode)
        .chunked(2) { it.reduce(ByteArray::plus) }
    val inMarc8 = WriteOptions { convertTo = Conversion.MARC_8 }
    return utf8 + utf8.map { Writing.bytesOf(*Readers.readAll(it).toTypedArray(), options = inMarc8) }
}

private val AS_ISO_2709 = LENIENT.toBuilder().format(MarcFormat.ISO_2709).build()

private fun readingsOf(file: Path): List<ReadOptions> {
    val head = Files.newInputStream(file).use { it.readNBytes(4096) }
    val isGzip = head.size > 2 && head[0] == 0x1F.toByte() && head[1] == 0x8B.toByte()
    return if (isGzip || MarcFormat.detect(head) != null) listOf(LENIENT) else emptyList()
}

private fun casesBeside(corpora: Corpora): List<Path> {
    val folder = corpora.folder?.resolveSibling("cases") ?: return emptyList()
    if (!Files.isDirectory(folder)) return emptyList()
    return Files.list(folder).use { paths -> paths.filter { it.fileName.toString() != "README.md" }.sorted().toList() }
}
