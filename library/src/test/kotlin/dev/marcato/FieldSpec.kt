// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

class FieldSpec : FreeSpec({
    val title = DataField.of(
        "245",
        '1',
        '0',
        Subfield.of('a', "Title :"),
        Subfield.of('b', ""),
        Subfield.of('a', "more"),
    )

    "a data field" - {
        "has indicators and subfields in their order, empty and repeated ones included" {
            title.tag shouldBe "245"
            title.indicator1 shouldBe '1'
            title.indicator2 shouldBe '0'
            title.subfields shouldContainExactly
                listOf(Subfield.of('a', "Title :"), Subfield.of('b', ""), Subfield.of('a', "more"))
        }

        "is looked into by code" {
            title['a'] shouldBe "Title :"
            title['b'] shouldBe ""
            title['c'] shouldBe null
            title.subfields("b").size shouldBe 1
            title.values("ab") shouldContainExactly listOf("Title :", "", "more")
            title.join("a") shouldBe "Title : more"
            title.join("a", " -- ") shouldBe "Title : -- more"
        }

        "has the values of all subfields, joined, as its value" {
            title.value shouldBe "Title :  more"
            DataField.of("245", ' ', ' ', Subfield.of('a', "alone")).value shouldBe "alone"
            DataField.of("245", ' ', ' ', Subfield.of('a', "Größe"), Subfield.of('b', "𝄞")).value shouldBe "Größe 𝄞"
        }

        "finds delimiters wherever they stand among the bytes" {
            for (length in 0..40) {
                val values = listOf("x".repeat(length), "é".repeat(length), "", "y")
                val field = DataField.of("500", ' ', ' ', values.map { Subfield.of('a', it) })
                field.subfields.map { it.value } shouldBe values
                field.value shouldBe values.joinToString(" ")
            }
        }

        "prints as a line" {
            title.toString() shouldBe "245 10 \$a Title : \$b  \$a more"
        }

        "refuses anything that isn't a tag, an indicator, a code or a value" {
            val some = Subfield.of('a', "x")
            shouldThrow<IllegalArgumentException> { DataField.of("245", ' ', ' ') }.message shouldBe
                "Field 245 needs at least one subfield"
            shouldThrow<IllegalArgumentException> { DataField.of("24", ' ', ' ', some) }
            shouldThrow<IllegalArgumentException> { DataField.of("001", ' ', ' ', some) }.message shouldBe
                "Tag \"001\" is for a control field"
            shouldThrow<IllegalArgumentException> { DataField.of("245", 'é', ' ', some) }.message shouldBe
                "An indicator of field 245 is a printable ASCII character, not U+00E9"
            shouldThrow<IllegalArgumentException> { DataField.of("245", ' ', '\u001F', some) }
            shouldThrow<IllegalArgumentException> { Subfield.of(' ', "x") }.message shouldBe
                "A subfield code is a graphic ASCII character, not U+0020"
            shouldThrow<IllegalArgumentException> { Subfield.of('a', "one\u001Ftwo") }.message shouldBe
                "The value of subfield a must not contain the MARC delimiter 0x1F (at index 3)"
            shouldThrow<IllegalArgumentException> { Subfield.of('a', "x\uD800") }.message shouldBe
                "The value of subfield a must not contain an unpaired surrogate (at index 1)"
            shouldThrow<IllegalArgumentException> { Subfield.of('a', "\uDC00x") }
            shouldThrow<IllegalArgumentException> { Subfield.of('a', "\uD800x") }
        }
    }

    "a control field" - {
        "has a value and nothing else" {
            val field = ControlField.of("001", "ocm 1")
            field.tag shouldBe "001"
            field.value shouldBe "ocm 1"
            field['a'] shouldBe null
            field.toString() shouldBe "001 ocm 1"
        }

        "refuses another tag than 00X, and delimiters" {
            shouldThrow<IllegalArgumentException> { ControlField.of("245", "x") }.message shouldBe
                "The tag of a control field begins with 00; \"245\" doesn't"
            shouldThrow<IllegalArgumentException> { ControlField.of("001", "\u001E") }
        }
    }

    "equality" - {
        "is by tag, indicators, codes and texts" {
            ControlField.of("001", "x") shouldBe ControlField.of("001", "x")
            ControlField.of("001", "x") shouldNotBe ControlField.of("003", "x")
            ControlField.of("001", "x") shouldNotBe ControlField.of("001", "y")
            DataField.of("245", '1', '0', title.subfields) shouldBe title
            DataField.of("245", '1', '0', title.subfields).hashCode() shouldBe title.hashCode()
            DataField.of("246", '1', '0', title.subfields) shouldNotBe title
            DataField.of("245", '0', '0', title.subfields) shouldNotBe title
            DataField.of("245", '1', '1', title.subfields) shouldNotBe title
            DataField.of("245", '1', '0', title.subfields.drop(1)) shouldNotBe title
            Subfield.of('a', "x") shouldNotBe Subfield.of('b', "x")
            Subfield.of('a', "x").hashCode() shouldBe Subfield.of('a', "x").hashCode()
            (title as Any == "245") shouldBe false
        }
    }
})
