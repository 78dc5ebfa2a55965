// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.encoded
import dev.marcato.testing.Corpora
import dev.marcato.testing.Readers
import dev.marcato.writeTo
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.nio.file.Path
import java.util.Locale
import java.util.TreeMap
import kotlinx.coroutines.flow.asFlow

private val TEXTS = listOf(MarcFormat.JSON, MarcFormat.JSON_LINES, MarcFormat.XML, MarcFormat.MNEMONIC, MarcFormat.LINE)

/** Returns the records up to the first problem, as strict reading delivers them. */
private fun strictly(path: Path): List<Record> {
    val records = ArrayList<Record>()
    try {
        BlockingMarcReader.open(path).use { while (true) records += it.read() ?: break }
    } catch (e: IOException) {
        return records
    } catch (e: MarcException) {
        return records
    }
    return records
}

/** What strict reading delivers has a way into every text format: with default options nothing is refused. */
class StrictIsWrittenSpec : FreeSpec({
    val corpora = Corpora.find()
    val reason = corpora.skipReason
    if (reason != null) println("StrictIsWrittenSpec is skipped: $reason")

    "every record of real files that is read strictly is written as text, by flow, writer and chunks"
        .config(enabledIf = { reason == null }) {
            var count = 0
            val changed = TreeMap<MarcFormat, Long>()
            val notAlone = TreeMap<MarcFormat, Int>()
            for (path in corpora.files()) {
                val records = strictly(path)
                if (records.isEmpty()) continue
                count += records.size
                for (format in TEXTS) {
                    withClue("${corpora.displayName(path)} in $format") {
                        val bytes = ByteArrayOutputStream()
                        val report = records.asFlow().writeTo(bytes) { this.format = format }
                        report.records shouldBe records.size
                        report.refusedRecords shouldBe 0
                        val expected = bytes.toByteArray()
                        val chunks = ByteArrayOutputStream()
                        records.asFlow().encoded(format).collect(chunks::write)
                        chunks.toByteArray().contentEquals(expected) shouldBe true
                        val options = WriteOptions { this.format = format }
                        BlockingMarcWriter.toByteArray(records, options).contentEquals(expected) shouldBe true
                        Readers.readAll(expected, ReadOptions { this.format = format }).size shouldBe
                            records.size
                        changed.merge(format, report.changedRecords, Long::plus)
                        notAlone.merge(format, records.count { !isTextAlone(it, format) }, Int::plus)
                    }
                }
            }
            File("../docs/guide.md").readText().replace(Regex("\\s+"), " ") shouldContain
                "`StrictIsWrittenSpec` writes %,d real records, with replacements in %d of them for JSON and in %d for XML"
                    .format(Locale.ROOT, count, changed[MarcFormat.JSON], changed[MarcFormat.XML])
            withClue("what toText refuses is what the others replace something in") {
                notAlone.mapValues { it.value.toLong() } shouldBe changed
            }
        }
})

private fun isTextAlone(record: Record, format: MarcFormat): Boolean = try {
    record.toText(format).isNotEmpty()
} catch (e: MarcException) {
    false
}
