// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonToken
import dev.marcato.cli.messages.count
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith

private val whale = Iso2709Bytes.encode(SampleCatalogue.record("sample0001"))

// A record, a line end, what is no record, and a record with a wrong length.
private val damaged = whale + "\n".toByteArray() + whale.copyOf(40) + byteArrayOf(0x1D) +
    whale.copyOf().also { it[4] = if (it[4] == '1'.code.toByte()) '2'.code.toByte() else '1'.code.toByte() }

class ReadingCommandsSpec : FreeSpec({
    "count" - {
        "counts each file and all" {
            inFolder { folder ->
                val sound = folder.file("sound.mrc", SampleCatalogue.toByteArray())
                val other = folder.file("damaged.mrc", damaged)
                val ran = marcato("count", sound, other)
                ran.code shouldBe 0
                ran.lines.map { it.trim().split(Regex(" +"), limit = 4) } shouldBe listOf(
                    listOf("records", "damaged", "bytes", "file"),
                    listOf("48", "0", "25922", "$sound"),
                    listOf("2", "1", "${damaged.size}", "$other"),
                    listOf("50", "1", "${25922 + damaged.size}", "in all"),
                )
                ran.errorLines.single() shouldContain "1 record has problems and 1 stretch isn't a record"
            }
        }

        "counts nothing in an empty file" {
            inFolder { folder ->
                val ran = marcato("count", folder.file("empty.mrc", ""))
                ran.code shouldBe 0
                ran.lines.last().trim().split(Regex(" +")).take(3) shouldBe listOf("0", "0", "0")
            }
        }
    }

    "view" - {
        "shows records as lines" {
            val ran = marcato("view", "-", input = whale)
            ran.code shouldBe 0
            ran.lines shouldContain "245 10 \$a Moby-Dick ; \$b or, The whale / \$c by Herman Melville."
            ran.lines shouldContain "001 sample0001"
        }

        "shows what the line format has" {
            inFolder { folder ->
                // All but one, whose text has what would be a subfield there.
                val records = SampleCatalogue.records().filterNot { it.controlValue("001") == "sample0041" }
                val file = folder.file("all.mrc", Iso2709Bytes.encodeAll(records))
                marcato("view", file).out shouldBe marcato("convert", "--to", "line", file).out
            }
        }

        "keeps to limit, offset, numbers and tags" {
            inFolder { folder ->
                val file = folder.file("all.mrc", SampleCatalogue.toByteArray())
                marcato("view", "--offset", 1, "--limit", 2, "--tags", "001", file).out shouldBe
                    "001 sample0002\n\n001 sample0003\n\n"
                marcato("view", "--id", "sample0007,sample0003", "--tags", "001", file).out shouldBe
                    "001 sample0003\n\n001 sample0007\n\n"
                val ran = marcato("view", "--id", "nobody", file)
                ran.code shouldBe 1
                ran.errorLines shouldBe listOf("marcato: 1 of 1 identifier was not found in 001: nobody")
            }
        }

        "shows the leader where LDR is among the tags" {
            val leader = marcato("view", "-", input = whale).lines.first()
            marcato("view", "--tags", "LDR", "-", input = whale).out shouldBe "$leader\n\n"
            marcato("view", "--tags", "001,LDR", "-", input = whale).out shouldBe "$leader\n001 sample0001\n\n"
        }

        "shows the fields that paths select" {
            marcato("view", "--tags", "650[#]", "-", input = whale).out shouldBe
                "650  0 \$a Ship captains \$v Fiction.\n\n"
            marcato("view", "--tags", "650{\$a~\"^W\"}, 001", "-", input = whale).out shouldBe
                "001 sample0001\n650  0 \$a Whaling \$v Fiction.\n\n"
            marcato("view", "--tags", "999", "-", input = whale).out shouldBe "\n"
        }

        "colours for terminals only" {
            marcato("view", "-", input = whale).out shouldNotContain "\u001B"
            marcato("view", "-", input = whale, isOutputTerminal = true).out shouldContain "\u001B[1m245\u001B[0m"
            marcato("view", "--color", "always", "-", input = whale).out shouldContain "\u001B[1m245\u001B[0m"
        }

        "shows controls as pictures, which do nothing to a terminal" {
            val evil = whale.toString(Charsets.UTF_8).replace("Moby-Dick", "\u001B[2JDick").toByteArray()
            val ran = marcato("view", "--lenient", "-", input = evil, isOutputTerminal = true)
            ran.out shouldContain "␛[2JDick"
        }
    }

    "check" - {
        "shows problems with the bytes there, and sums them up" {
            val ran = marcato("check", "-", input = damaged)
            ran.code shouldBe 1
            ran.out shouldContain "standard input: record 1 (001 sample0001), bytes "
            ran.out shouldContain "RECORD_LENGTH_WRONG (minor), byte "
            ran.out shouldContain "^^"
            ran.lines.filter { it.startsWith("2 records") }.single() shouldContain "1 damaged stretch"
        }

        "finds nothing in a sound catalogue" {
            val ran = marcato("check", "-", input = whale)
            ran.code shouldBe 0
            ran.out shouldBe "1 record, 0 damaged stretches, 0 problems\n"
        }

        "sums up the problem at which strict reading has stopped" {
            val ran = marcato("check", "--strict", "-", input = damaged)
            ran.code shouldBe 1
            ran.lines.first() shouldBe "1 record, 0 damaged stretches, 1 problem"
            ran.lines.size shouldBe 2
            ran.err shouldContain ran.lines[1].trim().substringBefore(':')
        }

        "lists outcomes as objects, whose lengths sum to the size" {
            val ran = marcato("check", "--format", "jsonl", "--all", "-", input = damaged)
            ran.code shouldBe 1
            val objects = ran.lines.map(::numbersAndTexts)
            objects.map { it["outcome"] } shouldBe listOf("record", "filler", "damage", "record")
            objects.sumOf { checkNotNull(it["length"]).toLong() } shouldBe damaged.size
            objects.map { it["offset"]?.toLong() } shouldBe objects.runningFold(0L) { at, one ->
                at + checkNotNull(one["length"]).toLong()
            }.dropLast(1)
            objects.map { it["index"] } shouldBe listOf("0", null, null, "1")
            objects.map { it["controlNumber"] } shouldBe listOf("sample0001", null, null, "sample0001")
            objects.map { it["file"] }.toSet() shouldBe setOf("-")
            ran.lines.last() shouldContain
                "\"problems\":[{\"code\":\"RECORD_LENGTH_WRONG\",\"severity\":\"MINOR\",\"offset\":"
        }

        "leaves records without problems out unless asked for all" {
            val objects = marcato("check", "--format", "jsonl", "-", input = damaged).lines.map(::numbersAndTexts)
            objects.map { it["outcome"] } shouldBe listOf("filler", "damage", "record")
        }
    }

    "select" - {
        "makes a table, with repeats joined and marks in quotation" {
            inFolder { folder ->
                val file = folder.file("all.mrc", whale)
                val ran = marcato("select", "001, 245c, 650a, 300a, 999x", file)
                ran.code shouldBe 0
                ran.lines shouldBe listOf(
                    "001,245c,650a,300a,999x",
                    "sample0001,by Herman Melville.,Whaling | Ship captains,\"xxiii, 635 pages ;\",",
                )
                marcato("select", "--separator", ";", "--no-header", "--format", "tsv", "001,650a", file).out shouldBe
                    "sample0001\tWhaling;Ship captains\n"
                marcato("select", "--repeat", "--no-header", "001,650a", file).lines shouldBe
                    listOf("sample0001,Whaling", "sample0001,Ship captains")
            }
        }

        "writes a file whose name tells the format" {
            inFolder { folder ->
                val ran = marcato("select", "001,245a", "-", "-o", folder.path("titles.tsv"), input = whale)
                ran.code shouldBe 0
                ran.out shouldBe ""
                folder.path("titles.tsv").toFile().readText() shouldBe "001\t245a\nsample0001\tMoby-Dick ;\n"
                folder.names() shouldBe listOf("titles.tsv")
            }
        }
    }

    "freq" - {
        "lists values by frequency" {
            val ran = marcato("freq", "008/35-37", "--top", 2, "-", input = SampleCatalogue.toByteArray())
            ran.lines shouldBe listOf("11  eng", " 5  ger")
            marcato("freq", "650a", "--format", "csv", "-", input = whale).lines shouldBe
                listOf("count,650a", "1,Ship captains", "1,Whaling")
        }
    }
})

/** The members of the object in [line] that are texts or numbers. */
private fun numbersAndTexts(line: String): Map<String, String> {
    val members = HashMap<String, String>()
    JsonFactory().createParser(line).use { json ->
        var depth = 0
        var name = ""
        while (true) {
            when (json.nextToken() ?: break) {
                JsonToken.START_OBJECT, JsonToken.START_ARRAY -> depth++
                JsonToken.END_OBJECT, JsonToken.END_ARRAY -> depth--
                JsonToken.FIELD_NAME -> name = json.currentName()
                else -> if (depth == 1) members[name] = json.text
            }
        }
    }
    line shouldStartWith "{"
    return members
}
