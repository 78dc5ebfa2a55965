// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.internal.text.valuesOf
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Corpora
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.bind
import io.kotest.property.arbitrary.byte
import io.kotest.property.arbitrary.byteArray
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.nio.file.Files

class FieldCursorSpec : FreeSpec({
    val cursor = FieldCursor.create()

    "a cursor shows what the lists of fields and subfields show" - {
        "of generated records" {
            for (record in Fixtures.bytes(Fixture.RECORDS_1K).read().take(300)) cursor.shouldShow(record)
        }

        "of any record" {
            checkAll(300, ArbRecords.record()) { plain ->
                for (record in Iso2709Bytes.encode(plain).read()) cursor.shouldShow(record)
            }
        }

        "of damaged records, whether they were repaired or not" {
            for (case in ProblemCases.all()) {
                withClue(case) { for (record in case.input().read(case.lenientOptions())) cursor.shouldShow(record) }
            }
            checkAll(300, ArbRecords.damagedFile()) { damaged ->
                for (record in damaged.toByteArray().read()) cursor.shouldShow(record)
            }
        }

        "of records in MARC-8, and of others that only a codec decodes" {
            val values = Arb.byteArray(Arb.int(0..12), Arb.element(MARC_8_BYTES))
            checkAll(500, Arb.list(values, 1..4)) { list ->
                for (record in recordOf(list, ' ').read()) cursor.shouldShow(record)
            }
        }

        "of records with any bytes in their values" {
            checkAll(500, Arb.list(Arb.byteArray(Arb.int(0..12), Arb.byte()), 1..4)) { list ->
                for (record in recordOf(list, 'a').read()) cursor.shouldShow(record)
            }
        }

        "of records that were built, edited, or read from another format" {
            for (record in ProblemCases.sound().read() + Fixtures.bytes(Fixture.RECORDS_1K).read().take(50)) {
                cursor.shouldShow(record.edit { removeIf { it.tag == "001" } })
                cursor.shouldShow(record.edit { editFields("245") { set('a', "Größe 𝄞") } })
                val xml = record.toText(MarcFormat.XML).toByteArray()
                for (same in xml.read()) cursor.shouldShow(same)
            }
            cursor.shouldShow(record {})
        }

        "of records larger than the buffer" {
            val large = record { repeat(9) { field("500", ' ', ' ') { 'a' to "x".repeat(9_900) + "é" } } }
            repeat(2) { cursor.shouldShow(large) }
            FieldCursor.create().shouldShow(large)
        }

        val corpora = Corpora.find()
        val reason = corpora.skipReasonFor("mrc")
        if (reason != null) println("FieldCursorSpec skips real records: $reason")
        "of real records".config(enabledIf = { reason == null }) {
            var records = 0
            for (file in corpora.files("mrc", "marc", "dat", "xml", "json")) {
                if (Files.size(file) > MOST_BYTES) continue
                withClue(corpora.displayName(file)) {
                    BlockingMarcReader.open(file, LENIENT).use { reader ->
                        for (record in reader) {
                            cursor.shouldShow(record)
                            records++
                        }
                    }
                }
            }
            records shouldBeGreaterThan 1_000
        }
    }

    val book = record {
        field("001", "42")
        field("245", '1', '0') {
            'a' to "Größe :"
            'b' to "subtitle"
        }
        field("650", ' ', '0') { 'a' to "Whales" }
    }

    "a value" - {
        "equals and begins as its text does, whatever is compared" {
            checkAll(2_000, Arb.bind(ArbRecords.text(20), ArbRecords.text(6), ::Pair)) { (text, other) ->
                book.edit { editFields("245") { set('b', text) } }.forEachSubfield { _, subfield ->
                    if (subfield.code == 'b') subfield.shouldCompareAs(text, other)
                }
            }
        }

        "that is malformed equals the text that it is decoded to" {
            val malformed = recordOf(listOf(byteArrayOf('x'.code.toByte(), -1)), 'a').read().single()
            malformed.forEachSubfield { _, subfield ->
                subfield.valueEquals("x\uFFFD") shouldBe true
                subfield.valueStartsWith("x\uFFFD") shouldBe true
                subfield.valueEquals("x\u00FF") shouldBe false
            }
        }

        "has characters up to its end, and U+0000 after it" {
            book.forEachSubfield { _, subfield ->
                if (subfield.valueStartsWith("Größe")) {
                    "${subfield.charAt(2)}${subfield.charAt(3)}${subfield.charAt(6)}" shouldBe "öß:"
                    subfield.charAt(7) shouldBe '\u0000'
                }
                shouldThrow<IllegalArgumentException> { subfield.charAt(-1) }
            }
        }

        "of a data field is that of all subfields" {
            book.forEachField { field ->
                if (field.hasTag("245")) {
                    field.value shouldBe "Größe : subtitle"
                    field.byteLength shouldBe "Größe : subtitle".toByteArray().size
                    field.valueEquals("Größe : subtitle") shouldBe true
                }
            }
        }
    }

    "a tag" - {
        "is compared with X for any character" {
            val matching = HashMap<String, List<Int>>()
            for (pattern in listOf("245", "XXX", "6XX", "X4X", "00X", "9XX")) {
                val found = ArrayList<Int>()
                book.forEachField { if (it.hasTag(pattern)) found.add(it.index) }
                matching[pattern] = found
            }
            matching shouldBe mapOf(
                "245" to listOf(1),
                "XXX" to listOf(0, 1, 2),
                "6XX" to listOf(2),
                "X4X" to listOf(1),
                "00X" to listOf(0),
                "9XX" to emptyList(),
            )
        }

        "is refused as a pattern if no tag can match it" {
            book.forEachField { field ->
                for (wrong in listOf("", "24", "2455", "24 ", "24é", "6xx")) {
                    shouldThrow<IllegalArgumentException> { field.hasTag(wrong) }
                }
            }
        }
    }

    "a cursor" - {
        "can leave a loop, and go on with it later" {
            val field = FieldCursor.create()
            field.reset(book)
            while (field.next()) if (field.hasTag("245")) break
            field.tag shouldBe "245"
            field.next() shouldBe true
            field.tag shouldBe "650"
        }

        "begins a field anew when it is asked to" {
            cursor.reset(book)
            while (cursor.next()) if (cursor.hasTag("245")) break
            val codes = ArrayList<Char>()
            repeat(2) {
                while (cursor.subfields.next()) codes.add(cursor.subfields.code)
                cursor.subfields.next() shouldBe false
                cursor.subfields.rewind()
            }
            codes shouldContainExactly listOf('a', 'b', 'a', 'b')
            cursor.subfields.next() shouldBe true
            cursor.next() shouldBe true
            cursor.subfields.next() shouldBe true
            cursor.subfields.value shouldBe "Whales"
        }

        "that is kept after its loop shows no field, whatever is asked" {
            lateinit var kept: FieldCursor
            book.forEachField { kept = it }
            kept.shouldBeNowhere()
            kept.subfields.rewind()
            kept.subfields.next() shouldBe false
            kept.next() shouldBe false
            kept.reset(book)
            kept.shouldBeNowhere()
            kept.next() shouldBe true
            kept.tag shouldBe "001"
            kept.subfields.next() shouldBe false
            kept.subfields.shouldBeNowhere()
            FieldCursor.create().shouldBeNowhere()
            FieldCursor.create().next() shouldBe false
        }
    }
})

