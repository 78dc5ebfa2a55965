// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.messages.count
import dev.marcato.cli.reading.Formats
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.util.zip.GZIPOutputStream
import kotlin.io.path.readBytes
import kotlin.io.path.readText

/** What a cataloguer saw go missing, or was not told of. */
class NothingLostSpec : FreeSpec({
    val other = MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL - MarcFormat.ISO_2709

    "UTF-8 whose leader says MARC-8 comes out of every command that copies, byte for byte" {
        inFolder { folder ->
            val file = folder.file("in.mrc", sound(1) + saysMarc8 + sound(3))
            for (command in listOf("cat", "dedupe", "head", "sample", "convert", "grep !999")) {
                val ran = marcato(*command.split(' ').toTypedArray(), "-q", file)
                withClue("$command $ran") {
                    ran.code shouldBe 0
                    ran.bytes shouldBe file.readBytes()
                }
            }
            marcato("split", "-n", 2, file, "-o", folder.path("p{n}.mrc")).code shouldBe 0
            folder.path("p0001.mrc").readBytes() + folder.path("p0002.mrc").readBytes() shouldBe file.readBytes()
            marcato("partition", "LDR/06", file, "-o", folder.path("t-{value}.mrc")).code shouldBe 0
            folder.path("t-a.mrc").readBytes() shouldBe file.readBytes()
        }
    }

    "a record with a subfield code that isn't ASCII comes out as every format, and the exit code says so" {
        for (format in other) {
            val ran = marcato("convert", "--to", Formats.nameOf(format), "-", input = sound(1) + oddCode + sound(3))
            withClue("$format $ran") {
                ran.code shouldBe 4
                ran.errorLines[0] shouldStartWith "marcato: 1 record was changed, first because of standard input: " +
                    "SUBFIELD_CODE_NOT_ASCII in record 1 (001 2), byte ${sound(1).size + ODD_AT}"
                titles(ran.bytes, format) shouldBe listOf("Title", "Title", "Title")
            }
            val quiet = marcato("convert", "-q", "--to", Formats.nameOf(format), "-", input = oddCode)
            quiet.code shouldBe 4
            quiet.errorLines.single() shouldContain "1 record was changed"
        }
    }

    "UTF-8 whose leader says MARC-8 is other text when it is converted, which the exit code says, and what helps" {
        val ran = marcato("convert", "--to", "json", "-", input = saysMarc8)
        ran.code shouldBe 4
        ran.errorLines[0] shouldContain "CHARACTER_SET_CONTRADICTED"
        ran.errorLines[0] shouldContain "--charset detect may read them right"
        val detected = marcato("convert", "--to", "json", "--charset", "detect", "-", input = saysMarc8)
        detected.code shouldBe 0
        detected.out shouldContain "\u00E9\u00E8 \u00FC"
    }

    "what reading replaces is reported when it is written, also from and to text" {
        val json = """{"leader":"00000nam a2200000 i 4500","fields":[{"245":{"ind1":"1","ind2":"0",""" +
            """"subfields":[{"ab":"Title"}]}}]}""" + "\n"
        for (format in listOf("marc", "json", "xml")) {
            val ran = marcato("convert", "--to", format, "-", input = json.toByteArray())
            withClue("$format $ran") {
                ran.code shouldBe 4
                ran.errorLines[0] shouldContain "SUBFIELD_CODE_TOO_LONG in record 0"
            }
        }
    }

    "an indicator that is missing in JSON is a blank, which loses nothing" {
        val json = """{"leader":"00000nam a2200000 i 4500","fields":[{"245":{"ind1":"","ind2":"0",""" +
            """"subfields":[{"a":"Title"}]}}]}""" + "\n"
        val ran = marcato("convert", "--to", "xml", "-", input = json.toByteArray())
        ran.code shouldBe 0
        ran.errorLines.single() shouldContain "1 record has problems"
        marcato("convert", "--to", "xml", "-", input = json.replace("\"\"", "\"12\"").toByteArray()).code shouldBe 4
    }

    "a file whose records all have damaged codes becomes as many records" {
        val ran = marcato("convert", "--to", "jsonl", "-", input = oddCode + oddCode + oddCode)
        ran.code shouldBe 4
        titles(ran.bytes, MarcFormat.JSON_LINES).size shouldBe 3
    }

    "rejects are the bytes that were read, whatever the file is called, and nothing is lost then" {
        inFolder { folder ->
            for (name in listOf("rejects.mrc", "rejects.xml")) {
                val rejects = folder.path(name)
                val out = folder.path("$name.json")
                val input = sound(1) + oddCode + "damage\u001D".toByteArray() + sound(3)
                val ran = marcato("convert", "-", "-o", out, "--rejects", rejects, input = input)
                withClue("$ran") {
                    ran.code shouldBe 0
                    ran.errorLines[0] shouldBe "marcato: 1 record and 1 damaged stretch are in $rejects instead"
                    rejects.readBytes() shouldBe oddCode + "damage\u001D".toByteArray()
                    titles(out.readBytes(), MarcFormat.JSON).size shouldBe 2
                }
            }
        }
    }

    "what has to be refused is left out, with its place in the input, by one thread and by several" {
        inFolder { folder ->
            val file = folder.file("in.mrc", sound(1) + sound(2) + oddCode + sound(3))
            val alone = marcato("convert", "--on-illegal", "refuse", "--to", "json", "--threads", 1, file)
            alone.code shouldBe 4
            alone.errorLines[0] shouldContain "1 record was left out, the first because of $file: " +
                "SUBFIELD_CODE_NOT_ASCII in record 2 (001 2), byte ${2 * sound(1).size + ODD_AT}"
            val parts = arrayOf<Any>("--threads", 2, "--part-bytes", sound(1).size + 1)
            val shared = marcato("convert", "--on-illegal", "refuse", "--to", "json", *parts, file)
            shared.bytes shouldBe alone.bytes
            shared.err shouldBe alone.err
        }
    }

    "how records with problems are passed on can be chosen" {
        val input = sound(1) + wrongLength + oddCode
        fun ran(how: String) = marcato("cat", "--repair", how, "-", input = input)
        val kept = ran("keep")
        kept.code shouldBe 0
        kept.bytes shouldBe sound(1) + sound(2) + oddCode
        kept.err shouldContain "1 record was passed on with faults, as they were read"
        kept.err shouldContain "1 record was laid out anew"
        ran("raw").bytes shouldBe input
        ran("relaid").bytes shouldBe sound(1) + sound(2) + oddCode
        val refused = ran("refuse")
        refused.code shouldBe 4
        refused.bytes shouldBe sound(1)
        refused.errorLines[0] shouldContain
            "2 records were left out, the first because of standard input: RECORD_LENGTH_WRONG"
    }

    "a record cut off at the end of the file gets its terminator in a copy" {
        val cut = sound(2).copyOf(sound(2).size - 8)
        val ran = marcato("cat", "-", input = sound(1) + cut)
        ran.code shouldBe 0
        ran.bytes shouldBe sound(1) + cut + byteArrayOf(0x1D)
    }

    "a missing input leaves the old file as it was, unless asked to keep going" {
        inFolder { folder ->
            val old = folder.file("t.mrc", "precious")
            val there = folder.file("there.mrc", sound(1))
            for (command in listOf("convert", "cat", "dedupe", "sample")) {
                val ran = marcato(command, folder.path("nosuch.mrc"), there, "-o", old, "--force")
                withClue("$command $ran") {
                    ran.code shouldBe 3
                    ran.errorLines.last() shouldBe
                        "marcato: $old: nothing was written (--keep-going writes what there is)"
                    old.readText() shouldBe "precious"
                }
            }
            val ran = marcato("convert", folder.path("nosuch.mrc"), there, "-o", old, "--force", "--keep-going")
            ran.code shouldBe 3
            old.readBytes() shouldBe sound(1)
            folder.names() shouldContainExactly listOf("t.mrc", "there.mrc")
        }
    }

    "a truncated gzip leaves the old file as it was, unless asked to keep going" {
        inFolder { folder ->
            val whole = ByteArrayOutputStream()
            GZIPOutputStream(whole).use { gzip -> repeat(2000) { gzip.write(sound(it)) } }
            val cut = folder.file("cut.mrc.gz", whole.toByteArray().copyOf(whole.size() - 100))
            val old = folder.file("t.mrc", "precious")
            marcato("convert", cut, "-o", old, "--force").code shouldBe 3
            old.readText() shouldBe "precious"
            marcato("convert", cut, "-o", old, "--force", "--keep-going").code shouldBe 3
            titles(old.readBytes(), MarcFormat.ISO_2709).size shouldBeGreaterThan 1000
        }
    }

    "strict work on standard output says what is true, completes the document, and doesn't depend on threads" {
        inFolder { folder ->
            val file = folder.file("in.mrc", sound(1) + sound(2) + oddCode + sound(3))
            val alone = marcato("convert", "--strict", "--to", "xml", "--threads", 1, file)
            alone.code shouldBe 1
            alone.err shouldNotContain "nothing was written"
            titles(alone.bytes, MarcFormat.XML).size shouldBe 2
            alone.out.trimEnd() shouldContain "</collection>"
            for (parts in listOf(0, sound(1).size + 1)) {
                val ran = marcato("convert", "--strict", "--to", "xml", "--threads", 3, "--part-bytes", parts, file)
                ran.bytes shouldBe alone.bytes
                ran.err shouldBe alone.err
            }
            val path = folder.path("out.xml")
            val toFile = marcato("convert", "--strict", file, "-o", path)
            toFile.code shouldBe 1
            toFile.errorLines.last() shouldBe "marcato: $path: nothing was written (because reading is strict)"
            folder.names() shouldBe listOf("in.mrc")
        }
    }

    "stats, count, select and check find the same problems, and strict ones stop at the same place" {
        inFolder { folder ->
            val file = folder.file("in.mrc", sound(1) + oddCode + saysMarc8 + wrongLength)
            for (command in listOf(listOf("count"), listOf("select", "001"), listOf("view"), listOf("freq", "245a"))) {
                val ran = marcato(*command.toTypedArray(), file)
                withClue("$command $ran") { ran.err shouldContain "3 records have problems" }
            }
            val codes = marcato("check", file).lines.filter { it.startsWith("  ") && it.count { c -> c == ':' } == 1 }
                .map { it.trim().substringBefore(':') }.filter { it.all { c -> c.isUpperCase() || c in "_8" } }.toSet()
            val stats = marcato("stats", file).out
            for (code in codes) stats shouldContain code
            codes.size shouldBe 4
            val places = listOf(listOf("count"), listOf("check"), listOf("stats"), listOf("select", "001")).map {
                marcato(*it.toTypedArray(), "--strict", file).errorLines.first()
            }
            places.toSet().single() shouldContain "SUBFIELD_CODE_NOT_ASCII in record 1"
        }
    }

    "a table with text that can't be decoded says so, and so does one of TSV with tabs" {
        val undecodable = plain(2, text = "T\u00E9tle").let { bytes ->
            bytes.also { it[it.indexOf(0xC3.toByte())] = 'x'.code.toByte() }
        }
        val table = marcato("select", "001, 245a", "-", input = sound(1) + undecodable)
        table.code shouldBe 4
        table.errorLines[0] shouldContain "1 value has bytes that can't be decoded"
        for (command in listOf("view", "freq 245a")) {
            val ran = marcato(*command.split(' ').toTypedArray(), "-q", "-", input = sound(1) + undecodable)
            withClue("$command $ran") {
                ran.code shouldBe 4
                ran.errorLines.single() shouldContain "1 value has bytes that can't be decoded"
            }
        }
        marcato("select", "001", "-", input = sound(1) + undecodable).code shouldBe 0
        marcato("view", "--tags", "001", "-", input = sound(1) + undecodable).code shouldBe 0
        marcato("freq", "001", "-", input = sound(1) + undecodable).code shouldBe 0
        val tabs = plain(1, text = "a\tb")
        marcato("select", "--format", "tsv", "245a", "-", input = tabs).code shouldBe 4
        marcato("select", "--format", "csv", "245a", "-", input = tabs).code shouldBe 0
    }

    "a table or a page stays as it was if a file is missing" {
        inFolder { folder ->
            val there = folder.file("there.mrc", sound(1))
            val table = folder.file("t.csv", "precious")
            val page = folder.file("t.html", "precious")
            marcato("select", "001", folder.path("no.mrc"), there, "-o", table, "--force").code shouldBe 3
            marcato("stats", "--html", page, folder.path("no.mrc"), there, "--force").code shouldBe 3
            table.readText() shouldBe "precious"
            page.readText() shouldBe "precious"
            marcato("select", "001", folder.path("no.mrc"), there, "-o", table, "--force", "--keep-going").code shouldBe
                3
            table.readText() shouldBe "001\n1\n"
        }
    }

    "a NUL in a leader is replaced and reported, where text is converted" {
        val nul = sound(1).also { it[6] = 0 }
        val copy = marcato("cat", "-", input = nul)
        copy.code shouldBe 0
        copy.bytes shouldBe nul
        for (options in listOf(
            listOf("--to-charset", "marc8"),
            listOf("--to-charset", "utf8"),
            listOf("--to", "json"),
        )) {
            val ran = marcato("convert", *options.toTypedArray(), "-", input = nul)
            withClue("$options $ran") {
                ran.code shouldBe 4
                ran.errorLines[0] shouldContain "LEADER_NOT_ASCII in record 0 (001 1), byte 6"
            }
        }
    }

    "text that spells a numeric reference, or holds an escape character, is the same after every conversion" {
        val text = "&#x41; and &#x26; \u001B(S"
        val json = """{"leader":"00000nam  2200000 i 4500","fields":[{"001":"1"},""" +
            """{"245":{"ind1":"1","ind2":"0","subfields":[{"a":"&#x41; and &#x26; \u001b(S"}]}}]}""" + "\n"
        for (options in listOf(
            "--to marc",
            "--to marc --to-charset marc8",
            "--to mrk",
            "--to mrk --to-charset marc8",
        )) {
            val ran = marcato("convert", *options.split(' ').toTypedArray(), "-", input = json.toByteArray())
            withClue("$options $ran") {
                ran.code shouldBe 0
                val format = if ("mrk" in options) MarcFormat.MNEMONIC else MarcFormat.ISO_2709
                titles(ran.bytes, format).single() shouldBe text
            }
        }
    }

    "a subfield code of several bytes is a problem, and no part of the text" {
        val long = plain(2, text = "xxTitle")
        long[ODD_AT] = 0xC3.toByte()
        long[ODD_AT + 1] = 0xA9.toByte()
        val check = marcato("check", "-", input = long)
        check.code shouldBe 1
        check.out shouldContain "SUBFIELD_CODE_NOT_ASCII"
        marcato("count", "--strict", "-", input = long).code shouldBe 1
        marcato("view", "-", input = long).out shouldContain "245 10 \$? xTitle"
        marcato("cat", "-", input = long).bytes shouldBe long
        val json = marcato("convert", "--to", "json", "-", input = long)
        json.code shouldBe 4
        json.out shouldContain "\"?\":\"xTitle\""
    }
})

private const val UTF_8 = "00000nam a2200000 i 4500"

private fun title(text: String) = PlainField.data("245", "10", "a", text)

private fun plain(number: Int, leader: String = UTF_8, text: String = "Title"): ByteArray =
    Iso2709Bytes.encode(PlainRecord.of(leader, PlainField.control("001", "$number"), title(text)))

private fun sound(number: Int): ByteArray = plain(number % 10)

/** Text in UTF-8, and a leader that says MARC-8. */
private val saysMarc8: ByteArray = plain(2, text = "\u00E9\u00E8 \u00FC").also { it[9] = ' '.code.toByte() }

/** Where the subfield code of the title stands. */
private val ODD_AT = plain(2).lastIndexOf(0x1F) + 1

/** A record with a subfield code that is a byte beyond ASCII. */
private val oddCode: ByteArray = plain(2).also { it[ODD_AT] = 0xFF.toByte() }

private val wrongLength: ByteArray = plain(2).also { it[4]++ }

private fun titles(bytes: ByteArray, format: MarcFormat): List<String?> =
    BlockingMarcReader.open(bytes, ReadOptions { this.format = format }).use { reader ->
        reader.map { record: Record -> record.dataField("245")?.subfields?.first()?.value }
    }
