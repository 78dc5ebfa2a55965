// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.XmlParser
import dev.marcato.testing.Accounting
import dev.marcato.testing.Corpora
import dev.marcato.testing.FieldLines
import dev.marcato.testing.Marc4j
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import org.marc4j.MarcXmlReader

/** Real XML: MARCXML of all kinds, and much that is something else. */
class XmlCorporaSpec : FreeSpec({
    val corpora = Corpora.find()
    val reason = corpora.skipReasonFor("xml")
    if (reason != null) println("XmlCorporaSpec is skipped: $reason")
    val options = LENIENT.toBuilder().format(MarcFormat.XML).build()

    "real XML".config(enabledIf = { reason == null }) - {
        val files = corpora.files("xml").filter { Files.size(it) > 0 && "reference" !in corpora.displayName(it) }

        "is accounted for, byte for byte, and read alike by both parsers" {
            var records = 0
            var own = 0
            val problems = sortedMapOf<ProblemCode, Int>()
            val platform = options.toBuilder().xmlParser(XmlParser.PLATFORM).build()
            for (file in files) {
                withClue(corpora.displayName(file)) {
                    val outcomes = Readers.outcomes(file, options)
                    val bytes = Files.readAllBytes(file)
                    outcomes.sumOf { it.byteLength } shouldBe bytes.size
                    if (bytes.size < SMALL) Accounting.checkText(bytes, outcomes, options)
                    val read = outcomes.filterIsInstance<Outcome.Read>()
                    records += read.size
                    own += read.count { it.xmlParser == XmlParser.OWN }
                    outcomes.flatMap { it.problems }.forEach { problems.merge(it.code, 1, Int::plus) }
                    val byPlatform = Readers.outcomes(file, platform)
                    byPlatform.map { it.toString() } shouldBe outcomes.map { it.toString() }
                    byPlatform.filterIsInstance<Outcome.Read>().map { it.record } shouldBe read.map { it.record }
                }
            }
            println(
                "Corpora: ${files.size} files of XML, $records records, $own by the own parser; problems: $problems",
            )
            records shouldBeGreaterThan 5_000
        }

        "is read as marc4j reads it, where both read without a problem" {
            var compared = 0
            var fewer = 0
            val different = sortedMapOf<String, String>()
            for (file in files) {
                val outcomes = Readers.outcomes(file, options)
                val ours = outcomes.filterIsInstance<Outcome.Read>().map { it.record }
                // Of what is damaged marc4j says nothing that could be compared.
                if (outcomes.any { it is Outcome.Damage } || ours.isEmpty()) continue
                val theirs = byMarc4j(file)
                if (theirs == null || theirs.size < ours.size) {
                    fewer++
                    continue
                }
                if (ours.size != theirs.size) {
                    different[corpora.displayName(file)] = "${ours.size} and ${theirs.size} records"
                }
                for ((index, record) in ours.withIndex()) {
                    if (record.problems.isNotEmpty() || !isComparable(record)) continue
                    compared++
                    // Sorted, because marc4j sorts control fields.
                    val lines = FieldLines.of(record).sorted()
                    val others = FieldLines.of(theirs[index]).sorted()
                    if (lines != others) different[corpora.displayName(file)] = "record $index: $lines\nand $others"
                }
            }
            println("Corpora: $compared records of XML are the same in marc4j, which reads less of $fewer files")
            different.shouldBeEmpty()
            compared shouldBeGreaterThan 2_000
        }
    }
})

private const val SMALL = 20_000
private const val PATIENCE = 20L

/** marc4j moves field 001 to the front, and has one only. */
private fun isComparable(record: Record): Boolean = record.fields("001").size <= 1

/** Returns null if marc4j fails or never finishes. */
private fun byMarc4j(file: Path): List<org.marc4j.marc.Record>? {
    val reading = CompletableFuture.supplyAsync {
        Files.newInputStream(file).use { Marc4j.read(MarcXmlReader(it)) }
    }
    return try {
        reading.get(PATIENCE, TimeUnit.SECONDS)
    } catch (e: java.util.concurrent.ExecutionException) {
        null
    } catch (e: TimeoutException) {
        null
    }
}
