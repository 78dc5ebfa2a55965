// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class RecordBuilderSpec : FreeSpec({
    "a record that is built" - {
        "holds what it was given, in that order" {
            val built = record {
                leader = Leader.of("00000cas a2200000 a 4500")
                field("001", "42")
                field("245", '1', '0') {
                    'a' to "Title"
                    add(Subfield.of('b', "rest"))
                }
                field("500") { 'a' to "Note" }
                field("001", "43")
            }
            built.toString() shouldBe
                "LDR 00000cas a2200000 a 4500\n001 42\n245 10 \$a Title \$b rest\n500    \$a Note\n001 43\n"
        }

        "equals the same record read from bytes" {
            val built = record {
                field("001", "42")
                field("245", '1', '0', Subfield.of('a', "Größe 𝄞"))
            }
            val bytes = Iso2709Bytes.encode(
                PlainRecord.book(PlainField.control("001", "42"), PlainField.data("245", "10", "a", "Größe 𝄞")),
            )
            Record.parse(bytes) shouldBe built
        }

        "may hold more than ISO 2709 can" {
            val long = "x".repeat(200_000)
            record { field("520") { 'a' to long } }["520"]?.get('a') shouldBe long
        }

        "says UTF-8 in its leader as soon as there is more than ASCII" {
            val marc8 = Leader.BOOK.with(9, ' ')
            Record.builder().leader(marc8).field("001", "x").build().leader[9] shouldBe ' '
            Record.builder().leader(marc8).field("001", "é").build().leader[9] shouldBe 'a'
        }

        "keeps no lengths in its leader" {
            Record.builder().leader(Leader.of("01234nam a2200567 i 4500")).build().leader shouldBe Leader.BOOK
        }
    }

    "a record that is edited" - {
        val original = record {
            field("001", "42")
            field("245", '1', '0') { 'a' to "Title" }
            field("500") { 'a' to "Old" }
            field("500") { 'a' to "Older" }
        }

        "is another record; the first stays as it was" {
            val edited = original.edit {
                remove("500")
                field("500") { 'a' to "Checked" }
            }
            edited.fields("500").map { it['a'] } shouldContainExactly listOf("Checked")
            original.fields("500").map { it['a'] } shouldContainExactly listOf("Old", "Older")
        }

        "can be changed with all that a list has" {
            val edited = original.edit {
                fields.removeAll { it['a'] == "Old" }
                fields.add(0, ControlField.of("003", "DE-101"))
            }
            edited.fields.map { it.tag } shouldContainExactly listOf("003", "001", "245", "500")
        }

        "equals itself when nothing was changed" {
            original.edit { } shouldBe original
            original.toBuilder().build() shouldBe original
        }

        "keeps a damaged leader as it is" {
            val bytes = Iso2709Bytes.encode(PlainRecord.book(PlainField.control("001", "42")))
            bytes[17] = 0xE0.toByte()
            val lenient = ReadOptions { strictness = Strictness.LENIENT }
            val read = Record.parse(bytes, lenient)
            read.toBuilder().build() shouldBe read
        }

        "keeps the bytes of what is not touched, also those that cannot be decoded" {
            val bytes = Iso2709Bytes.encode(PlainRecord.book(PlainField.data("245", "00", "a", "?")))
            bytes[bytes.size - 3] = 0xFF.toByte()
            val read = Record.parse(bytes, ReadOptions { textCheck = TextCheck.NONE })
            val edited = read.edit { field("500") { 'a' to "x" } }
            checkNotNull(edited.dataField("245")).sameContent(checkNotNull(read.dataField("245"))) shouldBe true
        }
    }

    "a builder" - {
        "can be used on after building" {
            val builder = Record.builder().field("001", "1")
            val first = builder.build()
            builder.add(ControlField.of("003", "x"))
            first.fields.size shouldBe 1
            builder.build().fields.size shouldBe 2
        }

        "refuses what a field refuses" {
            shouldThrow<IllegalArgumentException> { record { field("245", "text") } }
            shouldThrow<IllegalArgumentException> { record { field("001", ' ', ' ') { 'a' to "x" } } }
        }
    }
})
