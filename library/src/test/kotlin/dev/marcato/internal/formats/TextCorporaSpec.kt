// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.CharacterSet
import dev.marcato.CharacterSetRule
import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.testing.Accounting
import dev.marcato.testing.Corpora
import dev.marcato.testing.FieldLines
import dev.marcato.testing.Marc4j
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.Outcomes.records
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextReading
import dev.marcato.testing.Writing
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.Paths
import org.marc4j.MarcJsonReader
import org.marc4j.Mrk8StreamReader

private val corpora = Corpora.find()

/** A file that the list of the corpora knows to be of a text format, and the records that it is known to have. */
private class Listed(val path: Path, val name: String, val kind: String, val records: Int) {
    val format: MarcFormat = when (kind) {
        "json" -> MarcFormat.JSON
        "mrk" -> MarcFormat.MNEMONIC
        else -> MarcFormat.ALEPH_SEQUENTIAL
    }
    val bytes: ByteArray get() = Files.readAllBytes(path)
}

private fun listed(): List<Listed> {
    val folder = corpora.folder ?: return emptyList()
    return Files.readAllLines(folder.resolve("MANIFEST.tsv")).drop(1).map { it.split('\t') }
        .filter { it[3] in listOf("json", "mrk", "alephseq") }
        .map { Listed(folder.resolve(Paths.get(it[1], it[2])), "${it[1]}/${it[2]}", it[3], it[5].toInt()) }
        .filter { Files.exists(it.path) }
}

