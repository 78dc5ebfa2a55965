// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.checkAll

/** No record makes edits fail: damaged ones, those with odd tags and codes, and those in other character sets. */
class AnyRecordSpec : FreeSpec({
    val lenient = ReadOptions { strictness = Strictness.LENIENT }

    fun recordsOf(bytes: ByteArray): List<Record> = BlockingMarcReader.open(bytes, lenient).use { reader ->
        generateSequence { reader.read() }.toList()
    }

    val lists = listOf(
        "each XXX {\nadd \$a \"x\" first\nremove \$a[1-#]\n}",
        "replace ~ \"[a-m]\" with \"é\" in XXX\nset XXX^1 to \"1\"\nsuffix XXX with \".\" once",
        "rename XXX\$a to \$b\nrename XXX to 999\nremove 999[0]",
        "copy XXX to 500\nmove 00X to 009\nmove XXX\$a to 500\$a",
        "sort fields\nsort subfields of XXX by \"ba\"\nremove duplicates of XXX\nrenumber pairs",
        "split XXX\$a at \"e\" into \$b\nsplit fields XXX at \$a\njoin XXX\$a with \"-\"\njoin fields XXX",
        "set LDR/05 to \"c\"\nchange LDR to lower\nset 008 language to \"fre\"\nset 00X/3 to \"x\"\nchange XXX to upper",
        "add 590 \$a \"{245\$a}{LDR}{001}{XXX}\"\nkeep only 590, 245\nset 590\$a to \"{counter}\"",
        "each 880 {\nremove field with its pair\n}\nremove 245\nset XXX\$6 to \"880-01\"",
        "remove XXX\$a-z\nadd 001 \"1\"\nadd 245 \$a \"x\" before XXX\nremove XXX^2",
    ).map { Edits.parse(it) }

    fun check(record: Record): Int {
        var changed = 0
        for (edits in lists) {
            val edited = edits.apply(record)
            if (edited.isChanged) {
                changed++
                val changes = edited.changes.joinToString { "$it" }
                changes.isEmpty() shouldBe false
                // What can be written is the same when it is read.
                val record = checkNotNull(edited.record)
                record.edit { }.fields.size shouldBe record.fields.size
            } else {
                edited.record shouldBeSameInstanceAs record
            }
            edited.problems.forEach { it.reason.isBlank() shouldBe false }
        }
        return changed
    }

    "records of any content" {
        checkAll(150, ArbRecords.record(15)) { plain ->
            recordsOf(Iso2709Bytes.encode(plain)).sumOf(::check)
        }
    }

    "damaged records" {
        var changed = 0
        checkAll(300, ArbRecords.damagedFile(3)) { damaged ->
            changed += recordsOf(damaged.toByteArray()).sumOf(::check)
        }
        for (case in ProblemCases.all()) changed += recordsOf(case.input()).sumOf(::check)
        changed shouldBeGreaterThan 500
    }

    "records in MARC-8" {
        val records = SampleCatalogue.records().map { plain ->
            val bytes = Iso2709Bytes.encode(plain)
            bytes[9] = ' '.code.toByte()
            bytes
        }.flatMap(::recordsOf)
        records.sumOf(::check) shouldBeGreaterThan 20
    }

    "rules that add more and more are ended by a limit" {
        fun reasons(edits: String) = Edits.parse(edits).apply(book).problems.map { it.reason }
        val tenfold = "replace ~ \".\" with \"\$0\$0\$0\$0\$0\$0\$0\$0\$0\$0\" in 245\$a\n"
        val after = "; the rules after this one were not tried"
        reasons(tenfold.repeat(40)) shouldBe listOf("a value of more than 2000000 characters would be made$after")
        reasons("copy XXX{^1=\"1\"} to 700\n".repeat(40)) shouldBe
            listOf("the record would get more than 10000 fields$after")
        reasons(tenfold.repeat(3) + "add 500 \$a \"{245\$a}\"\n".repeat(1_500)) shouldBe
            listOf("values of more than 20000000 characters would be made$after")
        val loops = "each XXX {\n".repeat(3) + "set LDR/05 to \"c\"\nset LDR/05 to \"n\"\n" + "}\n".repeat(3)
        val many = book.edit { repeat(500) { field("653", ' ', ' ') { 'a' to "a$it" } } }
        Edits.parse(loops).apply(many).problems.map { it.reason } shouldBe
            listOf("there is too much to do in this record$after")
    }

    "conditions that compare everything with everything are problems" {
        val records = book.edit { repeat(11_000) { field("653", ' ', ' ') { 'a' to "a$it" } } }
        val heavy = "653{\$a{653\$a = \"x\"}}"
        val edited = Edits.parse(
            "remove 653 if $heavy\nremove $heavy\nif $heavy {\nremove 001\n}\neach $heavy {\nremove 001\n}\nremove 990",
        )
            .apply(records)
        edited.changes.map { it.rule.text } shouldBe listOf("remove 990")
        edited.problems.map { it.rule.line } shouldBe listOf(1, 2, 4, 7)
    }
})
