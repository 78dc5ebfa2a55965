// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList

/** Numbers that go on from record to record. */
class CountersSpec : FreeSpec({
    val records = List(500) { number ->
        recordOf("=001  $number\n=245  00§a${if (number % 3 == 0) "drop" else "keep"}\n=650  \\\\§aa\n=650  \\\\§ab")
    }
    val edits = editsOf(
        """
        set 001 to "new{counter from 100 digits 6}" unless 001 ~ "5§"
        each 650 {
        add §8 "{counter per record}"
        }
        drop record if 245§a = "drop"
        """.trimIndent(),
    )

    fun numbers(edited: List<Edited>) = edited.mapNotNull {
        it.record?.get("001")
    }.map { (it as dev.marcato.ControlField).value }

    val expected = run {
        var next = 100
        records.indices.filter { it % 3 != 0 }.map { if (it % 10 == 5) "$it" else "new" + "${next++}".padStart(6, '0') }
    }

    "numbers go to records in order; those that are dropped or unchanged use none" {
        val session = edits.session()
        val edited = records.map(session::apply)
        numbers(edited) shouldBe expected
        edited[1].record?.values("650", "8") shouldBe listOf("1", "2")
        edited[2].record?.values("650", "8") shouldBe listOf("1", "2")
    }

    "the numbers are the same whatever the number of threads" {
        numbers(records.asFlow().edited(edits).toList()) shouldBe expected
        for (workers in listOf(1, 3)) {
            val options = ParallelOptions { this.workers = workers }
            numbers(records.asFlow().edited(edits, options).toList()) shouldBe expected
            val bytes = records.map { it.toBytes() }.reduce(ByteArray::plus)
            val reader = MarcReader.open(bytes)
            numbers(reader.edited(edits, options).toList()) shouldBe expected
        }
    }

    "a flow of what was edited gives the records that aren't dropped" {
        val all: List<Record> = records.asFlow().edited(edits).records().toList()
        all.map { (it["001"] as dev.marcato.ControlField).value } shouldBe expected
    }

    "a record by itself begins with the first number" {
        edits.apply(records[1]).record?.controlNumber shouldBe "new000100"
        edits.apply(records[2]).record?.controlNumber shouldBe "new000100"
    }

    "each place in the text counts by itself, in the order of the record" {
        val session = editsOf("set 650§a to \"{counter}-{counter from 7}\"").session()
        session.apply(records[1]).record?.values("650", "a") shouldBe listOf("1-7", "2-8")
        session.apply(records[2]).record?.values("650", "a") shouldBe listOf("3-9", "4-10")
    }

    "a template whose other values aren't there uses no number" {
        val session = editsOf(
            "add 500 §a \"{counter}\" §b \"{999§a}\"\nadd 501 §a \"{counter}{upper(001)}\"\nset 650§a[0] to \"{counter}{999}\"",
        )
            .session()
        session.apply(records[1]).record?.get("501", 'a') shouldBe "11"
        session.apply(records[2]).record?.get("501", 'a') shouldBe "22"
        val missing = editsOf(
            "add 500 §a \"{counter}{999§a}\"\nadd 501 §a \"{counter}{245§a}\" unless 001 = \"1\"",
        ).session()
        missing.apply(records[1]).isChanged shouldBe false
        missing.apply(records[2]).record?.get("501", 'a') shouldBe "1keep"
    }

    "a rule that fails uses no number" {
        val session = editsOf(
            "set 001/0-9 to \"{counter digits 10}\"\nadd 500 §a \"{counter}\" unless 001 = \"1\"",
        ).session()
        session.apply(records[1]).problems.size shouldBe 1
        session.apply(records[2]).record?.get("500", 'a') shouldBe "1"
    }
})