class TextCorporaSpec : FreeSpec({
    val reason = corpora.skipReason
    if (reason != null) println("TextCorporaSpec is skipped: $reason")
    val folder = corpora.folder

    fun file(name: String): Path = checkNotNull(folder).resolve(name)

    fun records(name: String, format: MarcFormat): List<Record> =
        TextReading.outcomes(Files.readAllBytes(file(name)), TestOptions.lenient(format)).records

    "files of text formats".config(enabledIf = { reason == null }) - {
        "have the records that they are known to have" {
            val counts = sortedMapOf<String, Int>()
            val codes = sortedMapOf<ProblemCode, Int>()
            for (listed in listed()) {
                withClue(listed.name) {
                    val outcomes = TextReading.inPieces(listed.bytes, 1 shl 16, TestOptions.lenient(listed.format))
                    Accounting.checkText(listed.bytes.takeIf { it.size < 100_000 } ?: return@withClue, outcomes)
                }
                val outcomes = TextReading.inPieces(listed.bytes, 1 shl 16, TestOptions.lenient(listed.format))
                withClue(listed.name) {
                    counts.merge(listed.kind, outcomes.records.size, Int::plus)
                    outcomes.codes.forEach { codes.merge(it, 1, Int::plus) }
                    outcomes.records.size shouldBe (ARGUED[listed.name] ?: listed.records)
                }
            }
            println("Corpora: ${listed().size} files of text formats, records $counts, problems $codes")
            counts.values.sum() shouldBeGreaterThan 0
        }

        "are detected" {
            for (listed in listed()) {
                val detected = MarcFormat.detect(listed.bytes)
                val format = if (detected == MarcFormat.JSON_LINES) MarcFormat.JSON else detected
                withClue(listed.name) { format shouldBe listed.format }
            }
        }

        "are read as marc4j reads them, where both read them without a problem" {
            var compared = 0
            for (listed in listed()) {
                // Of the dialect that calls values "content" marc4j reads none, and says nothing of it.
                val isOfContent = "\"content\"" in String(listed.bytes)
                if (listed.format == MarcFormat.ALEPH_SEQUENTIAL || isOfContent) continue
                val outcomes = TextReading.inPieces(listed.bytes, 1 shl 16, TestOptions.lenient(listed.format))
                val theirs = if (outcomes.codes.isEmpty()) byMarc4j(listed) else null
                if (theirs == null || theirs.isEmpty()) continue
                withClue(listed.name) {
                    val ours = outcomes.records.map { FieldLines.of(it).sorted() }
                    // marc4j loses the last record of mnemonic text if it is a single line.
                    theirs.size shouldBe ours.size
                    for ((index, record) in ours.withIndex()) {
                        compared++
                        withClue(index) { normal(record) shouldBe normal(theirs[index]) }
                    }
                }
            }
            println("Corpora: $compared records of text formats are as marc4j reads them")
            compared shouldBeGreaterThan 0
        }

        "are written and read back as they were" {
            var refused = 0
            for (listed in listed()) {
                for (record in TextReading.inPieces(
                    listed.bytes,
                    1 shl 16,
                    TestOptions.lenient(listed.format),
                ).records) {
                    for (format in listOf(MarcFormat.JSON, MarcFormat.MNEMONIC, MarcFormat.LINE)) {
                        withClue("${listed.name}, ${record.controlNumber}, $format") {
                            val problem = Writing.refusalOf(record, TestOptions.write(format))
                            if (problem != null) {
                                refused++
                            } else {
                                Readers.readAll(
                                    Writing.bytesOf(record, options = TestOptions.write(format)),
                                    TestOptions.strict(format),
                                ) shouldBe listOf(record)
                            }
                        }
                    }
                }
            }
            println("Corpora: $refused times a record was refused")
        }
    }

    "the same records in several formats are equal".config(enabledIf = { reason == null }) - {
        "one of them in JSON (of YAZ, and of Catmandu), mnemonic text, line view, Aleph sequential and ISO 2709" {
            for (name in listOf("code4lib", "example")) {
                val base = "jorol+processing-marc/files/$name"
                val iso = Readers.readAll(Files.readAllBytes(file("$base.mrc"))).single()
                val yaz = if (name == "example") "json" else "yaz.json"
                withClue(name) {
                    records("$base.$yaz", MarcFormat.JSON).single() shouldBe iso
                    records("$base.cat.json", MarcFormat.JSON).single() shouldBe iso
                    records("$base.mrk", MarcFormat.MNEMONIC).single() shouldBe iso
                    records("$base.line", MarcFormat.LINE).single() shouldBe iso
                    records("$base.seq", MarcFormat.ALEPH_SEQUENTIAL).single().edit { remove("FMT") } shouldBe iso
                }
            }
        }

        "thirty in JSON lines and ISO 2709 (traject, by ruby-marc)" {
            val base = "traject+traject/test/test_support/test_data.utf8"
            val iso = Readers.readAll(Files.readAllBytes(file("$base.mrc")), LENIENT)
            val json = records("$base.json", MarcFormat.JSON_LINES)
            json.size shouldBe 30
            json.map { TextReading.fieldsOf(it) } shouldBe iso.map { TextReading.fieldsOf(it) }
        }

        "what YAZ makes of JSON in ISO 2709" {
            var compared = 0
            for (number in 0..12) {
                val base = "indexdata+yaz/test/marc-files/marc$number.json"
                val json = records(base, MarcFormat.JSON).single()
                val iso = Readers.readAll(
                    Files.readAllBytes(file("$base.marc")),
                    ReadOptions {
                        strictness = Strictness.LENIENT
                        characterSetRule = CharacterSetRule.always(CharacterSet.UTF_8)
                    },
                ).singleOrNull()
                // Some have another number of indicators, or no identifiers, so that ISO 2709 has them in another form.
                if (iso == null || iso.leader[10] != '2' || iso.leader[11] != '2') continue
                compared++
                // An indicator or a code that is not ASCII has two bytes there, and a delimiter in a value is one.
                if (json.problems.isEmpty()) {
                    withClue(base) {
                        TextReading.fieldsOf(json) shouldBe TextReading.fieldsOf(iso)
                    }
                }
            }
            compared shouldBeGreaterThan 4
        }

        "eight in mnemonics of MARC-8 and in UTF-8 (marc4j, by MarcEdit)" {
            val base = "marc4j+marc4j/test/resources/brkrtest"
            val marc8 = records("$base.mrk", MarcFormat.MNEMONIC)
            val utf8 = records("$base.mrk8", MarcFormat.MNEMONIC)
            marc8.size shouldBe 8
            for ((index, record) in marc8.withIndex()) {
                withClue(index) {
                    normal(TextReading.fieldsOf(record)) shouldBe normal(TextReading.fieldsOf(utf8[index]))
                }
            }
            val iso = Readers.readAll(Files.readAllBytes(file("$base.mrc")))
            for ((index, record) in marc8.withIndex()) {
                withClue(index) {
                    normal(TextReading.fieldsOf(record)) shouldBe normal(TextReading.fieldsOf(iso[index]))
                }
            }
        }

        "Aleph sequential as the serializers of the National Library of Finland read it" {
            val base = "NatLibFi+marc-record-serializers/test-fixtures/aleph-sequential"
            for ((from, to) in (1..8).map { "from$it" to "to$it" } +
                listOf(
                    "splitfields-from2" to "splitfields-to2",
                    "splitfields-from3" to "splitfields-to3",
                    "noF001" to "yesF001",
                )) {
                val ours = records("$base/$from", MarcFormat.ALEPH_SEQUENTIAL).single()
                val theirs = String(Files.readAllBytes(file("$base/$to"))).lines().filter { it.isNotBlank() }.drop(1)
                val texts = ours.fields.filter { it.tag != "FMT" }.map { field ->
                    when (field) {
                        is ControlField -> "${field.tag}    ${field.value}"

                        is DataField ->
                            "${field.tag} ${field.indicator1}${field.indicator2} " +
                                field.subfields.joinToString("") { "‡${it.code}${it.value}" }
                    }
                }
                withClue(from) { texts.map { it.trimEnd() } shouldBe theirs.map { it.trimEnd() } }
            }
        }
    }

    "records that others refuse".config(enabledIf = { reason == null }) - {
        "are damage if they aren't JSON, to marc4j too, and the rest is read" {
            val outcomes = TextReading.outcomes(
                Files.readAllBytes(file("marc4j+marc4j/test/resources/illegal-marc-in-json.json")),
                TestOptions.lenient(MarcFormat.JSON),
            )
            outcomes.codes.first() shouldBe ProblemCode.SYNTAX_WRONG
            outcomes.records.shouldBeEmpty()
        }

        "are damage where names have no quotation marks and commas are missing, though marc4j reads that" {
            for (name in listOf("marc-json", "summerland-marc-json", "summerland-indented-marc-json")) {
                val outcomes =
                    TextReading.outcomes(
                        Files.readAllBytes(file("marc4j+marc4j/test/resources/$name.json")),
                        TestOptions.lenient(MarcFormat.JSON),
                    )
                withClue(name) { outcomes.codes.first() shouldBe ProblemCode.SYNTAX_WRONG }
            }
        }
    }
})

/** Where the list of the corpora counts otherwise. */
private val ARGUED = mapOf(
    // A record of its own starts after what isn't JSON.
    "NatLibFi+marc-record-serializers/test-fixtures/json/erroneous" to 1,
    // A leader and no fields are a record.
    "indexdata+yaz/test/marc-files/marc4.json" to 1,
)

private fun normal(fields: List<String>): List<String> =
    fields.map { java.text.Normalizer.normalize(it, java.text.Normalizer.Form.NFC) }

private fun byMarc4j(listed: Listed): List<List<String>>? = try {
    val input = listed.bytes.inputStream()
    // From a stream marc4j would read JSON in the character set of the platform.
    val reader = if (listed.kind == "json") MarcJsonReader(input.reader()) else Mrk8StreamReader(input, true)
    Marc4j.read(reader).map { FieldLines.of(it).sorted() }
} catch (e: RuntimeException) {
    println("marc4j does not read ${listed.name}: $e")
    null
}
