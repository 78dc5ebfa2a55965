// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.path.MarcCondition
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.set
import io.kotest.property.checkAll
import kotlin.io.path.readBytes

private val all = SampleCatalogue.toByteArray()
private val records: List<Record> = BlockingMarcReader.open(all).use { it.toList() }
private val numbers = records.map { checkNotNull(it.controlNumber).trim() }

private fun numbersOf(ran: Ran): List<String> =
    marcato("select", "--no-header", "001", "-", input = ran.bytes).out.lines().filter { it.isNotEmpty() }

/** The options with which every command reads only some records. */
class SelectionSpec : FreeSpec({
    "records are those of the library, whatever the condition, limit, identifiers, threads and parts" {
        val conditions = Arb.element("001", "650", "not 650", "008/35-37 = eng", "245a ~ e and #650 < 2", "999")
        val some = Arb.set(Arb.element(numbers + "nobody"), 0..12)
        inFolder { folder ->
            val file = folder.file("all.mrc", all)
            checkAll(150, conditions, Arb.int(0..60), some, Arb.int(1..4)) { where, limit, ids, threads ->
                val list = folder.file("ids.txt", ids.joinToString("\n"))
                val condition = MarcCondition.of(where)
                val expected = records.filter { condition.test(it) && it.controlNumber?.trim() in ids }.take(limit)
                val selection = arrayOf<Any>("--where", where, "--limit", limit, "--ids", list)
                val how = arrayOf<Any>("--threads", threads, "--part-bytes", 700)
                val table = marcato("select", "--no-header", "001", *selection, *how, file)
                table.out.lines().filter { it.isNotEmpty() } shouldBe expected.map { it.controlNumber }
                marcato("grep", "-c", "001", *selection, *how, file).out shouldBe "${expected.size}\n"
                numbersOf(marcato("cat", *selection, *how, file)) shouldBe expected.map { it.controlNumber }
            }
        }
    }

    "every command that reads takes them" {
        inFolder { folder ->
            val file = folder.file("all.mrc", all)
            val ids = folder.file("ids.txt", "sample0003\nsample0001\nsample0002\n")
            val options = arrayOf<Any>("--where", "not 001 = sample0001", "--limit", 1, "--ids", ids)
            fun ran(vararg command: Any): Ran = marcato(*command, *options, file).also { it.code shouldBe 0 }
            for (command in listOf("cat", "head", "sample", "dedupe", "convert", "grep 245")) {
                withClue(command) { numbersOf(ran(*command.split(' ').toTypedArray())) shouldBe listOf("sample0002") }
            }
            ran("view", "--tags", "001").out shouldBe "001 sample0002\n\n"
            ran("count").lines[1].trim() shouldContain Regex("^1 +0 ")
            ran("check").out shouldBe "1 record, 0 damaged stretches, 0 problems\n"
            ran("stats", "--format", "json").out shouldContain "\"records\":1,"
            ran("select", "001").out shouldBe "001\nsample0002\n"
            ran("freq", "001").out shouldBe "1  sample0002\n"
            ran("split", "-n", 10, "-o", folder.path("part-{n}.mrc"))
            ran("partition", "001", "-o", folder.path("{value}.mrc"))
            folder.names() shouldBe listOf("all.mrc", "ids.txt", "part-0001.mrc", "sample0002.mrc")
            folder.path("part-0001.mrc").readBytes() shouldBe folder.path("sample0002.mrc").readBytes()
            val ran = marcato("diff", *options, file, folder.path("sample0002.mrc"))
            ran.errorLines shouldBe listOf(
                "marcato: 1 record the same, 0 changed, 0 only in the first file, 0 only in the second",
            )
        }
    }

    "compressed files and other formats are read in the same way" {
        inFolder { folder ->
            val file = folder.file("all.mrc", all)
            for (name in listOf("all.mrc.gz", "all.xml", "all.jsonl", "all.mrk")) {
                marcato("convert", file, "-o", folder.path(name)).code shouldBe 0
                for (threads in 1..2) {
                    val options = arrayOf<Any>("--where", "650", "--limit", 3, "--threads", threads)
                    val expected = marcato("select", "001", "--where", "650", "--limit", 3, file).out
                    marcato("select", "001", *options, folder.path(name)).out shouldBe expected
                    val ran = marcato("view", "--tags", "001", "--id", "sample0009,sample0040", folder.path(name))
                    ran.out shouldBe "001 sample0009\n\n001 sample0040\n\n"
                }
            }
        }
    }

    "--limit" - {
        "counts the records of all files, and leaves the others unread" {
            inFolder { folder ->
                val file = folder.file("all.mrc", all)
                marcato("count", "--limit", 50, file, file, folder.path("missing.mrc")).code shouldBe 0
                val ran = marcato("count", "--limit", 50, file, file)
                ran.lines.map { it.trim().substringBefore(' ') } shouldBe listOf("records", "48", "2", "50")
                marcato("count", "--limit", 0, file).lines.size shouldBe 1
                marcato("view", "--limit", "-1", file).errorLines.single() shouldBe "marcato: --limit can't be negative"
                numbersOf(marcato("cat", "--limit", Long.MAX_VALUE, file)) shouldBe numbers
            }
        }

        "counts what comes after --offset, of the records that are selected" {
            val ran = marcato("view", "--tags", "001", "--offset", 1, "--limit", 2, "--where", "650", "-", input = all)
            val with = records.filter { it.fields("650").isNotEmpty() }.map { it.controlNumber }
            ran.out shouldBe "001 ${with[1]}\n\n001 ${with[2]}\n\n"
            marcato("view", "--offset", 1, "--limit", 0, "-", input = all).out shouldBe ""
            marcato("view", "--tags", "001", "--offset", 47, "--limit", Long.MAX_VALUE, "-", input = all).out shouldBe
                "001 ${numbers[47]}\n\n"
        }

        "is another number than those of head, sample and freq" {
            numbersOf(marcato("head", "-n", 2, "--limit", 5, "-", input = all)) shouldBe numbers.take(2)
            numbersOf(marcato("head", "-n", 5, "--limit", 2, "-", input = all)) shouldBe numbers.take(2)
            numbersOf(marcato("sample", "-n", 5, "--limit", 2, "-", input = all)) shouldBe numbers.take(2)
            marcato("freq", "001", "--top", 1, "--limit", 3, "-", input = all).out shouldBe "1  sample0001\n"
            marcato("freq", "001", "--top", -1, "-", input = all).code shouldBe 2
        }
    }

    "--ids" - {
        "takes lines, whatever is around them" {
            for (text in listOf(
                "sample0002\nsample0005",
                "\uFEFFsample0002\r\n\r\n  sample0005\t\r\n",
                "\n\nsample0005\nsample0002\nsample0002\n",
            )) {
                inFolder { folder ->
                    val ids = folder.file("ids.txt", text)
                    val ran = marcato("cat", "--ids", ids, "-", input = all)
                    numbersOf(ran) shouldBe listOf("sample0002", "sample0005")
                    ran.err shouldBe ""
                    val file = folder.file("all.mrc", all)
                    marcato("cat", "--ids", "-", file, input = text.toByteArray()).bytes shouldBe ran.bytes
                }
            }
        }

        "says how many aren't found, and ends with 1 if none is" {
            inFolder { folder ->
                fun ran(text: String, vararg more: Any) =
                    marcato("cat", "--ids", folder.file("ids.txt", text), *more, "-", input = all)
                ran("sample0001\nx\ny").let {
                    it.code shouldBe 0
                    it.errorLines shouldBe listOf("marcato: 2 of 3 identifiers were not found in 001: x, y")
                }
                ran("x\ny").code shouldBe 1
                ran((1..1000).joinToString("\n") { "x$it" }).let {
                    it.code shouldBe 1
                    it.errorLines shouldBe listOf("marcato: 1000 of 1,000 identifiers were not found in 001")
                }
                ran("sample0001\nx", "--quiet").err shouldBe ""
                ran("").let {
                    it.code shouldBe 1
                    it.errorLines shouldBe listOf("marcato: there are no identifiers to look for")
                }
                // What isn't read any more may have them.
                ran("sample0001\nx", "--limit", 1).err shouldBe ""
            }
        }

        "may be anywhere in records, and any of several values" {
            val subjects = records.flatMap { it.values("650", "a") }
            val subject = subjects.last()
            val expected = records.filter { subject in it.values("650", "a") }.map { it.controlNumber?.trim() }
            inFolder { folder ->
                val ids = folder.file("ids.txt", " $subject \n")
                numbersOf(marcato("cat", "--ids", ids, "--ids-path", "650\$a", "-", input = all)) shouldBe expected
                val table =
                    marcato("select", "--no-header", "001", "--id", subject, "--ids-path", "650a", "-", input = all)
                table.lines shouldBe expected
            }
        }

        "is a file of text that is there" {
            inFolder { folder ->
                val file = folder.file("all.mrc", all)
                marcato("cat", "--ids", folder.path("missing.txt"), file).let {
                    it.code shouldBe 3
                    it.errorLines.single() shouldContain "missing.txt: there is no such file"
                }
                marcato("cat", "--ids", folder.file("utf16.txt", "\uFEFFx".toByteArray(Charsets.UTF_16LE)), file).let {
                    it.code shouldBe 2
                    it.errorLines.single() shouldContain "that isn't text in UTF-8"
                }
                for (files in listOf(arrayOf("-"), arrayOf("-", file), emptyArray())) {
                    val ran = marcato("cat", "--ids", "-", *files, input = all, isInputTerminal = false)
                    ran.code shouldBe 2
                }
                marcato("cat", "--ids", "-", "--id", "x", file).errorLines.single() shouldContain "exclude each other"
                marcato("cat", "--ids-path", "020a", file).errorLines.single() shouldContain "--ids-path is for --ids"
            }
        }
    }

    "--id is not found if one of them isn't" {
        val ran = marcato("view", "--tags", "001", "--id", "sample0003,nobody", "-", input = all)
        ran.code shouldBe 1
        ran.out shouldBe "001 sample0003\n\n"
        ran.errorLines shouldBe listOf("marcato: 1 of 2 identifiers was not found in 001: nobody")
        marcato("count", "--id", "sample0003", "--id", "sample0004", "-", input = all).code shouldBe 0
    }

    "damage" - {
        val first = Iso2709Bytes.encode(SampleCatalogue.records()[0])
        val second = Iso2709Bytes.encode(SampleCatalogue.records()[1])
        val damaged = first + "rubbish\u001D".toByteArray() + second

        "is no loss if only some records are asked for, but reported" {
            for (selection in listOf("--where=001", "--id=sample0001,sample0002", "--limit=5")) {
                val ran = marcato("cat", selection, "-", input = damaged)
                ran.code shouldBe 0
                ran.bytes shouldBe first + second
                ran.errorLines.single() shouldContain "1 stretch isn't a record"
                marcato("convert", "--to", "marc", selection, "-", input = damaged).bytes shouldBe first + second
            }
            marcato("cat", "-", input = damaged).code shouldBe 4
            inFolder { folder ->
                marcato(
                    "split",
                    "-n",
                    9,
                    "--where=001",
                    "-o",
                    folder.path("{n}.mrc"),
                    "-",
                    input = damaged,
                ).code shouldBe
                    0
                marcato("partition", "001", "--limit=2", "-o", folder.path("{value}.mrc"), "-", input = damaged)
                    .code shouldBe 0
            }
        }

        "is kept if that is asked for" {
            marcato("cat", "--keep-damage", "--where", "001 = sample0002", "-", input = damaged).bytes shouldBe
                damaged.copyOfRange(first.size, damaged.size)
        }

        "does not change the numbers of records" {
            val wrong = second.copyOf().also { it[4] = (it[4] + 1).toByte() }
            inFolder { folder ->
                val file = folder.file("wrong.mrc", first + first + wrong)
                for (threads in listOf("--threads=1", "--threads=3")) {
                    val ran = marcato("check", "--where", "001 = sample0002", threads, "--part-bytes=300", file)
                    ran.lines.first() shouldContain "record 2 (001 sample0002)"
                    ran.lines.single { it.startsWith("1 record,") } shouldContain "1 problem"
                }
            }
        }

        "after the limit is not seen" {
            val ran = marcato("check", "--limit", 1, "-", input = damaged)
            ran.code shouldBe 0
            ran.out shouldBe "1 record, 0 damaged stretches, 0 problems\n"
            marcato("count", "--strict", "--limit", 1, "-", input = damaged).code shouldBe 0
            marcato("count", "--strict", "--limit", 2, "-", input = damaged).code shouldBe 1
        }
    }
})
