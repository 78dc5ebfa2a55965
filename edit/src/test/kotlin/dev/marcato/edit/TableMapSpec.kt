// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.edit.samples.buildFromTable
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldMatch
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import kotlin.random.Random

class TableMapSpec : FreeSpec({
    fun map(text: String) = TableMap.parse(text.trimIndent().replace('§', '$'))

    fun fields(text: String, vararg row: Pair<String, String>) =
        map(text).build(mapOf(*row)).record!!.fields.filter { it.tag != "008" }.map { "$it".replace('$', '§') }

    "a record begins with a leader and an 008 without information" {
        val record = map("add 001 \"{column a}\"").build(mapOf("a" to "1")).record!!
        "${record.leader}" shouldMatch "\\d{5}nam a22\\d{5} i 4500"
        record["008"]!!.value shouldMatch "\\d{6}n\\|{33}"
        record.controlNumber shouldBe "1"
    }

    "cells are values as others are" {
        fields(
            "add 245 §a \"{column Title} / {upper(column 'Author, main')}\"",
            "Title" to "x",
            "Author, main" to "me",
        ) shouldBe
            listOf("245    §a x / ME")
        fields("add 245 §a \"{column Title else column Other else '-'}\"", "Title" to " ", "Other" to "o") shouldBe
            listOf("245    §a o")
        fields("add 245 §a '{column \"a b\"}{column a b}'", "a b" to "x") shouldBe listOf("245    §a xx")
        fields("add 245 §a \"{{column a}}\"", "a" to "x") shouldBe listOf("245    §a {column a}")
        fields("add 245 §a \"{column a}\" [§b \"{column b}\"]", "a" to "x") shouldBe listOf("245    §a x")
    }

    "an empty cell makes no field" {
        fields("add 245 §a \"{column a}\"", "a" to "") shouldBe emptyList()
        fields("add 245 §a \"{column a}\"") shouldBe emptyList()
    }

    "other statements go on with what is there" {
        val record = map(
            """
            set LDR/06 to "g"
            set 008/07-10 to "{column year}"
            add 001 "1"
            add 245 §a "x" if 001 = "1"
            add 246 §a "y" if 001 = "2"
            """,
        ).build(mapOf("year" to "1999")).record!!
        record.leader[6] shouldBe 'g'
        record["008"]!!.value.substring(6, 15) shouldBe "n1999||||"
        record.fields.map { it.tag } shouldBe listOf("001", "008", "245")
    }

    "a cell has several values" {
        val text = """
            each column Names, Roles at "|" {
              add 700 §a "{column Names}" [§e "{column Roles}"] [§5 "{column Own}"]
            }
            add 500 §a "{column Names}"
        """
        fields(text, "Names" to "a | b||c", "Roles" to "x||", "Own" to "o") shouldBe listOf(
            "500    §a a | b||c",
            "700    §a a §e x §5 o",
            "700    §a b §5 o",
            "700    §a c §5 o",
        )
    }

    "columns are known" {
        map(
            "each column b, \"c, at 'x'\" at \"|\" {\n add 500 §a \"{column a}\"\n}\nadd 245 §a \"{column b}\"",
        ).columns shouldBe
            listOf("b", "c, at 'x'", "a")
    }

    "mistakes have their place" {
        for ((text, expected) in listOf(
            "add 245 §a \"{column }\"" to "line 1, column 21: the name of a column is expected here",
            "each column a {\n}" to "line 1, column 14: \"at\" is expected here",
            "each column a at \" \" {\n}" to "line 1, column 18: a text that isn't blank is expected here",
            "each column at \"|\" {\n}" to "line 1, column 13: the name of a column is expected here",
            "each column a at \"|\" {" to "line 1, column 1: this block isn't closed: a line with } is missing",
        )) {
            withClue(text) { shouldThrow<EditException> { map(text) }.message shouldContain expected }
        }
        shouldThrow<EditException> { Edits.parse("add 245 \$a \"{column a}\"") }.reason shouldContain "a table is made"
        shouldThrow<EditException> { Edits.parse("each column a at \"|\" {\n}") }.reason shouldContain "a table is made"
    }

    "a cell that no record can have is a problem of the rule" {
        val edited = map("add 001 \"1\"\nadd 245 §a \"{column a}\"").build(mapOf("a" to "\u001E"))
        edited.problems.single().rule.line shouldBe 2
        edited.record!!.fields.map { it.tag } shouldBe listOf("001", "008")
    }

    "counters go on from row to row in a session" {
        val map = map("add 001 \"{counter from 8 digits 3}\"")
        map.edits.hasCounters shouldBe true
        val session = map.edits.session()
        List(3) { map.build(emptyMap(), session).record!!.controlNumber } shouldBe listOf("008", "009", "010")
        map("add 001 \"1\"").edits.hasCounters shouldBe false
    }

    "the same from several threads" {
        val map = map("add 001 \"{column n}\"\neach column s at \"|\" {\nadd 650 §a \"{column s}\"\n}")
        fun row(n: Int) = mapOf("n" to "$n", "s" to (0..n % 5).joinToString("|"))
        val pool = Executors.newFixedThreadPool(4)
        val made = (0 until 400).map { n -> pool.submit(Callable { map.build(row(n)).record }) }.map { it.get() }
        pool.shutdown()
        made shouldBe (0 until 400).map { map.build(row(it)).record }
    }

    "the example" {
        buildFromTable(listOf(mapOf("Number" to "1", "Title" to "Moby Dick", "Subjects" to "Whales|Sea"))).single()
            .fields("650").map { it.value } shouldBe listOf("Whales", "Sea")
    }

    "any text is a map or one error, and any cells give a record" {
        val random = Random(41)
        val words = listOf("each", "column", "a", "at", "\"|\"", "{", "}", "\n", "add 245 \$a", " ") +
            listOf("\"{column a}\"", "'{column", "b'")
        repeat(3_000) {
            val text = List(random.nextInt(12)) { words.random(random) }.joinToString(if (it % 2 == 0) " " else "")
            try {
                TableMap.parse(text).build(mapOf("a" to "x|\u001F", "b" to "\uD800"))
            } catch (_: EditException) {
                // That is what it is for.
            }
        }
    }
})
