// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Corpora
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.TextProblemCases
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.checkAll

private val corpora = Corpora.find()

/** Whatever reading lets pass can be edited; only what is new is checked. */
class DamagedEditingSpec : FreeSpec({
    "any field that was read takes another subfield, and keeps its bytes before it" - {
        "of files damaged at random" {
            checkAll(300, ArbRecords.damagedFile()) { file ->
                BlockingMarcReader.open(file.toByteArray(), LENIENT).use { reader -> reader.forEach(::checkEditing) }
            }
        }

        "of each problem, in each format" {
            for (case in ProblemCases.all()) {
                Readers.readAll(
                    case.input(),
                    case.lenientOptions(),
                ).forEach(::checkEditing)
            }
            for (case in TextProblemCases.all()) {
                Readers.readAll(case.text.toByteArray(), case.lenientOptions()).forEach(::checkEditing)
            }
        }

        val reason = corpora.skipReason
        if (reason != null) println("DamagedEditingSpec skips the corpora: $reason")
        "of real files".config(enabledIf = { reason == null }) {
            var count = 0
            for (file in corpora.files()) {
                try {
                    BlockingMarcReader.open(file, LENIENT).use { reader ->
                        for (record in reader) {
                            withClue("${corpora.displayName(file)}, ${record.controlNumber}") { checkEditing(record) }
                            count++
                        }
                    }
                } catch (e: java.util.zip.ZipException) {
                    println("${corpora.displayName(file)}: $e")
                }
            }
            println("$count records of the corpora were edited")
        }
    }

    val parts = listOf("\u001Faone", "\u001F", "\u001F\u0000nul", "\u001F\u00E9two", "\u001F9end")

    "every shape of a damaged field is kept" {
        for (beginning in listOf("", "1", "10", "\u00E9\u00FF", "10text", "\u0000\u0001text")) {
            for (count in 0..parts.size) {
                for (rest in listOf(parts.take(count), parts.takeLast(count))) {
                    val content = beginning + rest.joinToString("")
                    val field = fieldOf(content)
                    withClue(content) {
                        field.edit { }.shown() shouldBe content
                        field.edit { 'x' to "new" }.shown() shouldBe "$content\u001Fxnew"
                        field.edit { tag = "999" }.shown() shouldBe content
                        field.edit { replace('a') { it } }.shown() shouldBe content
                        field.edit { replace('a') { "ONE" } }.shown() shouldBe content.replace("one", "ONE")
                        field.edit { indicator2 = '7' }.shown() shouldBe field.indicator1 + "7" +
                            content.drop(minOf(2, content.indexOf('\u001F').let { if (it < 0) content.length else it }))
                    }
                }
            }
        }
    }

    "a code that isn't ASCII keeps its byte when its value changes" {
        val field = fieldOf("10\u001F\u00E9old\u001F\u0000nul")
        field.edit { replace('\u00E9') { "new" } }.shown() shouldBe "10\u001F\u00E9new\u001F\u0000nul"
        field.edit { replace('\u0000') { "zero" } }.shown() shouldBe "10\u001F\u00E9old\u001F\u0000zero"
    }

    "bytes that can't be decoded stay when a change leaves the value as it is" {
        val field = fieldOf("10\u001Fa\u00FF\u00FE")
        field['a'] shouldBe "\uFFFD\uFFFD"
        field.edit { replace('a') { it } }.shown() shouldBe "10\u001Fa\u00FF\u00FE"
    }

    "text before the first subfield can only come first" {
        val field = fieldOf("10text\u001Faone")
        field.edit { subfields.removeAt(1) }.shown() shouldBe "10text"
        field.edit { replace('\u0000') { "other" } }.shown() shouldBe "10other\u001Faone"
        val failure = shouldThrow<IllegalArgumentException> { field.edit { subfields.reverse() } }
        failure.message shouldBe
            "Field 650 has text without a subfield code, which can only come first; give it a code to move it"
        // In a field without indicators the text would be taken for them.
        val moved = fieldOf("\u001Faone").edit { subfields.add(0, field.subfields.first()) }
        moved.shown() shouldBe "  text\u001Faone"
    }

    "a subfield without a code takes no value, which would begin with a code" {
        val failure = shouldThrow<IllegalArgumentException> {
            fieldOf("10\u001F\u001Faone").edit { replace('\u0000') { "x" } }
        }
        failure.message shouldBe "A subfield of field 650 has no code, and so can't get a value; replace it"
    }

    "bad new values are refused, with the tag" {
        val field = fieldOf("\u00E90\u001F\u00E9one")
        fun refusal(change: DataFieldBuilder.() -> Unit) =
            shouldThrow<IllegalArgumentException> { field.edit(change) }.message
        val indicator = "An indicator of field 650 is a printable ASCII character"
        val code = "A subfield code of field 650 is a graphic ASCII character"
        refusal { indicator2 = '\u00E9' } shouldBe "$indicator, not U+00E9"
        refusal { indicator1 = '\u00E8' } shouldBe "$indicator, not U+00E8"
        refusal { '\u00E9' to "x" } shouldBe "$code, not U+00E9"
        refusal { add(' ', "x") } shouldBe "$code, not U+0020"
        refusal { set('a', "x\u001Fy") } shouldBe
            "The value of subfield a of field 650 must not contain the MARC delimiter 0x1F (at index 1)"
        refusal { replace('\u00E9') { "\uD800" } } shouldBe
            "The value of subfield \u00E9 of field 650 must not contain an unpaired surrogate (at index 0)"
        refusal { tag = "65" } shouldBe "A tag is three graphic ASCII characters, not \"65\""
        refusal { tag = "001" } shouldBe "Tag \"001\" is for a control field"
    }

    "the last subfield" - {
        val original = record {
            field("001", "42")
            field("650") { 'a' to "Sea" }
            field("650") {
                'a' to "Ships"
                '2' to "local"
            }
            field("651") { 'a' to "Nantucket" }
        }

        "takes its field with it, in a record" {
            fun left(changes: RecordBuilder.() -> Unit) = original.edit(changes).fields.map { "$it" }
            left { editFields("6XX") { remove("a") } } shouldBe listOf("001 42", "650    \$2 local")
            left { editFields({ it['2'] != null }) { subfields.clear() } } shouldBe
                listOf("001 42", "650    \$a Sea", "651    \$a Nantucket")
            left { editFields("650") { removeIf { true } } } shouldBe listOf("001 42", "651    \$a Nantucket")
        }

        "can't be removed by the field alone, which says what to do" {
            val failure = shouldThrow<IllegalArgumentException> { original.dataField("650")?.edit { remove("a") } }
            failure.message shouldBe "Field 650 has no subfield left; to remove the field, use remove, removeIf or " +
                "editFields of a RecordBuilder"
            shouldThrow<IllegalArgumentException> { DataField.builder("650", ' ', ' ').build() }.message shouldBe
                "Field 650 needs at least one subfield"
        }

        "isn't missed where there was none" {
            val empty = fieldOf("10")
            Record.builder().add(empty).build().edit { editFields("650") { } }.fields shouldBe listOf(empty)
            empty.edit { }.shown() shouldBe "10"
            fieldOf("").edit { 'a' to "x" }.shown() shouldBe "\u001Fax"
        }
    }
})

