// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Field
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.messages.count
import dev.marcato.cli.views.FieldDifference
import dev.marcato.record
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

private fun book(number: String, title: String, vararg notes: String): Record = record {
    field("001", number)
    field("245", '0', '0') { 'a' to title }
    for (note in notes) field("500", ' ', ' ') { 'a' to note }
}

private fun bytes(vararg records: Record): ByteArray = BlockingMarcWriter.toByteArray(records.asList())

class DiffSpec : FreeSpec({
    "the same records do not differ, whatever their format, character set and order" {
        inFolder { folder ->
            val one = folder.file("one.mrc", SampleCatalogue.toByteArray())
            val other = folder.path("other.xml")
            marcato("convert", one, "-o", other).code shouldBe 0
            val ran = marcato("diff", one, other)
            ran.code shouldBe 0
            ran.out shouldBe ""
            ran.errorLines shouldBe
                listOf("marcato: 48 records the same, 0 changed, 0 only in the first file, 0 only in the second")
        }
    }

    "differences are told field by field" {
        inFolder { folder ->
            val one = folder.file("one.mrc", bytes(book("1", "Whales", "a", "b"), book("2", "Gone"), book("3", "Same")))
            val other = folder.file(
                "other.mrc",
                bytes(book("3", "Same"), book("1", "Sharks", "b", "c"), book("4", "Come")),
            )
            val ran = marcato("diff", one, other)
            ran.code shouldBe 1
            ran.lines shouldBe listOf(
                "~ 001 1: differs",
                "    - 245 00 \$a Whales",
                "    - 500    \$a a",
                "    + 245 00 \$a Sharks",
                "    + 500    \$a c",
                "- 001 2: only in $one: Gone",
                "+ 001 4: only in $other: Come",
            )
            ran.errorLines.single() shouldContain
                "1 record the same, 1 changed, 1 only in the first file, 1 only in the second"
        }
    }

    "ignored fields do not count" {
        inFolder { folder ->
            val one = folder.file("one.mrc", bytes(book("1", "Whales", "a")))
            val other = folder.file("other.mrc", bytes(book("1", "Whales", "b")))
            marcato("diff", one, other, "--brief").lines shouldBe listOf("~ 001 1: differs")
            marcato("diff", one, other, "--ignore", "005,5XX").code shouldBe 0
            val serial = book("1", "Whales", "b").let { it.edit { leader(it.leader.with(7, 's')) } }
            val third = folder.file("third.mrc", bytes(serial))
            marcato("diff", other, third).code shouldBe 1
            marcato("diff", other, third, "--ignore", "LDR").code shouldBe 0
            marcato("diff", one, other, "--ignore", "500{\$a=\"a\"}").code shouldBe 1
            marcato("diff", one, other, "--ignore", "500{\$a in (a, b)}").code shouldBe 0
            val ran = marcato("diff", one, other, "--ignore", "500a")
            ran.code shouldBe 2
            ran.errorLines.single() shouldContain "--ignore names whole fields, not parts of them: 500\$a"
        }
    }

    "records with the same number, and without one, are compared in their order" {
        inFolder { folder ->
            val nameless = record { field("245", '0', '0') { 'a' to "Nameless" } }
            val one = folder.file("one.mrc", bytes(nameless, book("1", "A"), book("1", "B"), nameless))
            marcato(
                "diff",
                one,
                one.resolveSibling("two.mrc").also {
                    it.toFile().writeBytes(bytes(book("1", "A"), nameless, nameless, book("1", "B")))
                },
            )
                .code shouldBe 0
        }
    }

    "needs two files that are there" {
        inFolder { folder ->
            val one = folder.file("one.mrc", bytes(book("1", "A")))
            marcato("diff", one).code shouldBe 2
            val ran = marcato("diff", one, folder.path("missing.mrc"))
            ran.code shouldBe 3
            ran.out shouldBe ""
            marcato("diff", folder.path("missing.mrc"), one).code shouldBe 3
        }
    }

    "changes lead from the fields of one record to those of the other" {
        val difference = FieldDifference(null)
        fun recordOf(notes: List<Int>) = book("1", "T", *notes.map { "$it" }.toTypedArray())
        checkAll(500, Arb.list(Arb.int(0..5), 0..12), Arb.list(Arb.int(0..5), 0..12)) { one, other ->
            val first = recordOf(one)
            val second = recordOf(other)
            val changes = difference.between(first, second)
            val left = ArrayList<Field>(first.fields)
            for (change in changes.filter { it.sign == '-' }) left.remove(change.field)
            for (change in changes.filter { it.sign == '+' }) left.add(checkNotNull(change.field))
            left.groupingBy { it }.eachCount() shouldBe second.fields.groupingBy { it }.eachCount()
            changes.isEmpty() shouldBe (first == second)
        }
    }
})
