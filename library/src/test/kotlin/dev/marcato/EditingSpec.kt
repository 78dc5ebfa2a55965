// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Catalogue
import dev.marcato.testing.Readers
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

class EditingSpec : FreeSpec({
    val original = record {
        field("001", "42")
        field("245", '1', '0') {
            'a' to "Title /"
            'c' to "Author"
        }
        field("650") { 'a' to "Sea" }
        field("650") { 'a' to "Ships" }
        field("999") { 'a' to "local" }
    }

    fun tags(changes: RecordBuilder.() -> Unit) = original.edit(changes).fields.map { it.tag }

    val note = DataField.of("500", ' ', ' ', Subfield.of('a', "Note"))

    "a field can be added" - {
        "at the end" { tags { add(note) } shouldContainExactly listOf("001", "245", "650", "650", "999", "500") }

        "before the first with a tag" {
            tags { addBefore("650", note) } shouldContainExactly listOf("001", "245", "500", "650", "650", "999")
        }

        "after the last with a tag" {
            tags { addAfter("650", note) } shouldContainExactly listOf("001", "245", "650", "650", "500", "999")
        }

        "before or after what a predicate finds" {
            val before = original.edit { addBefore({ it['a'] == "Ships" }, note) }
            before.fields.map { it.tag } shouldContainExactly listOf("001", "245", "650", "500", "650", "999")
            val behind = original.edit { addAfter({ it['a'] == "Sea" }, note) }
            behind.fields.map { it.tag } shouldContainExactly listOf("001", "245", "650", "500", "650", "999")
        }

        "at the end if the predicate finds nothing" {
            tags { addBefore("111", note) }.last() shouldBe "500"
            tags { addAfter("111", note) }.last() shouldBe "500"
        }

        "in the order of tags" {
            tags { addInOrder(note) } shouldContainExactly listOf("001", "245", "500", "650", "650", "999")
            tags { addInOrder(ControlField.of("003", "x")) }[1] shouldBe "003"
            tags { addInOrder(DataField.of("ZZZ", ' ', ' ', Subfield.of('a', "z"))) }.last() shouldBe "ZZZ"
        }

        "in the place of all with its tag" {
            val edited = original.edit { set(DataField.of("650", ' ', '7', Subfield.of('a', "Whales"))) }
            edited.fields("650").map { it.value } shouldContainExactly listOf("Whales")
            edited.fields.map { it.tag } shouldContainExactly listOf("001", "245", "650", "999")
            tags { set(note) } shouldContainExactly listOf("001", "245", "500", "650", "650", "999")
        }
    }

    "fields can be" - {
        "replaced" {
            val edited = original.edit { replace("001") { ControlField.of("001", it.value + "x") } }
            edited.controlNumber shouldBe "42x"
            val upper = original.edit { replace({ it.tag > "6" }) { note } }
            upper.fields("500").size shouldBe 3
        }

        "removed" {
            tags { remove("650") } shouldContainExactly listOf("001", "245", "999")
            tags { removeIf { it['a'] == "Sea" } } shouldContainExactly listOf("001", "245", "650", "999")
        }

        "sorted, those with the same tag in their order" {
            val mixed = original.edit { fields.reverse() }
            val sorted = mixed.edit { sort() }
            sorted.fields.map { it.value } shouldContainExactly listOf("42", "Title / Author", "Ships", "Sea", "local")
            mixed.edit { sort(compareBy { it.value }) }.fields.first().value shouldBe "42"
        }

        "moved to another tag" {
            val moved = original.edit { editFields("999") { tag = "949" } }
            moved["949"]?.get('a') shouldBe "local"
            ("999" in moved) shouldBe false
        }
    }

    "a data field" - {
        val title = checkNotNull(original.dataField("245"))

        "can have its indicators changed" {
            val edited = title.edit {
                indicator1 = '0'
                indicator2 = '4'
            }
            edited.toString() shouldBe "245 04 \$a Title / \$c Author"
            title.toString() shouldBe "245 10 \$a Title / \$c Author"
        }

        "can have subfields added" {
            title.edit { 'h' to "map" }.toString() shouldBe "245 10 \$a Title / \$c Author \$h map"
            title.edit { add('h', "map") }.toString() shouldBe "245 10 \$a Title / \$c Author \$h map"
            title.edit { subfields.add(1, Subfield.of('b', "sub")) }.toString() shouldBe
                "245 10 \$a Title / \$b sub \$c Author"
        }

        "can have subfields put in the place of others" {
            val twice = title.edit { 'a' to "again" }
            twice.edit { set('a', "New") }.toString() shouldBe "245 10 \$a New \$c Author"
            twice.edit { set('h', "map") }.toString() shouldBe "245 10 \$a Title / \$c Author \$a again \$h map"
            twice.edit { replace('a') { it.uppercase() } }.toString() shouldBe
                "245 10 \$a TITLE / \$c Author \$a AGAIN"
            twice.edit { replace({ it.value.endsWith(" /") }) { Subfield.of(it.code, it.value.dropLast(2)) } }
                .toString() shouldBe "245 10 \$a Title \$c Author \$a again"
        }

        "can have subfields removed, but not all" {
            title.edit { remove("cx") }.toString() shouldBe "245 10 \$a Title /"
            title.edit { removeIf { it.value == "Author" } }.toString() shouldBe "245 10 \$a Title /"
            shouldThrow<IllegalArgumentException> { title.edit { remove("ac") } }
        }

        "can be built, and built on" {
            val builder = DataField.builder("500", ' ', ' ').add('a', "Note")
            val first = builder.build()
            builder.add('5', "XX")
            first shouldBe note
            builder.build().toString() shouldBe "500    \$a Note \$5 XX"
        }

        "can be changed among those of a record that a predicate finds" {
            val edited = original.edit { editFields({ it['a'] == "Sea" }) { set('a', "Ocean") } }
            edited.values("650", "a") shouldContainExactly listOf("Ocean", "Ships")
        }
    }

    "what an edit does not touch keeps its bytes, in the record and in the field" {
        for (read in Readers.readAll(Catalogue.ordinary().toByteArray(50))) {
            val edited = Readers.readAll(
                Writing.bytesOf(
                    read.edit {
                        editFields("245") { set('c', "somebody \u00E9lse") }
                    },
                ),
            ).single()
            edited.fields.size shouldBe read.fields.size
            for ((index, field) in read.fields.withIndex()) {
                if (field.tag != "245") edited.fields[index].sameContent(field) shouldBe true
            }
            edited["245"]?.get('a') shouldBe read["245"]?.get('a')
        }
    }
})
