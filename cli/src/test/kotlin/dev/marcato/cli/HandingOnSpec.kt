// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.io.path.readBytes

private val all = SampleCatalogue.toByteArray()
private val first = Iso2709Bytes.encode(SampleCatalogue.records()[0])
private val second = Iso2709Bytes.encode(SampleCatalogue.records()[1])

private fun numbersIn(file: Any): List<String> = marcato("select", "--no-header", "001", file).lines

class HandingOnSpec : FreeSpec({
    "cat joins files byte for byte, compressed ones as well" {
        inFolder { folder ->
            val one = folder.file("one.mrc", first)
            marcato("cat", one, "-o", folder.path("one.mrc.gz")).code shouldBe 0
            val ran = marcato("cat", folder.path("one.mrc.gz"), "-", input = second)
            ran.code shouldBe 0
            ran.bytes shouldBe first + second
        }
    }

    "cat leaves out damage, says so even if it is quiet, and ends with 4" {
        val damaged = first + "rubbish\u001D".toByteArray() + second
        val ran = marcato("cat", "-", input = damaged)
        ran.code shouldBe 4
        ran.bytes shouldBe first + second
        ran.errorLines[0] shouldContain "1 damaged stretch was left out (--keep-damage copies them"
        ran.errorLines[1] shouldContain "1 stretch isn't a record; marcato check - shows"
        val quiet = marcato("cat", "-q", "-", input = damaged)
        quiet.code shouldBe 4
        quiet.errorLines.single() shouldContain "left out"
    }

    "cat keeps damage if that is wanted, byte for byte" {
        val damaged = first + "rubbish\u001D".toByteArray() + second
        val ran = marcato("cat", "--keep-damage", "-", input = damaged)
        ran.code shouldBe 0
        ran.bytes shouldBe damaged
        ran.errorLines[0] shouldContain "1 damaged stretch was kept"
        marcato("cat", "--keep-damage", "--to", "xml", "-", input = damaged).code shouldBe 2
    }

    "head takes the first records of all files" {
        inFolder { folder ->
            val one = folder.file("one.mrc", first)
            val more = folder.file("more.mrc", all)
            marcato("head", "-n", 2, one, more).bytes shouldBe first + first
            marcato("head", "-n", 0, one).bytes shouldBe ByteArray(0)
            marcato("head", "-n", "-1", one).code shouldBe 2
        }
    }

    "sample" - {
        "takes so many records in their order, the same for the same seed" {
            inFolder { folder ->
                val file = folder.file("all.mrc", all)
                val one = marcato("sample", "-n", 7, "--seed", 3, file)
                one.bytes shouldBe marcato("sample", "-n", 7, "--seed", 3, file).bytes
                val numbers = numbersIn(folder.file("chosen.mrc", one.bytes))
                numbers shouldHaveSize 7
                numbers shouldBe numbers.sorted().distinct()
                marcato("sample", "-n", 100, file).bytes shouldBe all
            }
        }

        "takes a share" {
            marcato("sample", "--share", 1, "-", input = all).bytes shouldBe all
            marcato("sample", "--share", 0, "-", input = all).bytes shouldBe ByteArray(0)
            marcato("sample", "--share", 2, "-", input = all).code shouldBe 2
        }
    }

    "grep" - {
        "hands on what matches" {
            marcato("grep", "245b ~ whale", "-", input = all).bytes shouldBe first
            marcato("grep", "-i", "245a = MOBY-DICK ;", "-", input = all).bytes shouldBe first
            marcato("grep", "-c", "001", "-", input = all).out shouldBe "48\n"
            marcato("grep", "-v", "001 = sample0001", "-", input = first + second).bytes shouldBe second
        }

        "has exit code 1 if nothing matches" {
            val ran = marcato("grep", "245a ~ no such title", "-", input = all)
            ran.code shouldBe 1
            ran.bytes shouldBe ByteArray(0)
            ran.err shouldBe ""
        }

        "shows where a pattern is wrong" {
            val ran = marcato("grep", "245a ~ (", "-", input = all)
            ran.code shouldBe 2
            ran.errorLines.drop(1) shouldBe listOf("  245a ~ (", "         ^")
        }
    }

    "dedupe, partition and diff take paths of any kind" {
        val ran = marcato("dedupe", "--by", "LDR/06-07", "-q", "-", input = first + second)
        ran.bytes shouldBe first
        inFolder { folder ->
            val target = folder.path("{value}.mrc")
            marcato("partition", "650{^2=\"0\"}\$a[0]", "-o", target, "-", input = first + second).code shouldBe 0
            folder.names() shouldBe listOf("Whaling.mrc", "none.mrc")
        }
        for (command in listOf("dedupe --by", "partition", "diff --by")) {
            val wrong = marcato(*command.split(' ').toTypedArray(), "245\$", "-", input = first)
            wrong.code shouldBe 2
            wrong.errorLines.drop(1) shouldBe listOf("  245\$", "      ^")
        }
    }

    "dedupe takes each number once" {
        val ran = marcato("dedupe", "-", input = first + second + first)
        ran.bytes shouldBe first + second
        ran.errorLines shouldBe listOf("marcato: 1 record left out, because the same 001 came before")
        marcato("dedupe", "--by", "008/35-37", "-q", "-", input = first + second).bytes shouldBe first
    }

    "split" - {
        "cuts after so many records" {
            inFolder { folder ->
                val ran = marcato("split", "-n", 20, "-o", folder.path("part-{n}.mrc"), "-", input = all)
                ran.code shouldBe 0
                folder.names() shouldBe listOf("part-0001.mrc", "part-0002.mrc", "part-0003.mrc")
                folder.names().map { numbersIn(folder.path(it)).size } shouldBe listOf(20, 20, 8)
                folder.names().map { folder.path(it).readBytes() }.reduce(ByteArray::plus) shouldBe all
            }
        }

        "cuts before so many bytes" {
            inFolder { folder ->
                marcato("split", "--bytes", "10K", "-o", folder.path("{n}.mrc"), "-", input = all).code shouldBe 0
                folder.names() shouldBe listOf("0001.mrc", "0002.mrc", "0003.mrc")
                folder.names().all { folder.path(it).readBytes().size <= 10_000 } shouldBe true
                folder.names().map { folder.path(it).readBytes() }.reduce(ByteArray::plus) shouldBe all
            }
        }

        "needs to know how" {
            marcato("split", "-", input = all).code shouldBe 2
            marcato("split", "-n", 1, "-o", "x.mrc", "-", input = all).errorLines.single() shouldContain "{n}"
            marcato("split", "--bytes", "12X", "-", input = all).code shouldBe 2
        }
    }

    "partition" - {
        "makes a file for each value" {
            inFolder { folder ->
                marcato("partition", "LDR/06", "-o", folder.path("type-{value}.mrc"), "-", input = all).code shouldBe 0
                val counts = folder.names().associateWith { numbersIn(folder.path(it)).size }
                counts["type-a.mrc"] shouldBe 34
                counts.values.sum() shouldBe 48
            }
        }

        "names files by values that are no names" {
            inFolder { folder ->
                val ran = marcato("partition", "245a", "-o", folder.path("{value}.mrc"), "-", input = first + second)
                ran.code shouldBe 0
                folder.names() shouldBe listOf("Moby-Dick__.mrc", "Pride_and_prejudice__.mrc")
            }
        }

        "leaves nothing if there are too many values" {
            inFolder { folder ->
                val ran =
                    marcato("partition", "001", "--max-files", 3, "-o", folder.path("{value}.mrc"), "-", input = all)
                ran.code shouldBe 2
                ran.errorLines.single() shouldContain "more than 3 different values"
                folder.names() shouldBe emptyList()
            }
        }
    }

    "strict reading that fails leaves no output" {
        inFolder { folder ->
            val file = folder.file("bad.mrc", first + "rubbish\u001D".toByteArray() + second)
            val ran = marcato("cat", "--strict", file, "-o", folder.path("out.mrc"))
            ran.code shouldBe 1
            folder.names() shouldBe listOf("bad.mrc")
        }
    }
})
