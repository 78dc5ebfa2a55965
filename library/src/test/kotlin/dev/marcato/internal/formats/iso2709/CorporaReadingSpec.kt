// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.CharacterSet
import dev.marcato.CharacterSetRule
import dev.marcato.DataField
import dev.marcato.MarcException
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.testing.Corpora
import dev.marcato.testing.Failure
import dev.marcato.testing.FieldLines
import dev.marcato.testing.Marc4j
import dev.marcato.testing.Readers
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.nio.file.Files
import java.nio.file.Path
import org.marc4j.MarcStreamReader

private val corpora = Corpora.find()
private val binary = arrayOf("mrc", "marc", "dat", "usmarc", "utf8", "sample", "gz")

class CorporaReadingSpec :
    FreeSpec({
        val reason = corpora.skipReasonFor(*binary)
        if (reason != null) println("CorporaReadingSpec is skipped: $reason")

        "real files".config(enabledIf = { reason == null }) - {
            "end in nothing but their end or a MarcException" {
                var complete = 0
                var recordCount = 0
                val refusals = sortedMapOf<ProblemCode, Int>()
                for (file in corpora.files(*binary)) {
                    withClue(corpora.displayName(file)) {
                        val (records, failure) = readAll(file)
                        recordCount += records.size
                        if (failure == null) {
                            complete++
                        } else {
                            refusals.merge(failure.shouldBeInstanceOf<MarcException>().problem.code, 1, Int::plus)
                        }
                    }
                }
                val files = corpora.files(*binary).size
                println("Corpora: $files files, $complete read completely, $recordCount records, refused: $refusals")
                recordCount shouldBeGreaterThan 0
            }

            "are read as marc4j reads them, where both read them completely" {
                var compared = 0
                for (file in corpora.files(*binary)) {
                    // As marc4j does it here; other sets are compared value by value elsewhere.
                    val (ours, failure) = readAll(file, AS_UTF_8)
                    val theirs = if (failure == null) readByMarc4j(file) else null
                    if (theirs == null) continue
                    withClue(corpora.displayName(file)) {
                        ours.size shouldBe theirs.size
                        for ((index, record) in ours.withIndex()) {
                            compared++
                            withClue("record $index") {
                                valuesOf(record) shouldBe FieldLines.of(theirs[index]).sorted()
                            }
                        }
                    }
                }
                println("Corpora: $compared records are the same in marc4j")
                compared shouldBeGreaterThan 0
            }
        }
    })

private val AS_UTF_8 = ReadOptions {
    characterSetRule = CharacterSetRule.always(CharacterSet.UTF_8)
    textCheck = TextCheck.NONE
}

private fun readAll(file: Path, options: ReadOptions = ReadOptions.DEFAULT): Pair<List<Record>, Exception?> {
    val records = ArrayList<Record>()
    val failure = Failure.of {
        Readers.blocking(file, options).use { reader -> while (true) records.add(reader.read() ?: break) }
    }
    return records to failure
}

/** Returns null if marc4j does not read the file to its end; it throws whatever comes. */
private fun readByMarc4j(file: Path): List<org.marc4j.marc.Record>? = try {
    Files.newInputStream(file).use { Marc4j.read(MarcStreamReader(it, "UTF-8")) }
} catch (e: RuntimeException) {
    null
}

// Sorted, because marc4j sorts control fields, and gives data fields in the order of the data, not of the directory.
// Of several control numbers it keeps the last one.
private fun valuesOf(record: Record): List<String> =
    (record.fields("001").takeLast(1) + record.fields.filter { it.tag != "001" }).map { field ->
        // marc4j drops a delimiter with nothing after it.
        if (field is DataField) {
            FieldLines.of(field, field.subfields.filterNot { it.code == '\u0000' && it.value.isEmpty() })
        } else {
            FieldLines.of(field)
        }
    }.sorted()
