// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Iso2709Bytes
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.pattern
import io.kotest.property.checkAll

/** The little language of tags: `245`, `6XX`, and what is neither. */
class LookUpSpec : FreeSpec({
    val record = record {
        field("001", "42")
        field("008", "260101s1851    nyu           000 1 eng d")
        field("020") { 'z' to "wrong" }
        field("020") { 'a' to "right" }
        field("245", '1', '0') { 'a' to "Title" }
        field("650") { 'a' to "Sea" }
        field("651") { 'a' to "Nantucket" }
        field("LXX") { 'a' to "x" }
        field("LAB") { 'a' to "lab" }
    }

    fun tags(changes: RecordBuilder.() -> Unit) = record.edit(changes).fields.joinToString(" ") { it.tag }

    "a value is found by tag and code: the first one, in whichever field it is" {
        record["245", 'a'] shouldBe "Title"
        record["245", 'b'] shouldBe null
        record["246", 'a'] shouldBe null
        record["020", 'a'] shouldBe "right"
        record["65X", 'a'] shouldBe "Sea"
        record["001", 'a'] shouldBe null
        checkAll(200, ArbRecords.record(12)) { plain ->
            val other = Record.parse(Iso2709Bytes.encode(plain))
            for (field in other.dataFields) {
                if (field.tag[2] == 'x') continue
                for (code in field.subfields.map { it.code }) {
                    other[field.tag, code] shouldBe other.values(field.tag, "$code").first()
                }
            }
        }
    }

    "every look-up takes a pattern" {
        record["6XX"]?.get('a') shouldBe "Sea"
        record.controlField("00X")?.value shouldBe "42"
        record.dataField("6X1")?.get('a') shouldBe "Nantucket"
        ("9XX" in record) shouldBe false
        ("X5X" in record) shouldBe true
        record.fields("6XX").map { it.tag } shouldContainExactly listOf("650", "651")
        record.fields("LXX", "24X").map { it.tag } shouldContainExactly listOf("245", "LXX", "LAB")
        record.dataFields("XXX").size shouldBe 7
        record.values("02X", "az") shouldContainExactly listOf("wrong", "right")
    }

    "every change takes a pattern" {
        val note = DataField.of("500", ' ', ' ', Subfield.of('a', "Note"))
        tags { remove("6XX") } shouldBe "001 008 020 020 245 LXX LAB"
        tags { addBefore("6XX", note) } shouldBe "001 008 020 020 245 500 650 651 LXX LAB"
        tags { addAfter("6XX", note) } shouldBe "001 008 020 020 245 650 651 500 LXX LAB"
        tags { replace("02X") { note } } shouldBe "001 008 500 500 245 650 651 LXX LAB"
        val edited = record.edit { editFields("6XX") { set('2', "local") } }
        edited.values("6XX", "2") shouldContainExactly listOf("local", "local")
        edited.values("245", "2") shouldContainExactly emptyList()
    }

    "a tag with an X of its own is matched by a condition" {
        tags { removeIf { it.tag == "LXX" } } shouldBe "001 008 020 020 245 650 651 LAB"
        tags { remove("LXX") } shouldBe "001 008 020 020 245 650 651"
        // Its own tag is exact, too.
        tags { set(DataField.of("LXX", ' ', ' ', Subfield.of('a', "new"))) } shouldBe
            "001 008 020 020 245 650 651 LXX LAB"
    }

    "what matches is what the letters say" {
        checkAll(Arb.pattern("[0-9A-Z][0-9X][0-9X]"), Arb.pattern("[0-9A-Z]{3}")) { pattern, tag ->
            val field =
                if (tag.startsWith(
                        "00",
                    )
                ) {
                    ControlField.of(tag, "x")
                } else {
                    DataField.of(tag, ' ', ' ', Subfield.of('a', "x"))
                }
            val one = Record.builder().add(field).build()
            val isMatch = pattern.indices.all { pattern[it] == 'X' || pattern[it] == tag[it] }
            (pattern in one) shouldBe isMatch
            one.fields(pattern).size shouldBe if (isMatch) 1 else 0
            one.fields("!!!", pattern).size shouldBe if (isMatch) 1 else 0
            one.edit { remove(pattern) }.fields.isEmpty() shouldBe isMatch
        }
    }

    "a pattern in lower case is refused, with the one to write" {
        val message = "X stands for any character only in upper case: write \"6XX\", not \"6xx\""
        shouldThrow<IllegalArgumentException> { record.fields("6xx") }.message shouldBe message
        val looks: List<(String) -> Unit> = listOf(
            { record[it] }, { record[it, 'a'] }, { it in record }, { record.fields(it) }, { record.fields("001", it) },
            {
                record.dataFields(it)
            }, { record.values(it, "a") }, { record.controlField(it) }, { record.dataField(it) },
            { tags { remove(it) } }, { tags { replace(it) { field -> field } } }, { tags { editFields(it) { } } },
            { tags { addBefore(it, ControlField.of("001", "x")) } },
            { tags { addAfter(it, ControlField.of("001", "x")) } },
        )
        checkAll(Arb.element(looks), Arb.element("6xx", "65x", "00x", "6Xx")) { look, tag ->
            shouldThrow<IllegalArgumentException> { look(tag) }
        }
        for (tag in listOf("abx", "6x5", "xxx", "axx", "LXx")) record.fields(tag).size shouldBe 0
    }

    "anything else than three characters is refused everywhere, too" {
        for (tag in listOf("", "6", "6XXX", "24é", "2 5")) {
            shouldThrow<IllegalArgumentException> { record[tag, 'a'] }
            shouldThrow<IllegalArgumentException> { record.edit { remove(tag) } }
        }
    }

    "characters of a control field are found by their positions" {
        record["008"]?.at(35..37) shouldBe "eng"
        record.controlField("008")?.at(35, 37) shouldBe "eng"
        record["008"]?.at(39..39) shouldBe "d"
        record["008"]?.at(0, 39) shouldBe record["008"]?.value
        for (outside in listOf(38..40, 40..40, -1..2, IntRange.EMPTY, 5..4)) record["008"]?.at(outside) shouldBe null
        record["245"]?.at(0..0) shouldBe null
        ControlField.of("009", "aé\u05D0z").at(1..2) shouldBe "é\u05D0"
    }
})
