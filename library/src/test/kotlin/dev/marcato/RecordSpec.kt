// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.RawRecord
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

class RecordSpec : FreeSpec({
    val plain = PlainRecord.book(
        PlainField.control("001", "42"),
        PlainField.data("245", "10", "a", "Title :", "b", "rest /", "c", "somebody."),
        PlainField.control("005", "20260101000000.0"),
        PlainField.data("650", " 0", "a", "Whales", "x", "Fiction", "a", "Sea"),
        PlainField.data("651", " 0", "a", "Nantucket"),
        PlainField.data("650", " 7", "a", "Wale", "2", "gnd"),
        PlainField.data("LOC", "  ", "A", "Upper", "!", "Odd"),
    )
    val record = Record.parse(Iso2709Bytes.encode(plain))

    "fields" - {
        "come in their true order, control fields between data fields included" {
            record.fields.map { it.tag } shouldContainExactly listOf("001", "245", "005", "650", "651", "650", "LOC")
            record.controlFields.map { it.tag } shouldContainExactly listOf("001", "005")
            record.dataFields.map { it.tag } shouldContainExactly listOf("245", "650", "651", "650", "LOC")
        }

        "are found by tag, the first or all" {
            record["650"]?.get('a') shouldBe "Whales"
            record["999"] shouldBe null
            record.fields("650").map { it['a'] } shouldContainExactly listOf("Whales", "Wale")
            record.dataFields("650").map { it.indicator2 } shouldContainExactly listOf('0', '7')
        }

        "are found by several tags, in the order of the record" {
            record.fields("651", "650").map { it['a'] } shouldContainExactly listOf("Whales", "Nantucket", "Wale")
        }

        "are found by a pattern, in which X is any character" {
            record.fields("65X").map { it.tag } shouldContainExactly listOf("650", "651", "650")
            record.fields("XXX").size shouldBe 7
            record.fields("00X").map { it.tag } shouldContainExactly listOf("001", "005")
            record.fields("9XX").shouldBeEmpty()
        }

        "are typed when asked for by type" {
            record.controlField("001")?.value shouldBe "42"
            record.controlField("245") shouldBe null
            record.dataField("245")?.indicator1 shouldBe '1'
            record.dataField("001") shouldBe null
        }

        "are contained or not" {
            ("245" in record) shouldBe true
            ("246" in record) shouldBe false
        }

        "reject a search for anything that isn't a tag" {
            shouldThrow<IllegalArgumentException> { record["24"] }.message shouldBe
                "A tag is three graphic ASCII characters, not \"24\""
            shouldThrow<IllegalArgumentException> { record.fields("2450") }
            shouldThrow<IllegalArgumentException> { record["24é"] }
            shouldThrow<IllegalArgumentException> { record.fields("6") }
        }

        "cannot be changed through the lists" {
            @Suppress("UNCHECKED_CAST")
            val lists = listOf(
                record.fields, record.controlFields, record.dataFields, record.fields("650"),
                record.dataFields("650"), record.fields("6XX"), record.values("650", "a"),
                checkNotNull(record.dataField("650")).subfields, record.dataField("650")!!.values("a"),
            ) as List<MutableList<Any>>
            lists.forEach { list -> shouldThrow<UnsupportedOperationException> { list.removeAt(0) } }
        }
    }

    "values" - {
        "come in record order, by one code or several" {
            record.values("650", "a") shouldContainExactly listOf("Whales", "Sea", "Wale")
            record.values("650", "xa2") shouldContainExactly listOf("Whales", "Fiction", "Sea", "Wale", "gnd")
            record.values("001", "a").shouldBeEmpty()
        }

        "name the record by 001" {
            record.controlNumber shouldBe "42"
            record { field("245", ' ', ' ') { 'a' to "x" } }.controlNumber shouldBe null
        }
    }

    "the leader" - {
        "is the one in the bytes" {
            record.leader.toString() shouldBe "00229nam a2200109 i 4500"
        }
    }

    "equality" - {
        "looks at the meaning of the leader and at the fields in their order" {
            val same = Record.parse(Iso2709Bytes.encode(plain))
            same shouldBe record
            same.hashCode() shouldBe record.hashCode()
            record.edit { leader = leader.with(5, 'd') } shouldNotBe record
            record.edit { fields.reverse() } shouldNotBe record
            record.edit { remove("LOC") } shouldNotBe record
        }

        "does not look at lengths and coding, which follow from the encoding" {
            val edited = record.edit { leader = leader.with(9, ' ') }
            edited shouldBe record
            edited.hashCode() shouldBe record.hashCode()
            edited.sameBytes(record) shouldBe false
            record.sameBytes(Record.parse(Iso2709Bytes.encode(plain))) shouldBe true
        }

        "is by text where bytes differ: what cannot be decoded is alike" {
            val options = ReadOptions { textCheck = TextCheck.NONE }
            val broken = listOf(0xFF, 0xFE).map { byte ->
                val raw = RawRecord.of(
                    PlainRecord.book(PlainField.control("001", "?"), PlainField.data("245", "00", "a", "?")),
                )
                Record.parse(raw.withDataByte(0, byte).withDataByte(6, byte).toByteArray(), options)
            }
            broken[0] shouldBe broken[1]
            broken[0].hashCode() shouldBe broken[1].hashCode()
        }
    }

    "the bytes" - {
        "are kept as they were read" {
            record.rawBytes shouldBe Iso2709Bytes.encode(plain)
            Record.parse(Iso2709Bytes.encode(PlainRecord.book())).rawBytes shouldBe
                Iso2709Bytes.encode(PlainRecord.book())
        }

        "are handed out as a copy" {
            record.rawBytes?.fill(0)
            record.controlNumber shouldBe "42"
        }

        "are not there for a record that was built or edited" {
            record.edit { remove("LOC") }.rawBytes shouldBe null
            record { }.rawBytes shouldBe null
        }
    }

    "the text" - {
        "is the line view" {
            record.toString() shouldBe
                """
                LDR 00229nam a2200109 i 4500
                001 42
                245 10 ${'$'}a Title : ${'$'}b rest / ${'$'}c somebody.
                005 20260101000000.0
                650  0 ${'$'}a Whales ${'$'}x Fiction ${'$'}a Sea
                651  0 ${'$'}a Nantucket
                650  7 ${'$'}a Wale ${'$'}2 gnd
                LOC    ${'$'}A Upper ${'$'}! Odd

                """.trimIndent()
        }
    }
})
