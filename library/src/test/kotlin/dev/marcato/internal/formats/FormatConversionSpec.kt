// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.Refusal
import dev.marcato.WriteReport
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Corpora
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TestOptions.refusing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.maps.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.util.EnumMap

private val WRITTEN = MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL

/** Records go from any format to any other and are what they were, or it is said why not. */
class FormatConversionSpec : FreeSpec({
    val corpora = Corpora.find()
    val kinds = arrayOf("mrc", "marc", "dat", "usmarc", "xml", "json", "mrk", "seq", "line", "gz")
    val reason = corpora.skipReasonFor(*kinds)
    if (reason != null) println("FormatConversionSpec leaves out real files: $reason")

    "any record is equal after it was written to a format and read, then written to another and read" {
        val compared = EnumMap<MarcFormat, Int>(MarcFormat::class.java)
        checkAll(150, ArbRecords.record(maxFields = 8)) { plain ->
            val record = plain.build()
            for (first in WRITTEN) {
                val once = there(record, first) ?: continue
                once shouldBe record
                for (second in WRITTEN) {
                    withClue("$first to $second") {
                        // What one format carries and the other does not was refused already.
                        val again = there(once, second)
                        if (again == null) there(record, second) shouldBe null else again shouldBe record
                        if (again != null) compared.merge(second, 1, Int::plus)
                    }
                }
            }
        }
        for (format in WRITTEN) withClue(format) { compared.getValue(format) shouldBeGreaterThan 100 }
    }

    "real records of every format".config(enabledIf = { reason == null }) - {
        "are equal after they were written to any other format and read" {
            var compared = 0
            val refused = sortedMapOf<String, Int>()
            val different = sortedMapOf<String, Int>()
            for (file in corpora.files(*kinds)) {
                val records = Readers.outcomes(file).filterIsInstance<Outcome.Read>().map { it.record }.take(20)
                for (format in WRITTEN) {
                    val (bytes, report) = written(records, format)
                    report.problems.forEach { refused.merge("$format ${it.code}", 1, Int::plus) }
                    val left = report.problems.mapNotNull { it.position.recordIndex?.toInt() }.toSet()
                    val expected = records.filterIndexed { index, _ -> index !in left }
                    val read = Readers.records(bytes, LENIENT.toBuilder().format(format).build())
                    compared += read.size
                    val isSame = read == expected && read.all { it.problems.isEmpty() }
                    // ISO 2709 copies records of doubtful character sets, and reports them again.
                    if (!isSame && format != MarcFormat.ISO_2709) {
                        different.merge("$format ${corpora.displayName(file)}", 1, Int::plus)
                    }
                }
            }
            println("Corpora: $compared conversions are equal; refused: $refused")
            different.shouldBeEmpty()
            compared shouldBeGreaterThan 1000
        }
    }
})

/** Returns the record after a journey through the format, or null if the format does not carry it. */
private suspend fun there(record: Record, format: MarcFormat): Record? {
    val (bytes, report) = written(listOf(record), format)
    if (report.refusedRecords > 0) return null
    return Readers.records(bytes, TestOptions.strict(format)).single()
}

private fun written(records: List<Record>, format: MarcFormat): Pair<ByteArray, WriteReport> {
    val target = ByteArrayOutputStream()
    val options = TestOptions.write(format) {
        refusal = Refusal.SKIP
        reportedProblems = Int.MAX_VALUE
    }
    val writer = BlockingMarcWriter.open(target, options.refusing())
    writer.use { it.writeAll(records) }
    return target.toByteArray() to writer.report
}