/** A field 650 with this content, a byte for each character. */
private fun fieldOf(content: String): DataField {
    val data = content.toByteArray(Charsets.ISO_8859_1)
    val bytes = "650%04d00000".format(data.size + 1).toByteArray() + 0x1E + data + 0x1E + 0x1D
    val leader = "%05dnam a2200037   4500".format(24 + bytes.size).toByteArray()
    return checkNotNull(
        Record.parse(leader + bytes, LENIENT.toBuilder().textCheck(TextCheck.NONE).build()).dataField("650"),
    )
}

private fun DataField.shown(): String = String(bytes, start, end - start, Charsets.ISO_8859_1)

private fun checkEditing(record: Record) {
    val edited = record.edit { editFields({ true }) { '9' to "new" } }
    edited.fields.size shouldBe record.fields.size
    for ((before, after) in record.fields.zip(edited.fields)) {
        after.tag shouldBe before.tag
        if (before !is DataField || after !is DataField) continue
        val kept = after.subfields.dropLast(1)
        kept shouldBe before.subfields
        after.subfields.last() shouldBe Subfield.of('9', "new")
        listOf(after.indicator1, after.indicator2) shouldBe listOf(before.indicator1, before.indicator2)
        if (before.codec == null) after.shown() shouldBe before.shown() + "\u001F9new"
    }
    // Without any change nothing but the lengths is new.
    record.edit { editFields({ true }) { } }.fields shouldBe record.fields
    record.edit { editFields({ true }) { subfields.clear() } }.dataFields.filterNot { it.isEmpty }.shouldBeEmpty()
    record.edit { editFields("XXX") { replace({ true }) { it } } } shouldBe record
}
