// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.WholeFile
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.console.Console
import dev.marcato.record
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.io.ByteArrayOutputStream
import java.io.InputStream
import java.nio.file.Files
import java.nio.file.attribute.PosixFilePermissions
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

private val whale = Iso2709Bytes.encode(SampleCatalogue.record("sample0001"))

/** What the commands do to the files that they write, besides writing them. */
class OutputFilesSpec : FreeSpec({
    "a page, a table and rejects may be read by whom any new file may be read" {
        inFolder { folder ->
            val file = folder.file("in.mrc", whale)
            val large = "=LDR  00000nam a2200000 a 4500\n=500  \\\\\$a" + "x".repeat(20_000) + "\n"
            marcato("stats", file, "--html", folder.path("page.html")).code shouldBe 0
            marcato("select", "245a", file, "-o", folder.path("table.csv")).code shouldBe 0
            val rejects = folder.path("rejects.jsonl")
            marcato("convert", folder.file("in.mrk", large), "-o", folder.path("out.mrc"), "--rejects", rejects)
            val usual = Files.getPosixFilePermissions(folder.file("usual", ""))
            for (name in listOf("page.html", "table.csv", "rejects.jsonl", "out.mrc")) {
                name to Files.getPosixFilePermissions(folder.path(name)) shouldBe (name to usual)
            }
        }
    }

    "a table that is replaced keeps its permissions, and the link to it" {
        inFolder { folder ->
            val table = folder.file("table.csv", "old")
            Files.setPosixFilePermissions(table, PosixFilePermissions.fromString("rw-r-----"))
            val link = Files.createSymbolicLink(folder.path("link.csv"), table)
            marcato("select", "001", folder.file("in.mrc", whale), "-o", link, "--force").code shouldBe 0
            table.readText() shouldBe "001\nsample0001\n"
            PosixFilePermissions.toString(Files.getPosixFilePermissions(table)) shouldBe "rw-r-----"
            Files.isSymbolicLink(link) shouldBe true
        }
    }

    "the unfinished table that a killed process has left is gone when the table is written again" {
        inFolder { folder ->
            val file = folder.file("in.mrc", whale)
            folder.file(".table.csv.marcato.part", "001\nhalf")
            marcato("select", "001", file, "-o", folder.path("table.csv")).code shouldBe 0
            folder.names() shouldContainExactly listOf("in.mrc", "table.csv")
            folder.path("table.csv").readText() shouldBe "001\nsample0001\n"
        }
    }

    "what only has the name of an unfinished table stays" {
        inFolder { folder ->
            val file = folder.file("in.mrc", whale)
            val precious = folder.file("precious", "precious")
            Files.createSymbolicLink(folder.path(".table.csv.marcato.part"), precious)
            marcato("select", "001", file, "-o", folder.path("table.csv")).code shouldBe 0
            folder.names() shouldContainExactly listOf(".table.csv.marcato.part", "in.mrc", "precious", "table.csv")
            precious.readText() shouldBe "precious"
        }
    }

    "of two that write one file the second fails at once, and the first goes on" - {
        fun Folder.refusesAnother(name: String) {
            val file = file("in.mrc", whale)
            for (command in listOf("select --format csv 001", "cat --to marc", "convert --to xml")) {
                val ran = marcato(*command.split(' ').toTypedArray(), file, "-o", path(name), "--force")
                ran.code shouldBe 3
                ran.err shouldBe "marcato: ${path(name)}: it is being written by another writer\n"
            }
        }

        "where the first writes a table" {
            inFolder { folder ->
                WholeFile.open(folder.path("out.csv")).use { first ->
                    first.stream.write("first".toByteArray())
                    folder.refusesAnother("out.csv")
                    first.commit()
                }
                folder.names() shouldContainExactly listOf("in.mrc", "out.csv")
                folder.path("out.csv").readText() shouldBe "first"
            }
        }

        "where the first writes records, be their file's name as long as names can be" {
            inFolder { folder ->
                val name = "n".repeat(240) + ".csv"
                BlockingMarcWriter.open(folder.path(name)).use { first ->
                    first.write(record { field("001", "first") })
                    folder.refusesAnother(name)
                }
                folder.names() shouldContainExactly listOf("in.mrc", name)
                folder.path(name).readText() shouldContain "first"
            }
        }
    }

    "a file that another program makes meanwhile" - {
        val commands = listOf(listOf("cat"), listOf("convert"), listOf("select", "001"))

        "stays as it is, and nothing is left beside it" {
            for (command in commands) {
                inFolder { folder ->
                    val out = folder.path("out")
                    val ran = marcatoMeanwhile(command + listOf("-", "-o", "$out")) { out.writeText("precious") }
                    ran.code shouldBe 3
                    ran.err shouldBe
                        "marcato: $out: another program has made it in the meantime (--force replaces it)\n"
                    out.readText() shouldBe "precious"
                    folder.names() shouldContainExactly listOf("out")
                }
            }
        }

        "is replaced with --force" {
            for (command in commands) {
                inFolder { folder ->
                    val out = folder.path("out")
                    val ran = marcatoMeanwhile(command + listOf("-", "-o", "$out", "-f")) { out.writeText("not so") }
                    ran.code shouldBe 0
                    out.readText() shouldBe marcato(*command.toTypedArray(), "-", input = whale).out
                }
            }
        }
    }

    "a table whose unfinished file is removed meanwhile fails, and nothing is there" {
        inFolder { folder ->
            val out = folder.path("out.csv")
            val ran = marcatoMeanwhile(listOf("select", "001", "-", "-o", "$out")) {
                Files.delete(folder.path(".out.csv.marcato.part"))
            }
            ran.code shouldBe 3
            ran.err shouldBe "marcato: $out: it is being written by another writer\n"
            out.exists() shouldBe false
        }
    }
})

/** Runs the program on one record from standard input, and does something else when that is asked for. */
private fun marcatoMeanwhile(arguments: List<String>, action: () -> Unit): Ran {
    val input = object : InputStream() {
        private val bytes = whale.inputStream()
        private var isDone = false

        override fun read(): Int = bytes.read()

        override fun read(bytes: ByteArray, offset: Int, length: Int): Int {
            if (!isDone) action()
            isDone = true
            return this.bytes.read(bytes, offset, length)
        }
    }
    val out = ByteArrayOutputStream()
    val err = ByteArrayOutputStream()
    val code = Program(Console(input, out, err)).run(arguments)
    return Ran(code, out.toByteArray(), err.toString(Charsets.UTF_8))
}
