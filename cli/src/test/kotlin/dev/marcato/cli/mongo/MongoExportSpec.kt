// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.cli.reading.Formats
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.util.zip.GZIPInputStream
import kotlin.io.path.inputStream
import kotlin.io.path.readBytes
import org.bson.Document

private val patterns = listOf(
    "245",
    "!020",
    "245a",
    "041h",
    "001 = sample0001",
    "650a = Whales or 650a = Whaling",
    "650a and !(651 or 008)",
    "650a != Whaling",
    "008/35-37 in (eng, fre) and not 020",
)

private val beyond = listOf(
    "245a ~ whale",
    "6XX",
    "245 = x",
    "245ab = x",
    "856|4*|u",
    "LDR = x",
    "008/06 = s",
    "#650 > 1 and 245",
)

/** `marcato mongo export`, from a server in this process. */
class MongoExportSpec : FreeSpec({
    val server = MemoryServer()
    afterSpec { server.close() }
    val whole = SampleCatalogue.toByteArray()

    fun records(bytes: ByteArray): List<Record> = BlockingMarcReader.open(bytes).use { it.toList() }

    fun numbers(bytes: ByteArray): List<String?> = records(bytes).map { it.controlNumber }

    fun loaded(vararg options: Any): String = server.newName().also {
        server.mongo("load", it, *options, "-", input = whole).code shouldBe 0
    }
    val expected = records(whole).sortedBy { it.controlNumber }

    for (shape in ShapeChoice.entries) {
        "$shape" - {
            val option = arrayOf<Any>("--shape", shape.name.lowercase())

            "gives back what was loaded, in the order of the keys" {
                val ran = server.mongo("export", loaded(*option))
                ran.code shouldBe 0
                records(ran.bytes) shouldContainExactly expected
                ran.errorLines.single() shouldContain "${expected.size} records were written"
            }

            "finds what grep finds" {
                val keys = arrayOf<Any>("--search-keys", "001,008,020,041,245,650,651,008/35-37")
                val plain = if (shape == ShapeChoice.ISO2709) null else loaded(*option)
                val indexed = loaded(*option, *keys)
                for (pattern in patterns) {
                    withClue(pattern) {
                        val wanted = numbers(marcato("grep", pattern, "-", input = whole).bytes).sortedBy { it }
                        numbers(server.mongo("export", indexed, *keys, "--where", pattern).bytes) shouldBe wanted
                        if (plain != null && "/" !in pattern) {
                            numbers(server.mongo("export", plain, "--where", pattern).bytes) shouldBe wanted
                        }
                    }
                }
                for (pattern in beyond + patterns) {
                    withClue(pattern) {
                        val wanted = numbers(marcato("grep", pattern, "-", input = whole).bytes).sortedBy { it }
                        val asked = arrayOf<Any>("--where", pattern, "--filter-here")
                        numbers(server.mongo("export", indexed, *keys, *asked).bytes) shouldBe wanted
                        numbers(server.mongo("export", indexed, *keys, *asked, "--limit", 2).bytes) shouldBe
                            wanted.take(2)
                    }
                }
            }
        }
    }

    "writes any format, to a file or to standard output" {
        val name = loaded()
        inFolder { folder ->
            val all = folder.path("all.mrc")
            server.mongo("export", name, "-o", all).code shouldBe 0
            for (format in Formats.writable) {
                val file = folder.path("out.$format.gz")
                // A note of the sample has a line end, which the line view can't carry.
                server.mongo("export", name, "--to", format, "-o", file).code shouldBe if (format == "line") 4 else 0
                val written = server.mongo("export", name, "--to", format).bytes
                GZIPInputStream(file.inputStream()).use { it.readBytes() } shouldBe written
                val converted = marcato("convert", "--to", format, all).bytes
                numbers(marcato("cat", file).bytes) shouldBe numbers(marcato("cat", "-", input = converted).bytes)
            }
        }
    }

    "finds by key, by time and with a limit" {
        val name = loaded()
        val ids = expected.mapNotNull { it.controlNumber }.take(2)
        numbers(server.mongo("export", name, "--id", ids.joinToString(",")).bytes) shouldBe ids
        numbers(server.mongo("export", name, "--limit", 3).bytes) shouldBe expected.take(3).map { it.controlNumber }
        val times = expected.mapNotNull { record -> record.fields("005").firstOrNull()?.value }.sorted()
        val time = times[times.size / 2]
        numbers(server.mongo("export", name, "--since", time).bytes) shouldBe
            expected.filter { (it.fields("005").firstOrNull()?.value ?: "") >= time }.map { it.controlNumber }
                .shouldNotBeEmpty()
    }

    "tells what is not there, with exit code 1" {
        val name = loaded()
        val partly = server.mongo("export", name, "--id", "sample0001,nobody")
        partly.code shouldBe 1
        partly.errorLines.single() shouldContain "no record has the key nobody"
        numbers(partly.bytes) shouldBe listOf("sample0001")
        val empty = server.mongo("export", server.newName())
        empty.code shouldBe 1
        empty.errorLines.single() shouldContain "there is no such record in the collection"
    }

    "finds by source and number" {
        val name = server.newName()
        val sound = records(whole).filter { it.fields("003").size == 1 }.shouldNotBeEmpty()
        val source = sound.first().fields("003").single().value
        val id = "$source:${sound.first().controlNumber}"
        server.mongo("load", name, "--key", "003:001", "-", input = whole).out shouldContain "offered"
        val ran = server.mongo("export", name, "--id", id)
        ran.code shouldBe 0
        records(ran.bytes) shouldContainExactly listOf(sound.first())
    }

    "is one line and no file if a document holds no record" {
        val name = loaded()
        server.collection(name).insertOne(Document("_id", "zzz").append("title", "no record"))
        inFolder { folder ->
            val ran = server.mongo("export", name, "-o", folder.path("out.mrc"))
            ran.code shouldBe 3
            ran.errorLines.single() shouldContain "The document isn't a record"
            folder.names() shouldBe emptyList()
        }
        server.mongo("export", name, "--debug").err shouldContain "\tat "
        server.mongo("export", name).err shouldNotContain "\tat "
    }

    "keeps to the rules of outputs" {
        val name = loaded()
        inFolder { folder ->
            val there = folder.file("there.mrc", "precious")
            server.mongo("export", name, "-o", there).code shouldBe 2
            there.readBytes() shouldBe "precious".toByteArray()
            val arguments = arrayOf<Any>("mongo", "export", "--uri", server.uri, "--collection", name)
            marcato(*arguments, isOutputTerminal = true).code shouldBe 2
            marcato(*arguments, "--to", "json", isOutputTerminal = true).code shouldBe 0
        }
    }

    "says which patterns a server is not asked for" {
        val name = loaded()
        for (pattern in beyond) {
            val ran = server.mongo("export", name, "--where", pattern)
            withClue(pattern) {
                ran.code shouldBe 2
                ran.errorLines.single() shouldContain "--filter-here"
            }
        }
        server.mongo("export", name, "--where", "245a =").code shouldBe 2
        server.mongo("export", name, "--shape", "iso2709", "--where", "245a = x").err shouldContain "search keys"
    }
})