private const val MOST_BYTES = 20_000_000L
private val LENIENT = ReadOptions { strictness = Strictness.LENIENT }

/** Letters, escape sequences, marks and undefined bytes of MARC-8. */
private val MARC_8_BYTES: List<Byte> =
    "ab (B$1!0sN\u001B".map { it.code.toByte() } + listOf(0xE2, 0xE8, 0xEB, 0xEC, 0xA1, 0xC3, 0xFF).map { it.toByte() }

private fun ByteArray.read(options: ReadOptions = LENIENT): List<Record> =
    BlockingMarcReader.open(this, options).use { it.toList() }

/** A record with these bytes in the subfields of a field, and this leader/09. */
private fun recordOf(values: List<ByteArray>, coding: Char): ByteArray {
    val field = values.fold("10".toByteArray()) { bytes, value -> bytes + byteArrayOf(0x1F, 0x61) + value }
    val data = field + 0x1E
    val leader = "%05dnam %c2200037   4500".format(24 + 12 + 1 + data.size + 1, coding)
    return "${leader}245%04d00000\u001E".format(data.size).toByteArray() + data + 0x1D
}

private fun FieldCursor.shouldShow(record: Record) {
    val fields = record.fields
    reset(record)
    for ((position, field) in fields.withIndex()) {
        next() shouldBe true
        index shouldBe position
        tag shouldBe field.tag
        // A tag of a damaged record may look like a pattern in lower case.
        if (!field.tag.endsWith('x')) hasTag(field.tag) shouldBe true
        isControl shouldBe (field is ControlField)
        shouldHave(field.value)
        val places = valuesOf(field.buffer, field.start, field.end, field is ControlField)
        if (field is DataField) {
            "$indicator1$indicator2" shouldBe "${field.indicator1}${field.indicator2}"
            for ((number, subfield) in field.subfields.withIndex()) {
                subfields.next() shouldBe true
                subfields.code shouldBe subfield.code
                subfields.byteLength shouldBe places[2 * number + 1] - places[2 * number]
                subfields.shouldHave(subfield.value)
            }
        }
        subfields.next() shouldBe false
    }
    next() shouldBe false
}

private fun ValueView.shouldHave(text: String) {
    value shouldBe text
    isEmpty shouldBe text.isEmpty()
    valueEquals(text) shouldBe true
    valueEquals("$text ") shouldBe false
    valueEquals("${text.drop(1)}é") shouldBe (text == "${text.drop(1)}é")
    for (length in listOf(0, 1, text.length / 2, text.length)) {
        valueStartsWith(text.take(length)) shouldBe true
        charAt(length) shouldBe text.getOrElse(length) { '\u0000' }
    }
    shouldCompareAs(text, text.reversed())
}

private fun ValueView.shouldCompareAs(text: String, other: String) {
    for (compared in listOf(other, text + other, text.take(2) + other, text.dropLast(1), "\uFFFD", "\uD834")) {
        valueEquals(compared) shouldBe (text == compared)
        valueStartsWith(compared) shouldBe text.startsWith(compared)
    }
}

private fun FieldCursor.shouldBeNowhere() {
    index shouldBe -1
    val questions = listOf(
        { tag },
        { hasTag("245") },
        { isControl },
        { indicator1 },
        { indicator2 },

    )
    for (question in questions) shouldThrow<IllegalStateException> { question() }
    (this as ValueView).shouldBeNowhere()
    subfields.next() shouldBe false
    subfields.shouldBeNowhere()
}

private fun SubfieldCursor.shouldBeNowhere() {
    shouldThrow<IllegalStateException> { code }
    (this as ValueView).shouldBeNowhere()
}

private fun ValueView.shouldBeNowhere() {
    val questions = listOf(
        { value },
        { byteLength },
        { isEmpty },
        { valueEquals("") },
        { valueStartsWith("") },
        { charAt(0) },
    )
    for (question in questions) {
        shouldThrow<IllegalStateException> { question() }.message shouldBe
            "The cursor is at no ${if (this is FieldCursor) "field" else "subfield"}: " +
            "next() wasn't called, or returned false"
    }
}
