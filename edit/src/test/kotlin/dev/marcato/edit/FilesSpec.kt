// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.io.IOException
import java.nio.file.NoSuchFileException

/** Edits in files, which include others and name tables. */
class FilesSpec : FreeSpec({
    val folder = tempdir().toPath()

    fun parse(text: String, vararg files: Pair<String, String>) = Edits.parse(
        dollars(text),
        EditOptions {
            this.files =
                filesOf(*files.map { (name, content) -> name to dollars(content) }.toTypedArray())
        },
    )

    fun mistake(text: String, vararg files: Pair<String, String>) =
        shouldThrow<EditException> { parse(text, *files) }.message.lines()[0].replace('$', '§')

    "edits are read from a file, and include others by their place" {
        val rules = folder.resolve("rules").toFile().apply { check(mkdirs()) }
        rules.resolve("a.edits").writeText("\uFEFFinclude \"more/b.edits\"\r\nremove 001\r\n")
        rules.resolve("more").mkdirs() shouldBe true
        rules.resolve("more/b.edits").writeText("parameter t = \"990\"\nif 245 {\ninclude \"../c.edits\"\n}\n")
        rules.resolve("c.edits").writeText("remove 990\nlook up 100\$a in \"t.csv\"")
        rules.resolve("t.csv").writeText("Melville\n".replace("\n", ",M\n") + "\"Melville, Herman,\",Twain\n")
        val edits = Edits.read(rules.toPath().resolve("a.edits"))
        edits.rules.map { it.text } shouldBe listOf("remove 990", "look up 100\$a in \"t.csv\"", "remove 001")
        edits.rules.map { it.source!!.substringAfterLast("rules").substring(1) } shouldBe
            listOf("c.edits", "c.edits", "a.edits")
        edits.fieldsOf(book).let { it.size to it[3] } shouldBe (10 to "100 1  §a Twain §e author.")
        Edits.read(
            java.nio.file.Paths.get("b.edits"),
            EditOptions {
                files =
                    EditFiles.of(rules.toPath().resolve("more"))
            },
        )
            .rules.size shouldBe 2
    }

    "a file that isn't there is an IOException, or a mistake in the file that names it" {
        shouldThrow<NoSuchFileException> { Edits.read(folder.resolve("none.edits")) }
        mistake("include \"b.edits\"") shouldBe
            "line 1, column 9: \"b.edits\" can't be read: java.io.FileNotFoundException: b.edits"
        val failing = EditOptions { files = EditFiles { throw IOException("no") } }
        shouldThrow<EditException> { Edits.parse("\n look up 001 in 'x'", failing) }.line shouldBe 2
    }

    "a mistake in an included file names it" {
        mistake("include \"b.edits\"", "b.edits" to "#\nremove 24") shouldBe
            "b.edits, line 2, column 10: a tag of three characters is expected here, such as 245, 6XX or LDR"
        mistake("if 245 {\ninclude \"b.edits\"\n}", "b.edits" to "}") shouldBe
            "b.edits, line 1, column 1: there is no block to be closed here"
    }

    "files that include one another are a mistake that names all" {
        mistake("include \"a\"", "a" to "include \"b\"", "b" to "include \"c\"", "c" to "include \"a\"") shouldBe
            "c, line 1, column 9: the files include one another: a -> b -> c -> a"
        mistake("include \"d/a\"", "d/a" to "include \"../d/a\"", "x" to "") shouldContain
            "the files include one another"
        val many = (0..20).map { "f$it" to "include \"f${it + 1}\"" }.toTypedArray()
        mistake("include \"f0\"", *many) shouldContain "files are included more than 16 deep"
    }

    "a file may be included twice" {
        parse("include \"b\"\ninclude \"b\"", "b" to "remove 990").rules.size shouldBe 2
    }

    "an included file is about the field of the block that it is in" {
        parse("each 990 {\ninclude \"b\"\n}", "b" to "remove §a").fieldsOf(book).size shouldBe 11
    }

    "bytes that aren't UTF-8 are a mistake" {
        folder.resolve("latin.edits").toFile().writeBytes("#\n# caf\u00E9\n".toByteArray(Charsets.ISO_8859_1))
        shouldThrow<EditException> { Edits.read(folder.resolve("latin.edits")) }.reason shouldContain
            "isn't in UTF-8: see line 2"
    }

    "files have a bounded size" {
        val endless = EditFiles {
            object : java.io.InputStream() {
                override fun read(): Int = '#'.code
            }
        }
        val mistake = shouldThrow<EditException> { Edits.parse("include 'x'", EditOptions { files = endless }) }
        mistake.reason shouldBe "\"x\" has more than 4194304 bytes"
    }

    "tables" - {
        fun looked(statement: String, table: String, name: String = "t.csv") =
            parse(statement.replace("TABLE", "\"$name\""), name to table).changesOf(book).map {
                it.substringAfter(" -> ")
            }

        "a value is replaced by that of the second column" {
            looked("look up 990§a in TABLE", "Gift,Geschenk\nx,y") shouldBe listOf("990    §a Geschenk")
            looked("look up 990§a in TABLE", "\uFEFFGift;Geschenk\r\n") shouldBe listOf("990    §a Geschenk")
            looked("look up 990§a in TABLE", "Gift\tGeschenk, nett", "t.tsv") shouldBe
                listOf("990    §a Geschenk, nett")
            looked("look up 990§a in TABLE", "\"Gift\",\"a \"\"b\"\"\nc\"\n") shouldBe listOf("990    §a a \"b\"\nc")
            looked("look up 008/35-37 in TABLE", "eng,fre") shouldBe
                listOf("008 200101s2020    xxu           000 0 fre d")
        }

        "several rows give several values" {
            looked("look up 990§a in TABLE", "Gift,a\nGift,b") shouldBe listOf("990    §a a §a b")
            looked("look up 990§a in TABLE into 591§b", "Gift,a\nGift,b") shouldBe listOf("591    §b a §b b")
            parse("look up 001 in \"t\"", "t" to "42,a\n42,b").apply(book).reasons() shouldBe
                listOf("the table has several for \"42\"")
        }

        "a value that the table lacks stays, unless there is another" {
            looked("look up 990§a in TABLE", "x,y") shouldBe emptyList()
            looked("look up 990§a in TABLE else \"{001}\"", "x,y") shouldBe listOf("990    §a 42")
            looked("look up 990§a in TABLE into 591§b", "x,y") shouldBe emptyList()
            looked("look up 990§a in TABLE into 591§b else \"?\"", "x,y") shouldBe listOf("591    §b ?")
        }

        "a column is named by the first row" {
            looked("look up 990§a in TABLE column \"de\"", "en,fr,de\nGift,Don,Geschenk") shouldBe
                listOf("990    §a Geschenk")
        }

        "what isn't a table is a mistake that names row and column" {
            fun wrong(table: String, more: String = "") = mistake("look up 990§a in \"t.csv\"$more", "t.csv" to table)
                .substringAfter(": ")
            wrong("a,b\n\nc") shouldBe "\"t.csv\", row 3, column 2: there is no such column in this row"
            wrong("a,b\nc,\"d") shouldBe "\"t.csv\", row 2, column 2: a quotation mark is missing at the end"
            wrong("a,\"b\"c") shouldBe
                "\"t.csv\", row 1, column 2: something follows the quotation mark that ends the value"
            wrong("a,b\"c") shouldBe
                "\"t.csv\", row 1, column 2: a quotation mark inside a value is doubled, and the value is in quotation marks"
            wrong("a,b", " column \"c\"") shouldBe "\"t.csv\", row 1: there is no column \"c\" among a, b"
        }

        "a table is read once" {
            var reads = 0
            val files = EditFiles {
                reads++
                "a,b".byteInputStream()
            }
            val edits = Edits.parse("look up 990\$a in 't'\nlook up 990\$a in 't'", EditOptions { this.files = files })
            edits.apply(book).isChanged shouldBe false
            reads shouldBe 1
        }
    }

    "names" {
        fun name(name: String, source: String?) = dev.marcato.edit.internal.Sources.resolved(name, source)
        name("b", null) shouldBe "b"
        name("b", "a") shouldBe "b"
        name("./c/../b", "r/a") shouldBe "r/b"
        name("../b", "r/a") shouldBe "b"
        name("../../b", "r/a") shouldBe "../b"
        name("/b", "r/a") shouldBe "/b"
        name("C:/b", "r/a") shouldBe "C:/b"
        name("b", "r\\a") shouldStartWith "r\\"
    }
})
