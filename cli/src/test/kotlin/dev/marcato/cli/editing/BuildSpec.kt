// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlin.io.path.readBytes
import kotlin.io.path.readText

private val MAP = """
    # Books of a small library
    set LDR/18 to "a"
    set 008/07-10 to "{column Year}"
    set 008 form of item to "online"
    add 001 "{column Number}"
    add 020 ${'$'}a "{isbn13(column ISBN)}"
    add 100 1_ ${'$'}a "{column Author}"
    add 245 10 ${'$'}a "{column 'Title proper'}" [${'$'}c "by {column Author}"]
    add 500 ${'$'}a "{column Note else 'No note'}"
    each column Subjects, Codes at "|" {
      add 650 _4 ${'$'}a "{column Subjects}" [${'$'}2 "{column Codes}"]
    }
    add 590 ${'$'}a "Constant"
""".trimIndent() + "\n"

private val TABLE = """
    Number,Title proper,Author,Year,ISBN,Note,Subjects,Codes
    1,"Moby Dick, or, The whale","Melville, Herman",1851,0-306-40615-2,,Whales | Sea,a|b
    2,Ødipus "rex",,1999,,Two lines,,
""".trimIndent().replace("Ødipus \"rex\"", "\"Ødipus \"\"rex\"\"\"") + "\n"

class BuildSpec : FreeSpec({
    "each row becomes a record" {
        inFolder { folder ->
            val ran = marcato("build", folder.file("books.map", MAP), folder.file("books.csv", TABLE), "--to", "line")
            ran.code shouldBe 0
            ran.out.replace(Regex("(?m)^(00000nam|008 ).*\n"), "") shouldBe """
                |001 1
                |020    ${'$'}a 9780306406157
                |100 1  ${'$'}a Melville, Herman
                |245 10 ${'$'}a Moby Dick, or, The whale ${'$'}c by Melville, Herman
                |500    ${'$'}a No note
                |590    ${'$'}a Constant
                |650  4 ${'$'}a Whales ${'$'}2 a
                |650  4 ${'$'}a Sea ${'$'}2 b
                |
                |001 2
                |245 10 ${'$'}a Ødipus "rex"
                |500    ${'$'}a Two lines
                |590    ${'$'}a Constant
                |
                |
            """.trimMargin()
            ran.errorLines.single() shouldBe "marcato: 2 records made"
        }
    }

    "leader and 008 are those of a book of which nothing is known" {
        val ran = marcato("build", "-e", "add 001 \"{column a}\"", "-", "--to", "line", input = "a\n1\n".toByteArray())
        ran.code shouldBe 0
        ran.lines[0] shouldContain Regex("nam a22.{5} i 4500$")
        ran.out shouldContain Regex("(?m)^008 \\d{6}n\\|{33}$")
    }

    "it is the way back of select" {
        inFolder { folder ->
            val all = folder.file("all.mrc", SampleCatalogue.toByteArray())
            for (format in listOf("csv", "tsv")) {
                val table = folder.path("table.$format")
                val columns = "number=001, title=245\$a, name=100\$a, subject=650\$a"
                marcato("select", columns, all, "-o", table, "--bom").code shouldBe 0
                val map = folder.file(
                    "table.map",
                    "add 001 \"{column number}\"\nadd 245 \$a \"{column title}\"\nadd 100 \$a \"{column name}\"\n" +
                        "each column subject at \" | \" {\nadd 650 \$a \"{column subject}\"\n}\n",
                )
                marcato("build", map, table, "-o", folder.path("made.mrc"), "-f").code shouldBe 0
                marcato("select", columns, folder.path("made.mrc"), "--format", format, "--bom").out shouldBe
                    table.readText()
                BlockingMarcReader.open(folder.path("made.mrc")).use { it.toList().size } shouldBe 48
            }
        }
    }

    "several tables, other separators, and a format by the name of the output" {
        inFolder { folder ->
            val one = folder.file("one.csv", "a;b\n1;x\n")
            val two = folder.file("two.tsv", "b\ta\n\"y\"\t2\n")
            val ran = marcato("build", "-e", "add 001 \"{column a}{column b}\"", one, two, "-o", folder.path("out.xml"))
            ran.code shouldBe 0
            marcato("select", "--no-header", "001", folder.path("out.xml")).lines shouldBe listOf("1x", "2y")
            val three = folder.file("three", "a:b\n1:x\n")
            marcato("build", "-e", "add 001 \"{column b}\"", three, "--delimiter", ":", "--to", "mrk").out shouldContain
                "=001  x"
            marcato("build", "-e", "add 001 \"{column b}\"", three, "--delimiter", "::").code shouldBe 2
        }
    }

    "mistakes name row and column, or rule" - {
        "a column that isn't there" {
            val ran = marcato("build", "-e", "add 001 \"{column Nr}\"", "-", input = "No,Title\n1,x\n".toByteArray())
            ran.code shouldBe 3
            ran.err shouldBe "marcato: standard input: there is no column \"Nr\" (columns are No, Title)\n"
        }

        "a bad table leaves no output" {
            inFolder { folder ->
                val table = folder.file("t.csv", "a,b\n1,2\n3\n")
                val ran = marcato("build", "-e", "add 001 \"{column a}\"", table, "-o", folder.path("out.mrc"))
                ran.code shouldBe 3
                ran.err shouldContain "t.csv: row 2, column \"b\" (line 3): there are 1 cells for 2 columns"
                folder.names() shouldContainExactly listOf("t.csv")
            }
        }

        "columns are for tables, and a rule that needs one isn't for edit" {
            val ran = marcato("edit", "-e", "add 001 \"{column a}\"", "-", input = SampleCatalogue.toByteArray())
            ran.code shouldBe 2
            ran.err shouldContain
                "marcato: line 1, column 11: there are columns only where a table is made into records"
            marcato("edit", "-e", "each column a at \"|\" {", "-e", "}", "-", input = ByteArray(0)).code shouldBe 2
        }

        "a value that no record can have" {
            val rule = "add 001 \"{column a}\""
            val ran = marcato("build", "-e", rule, "-e", "add 245 \$a \"x\"", "-", input = "a\n\u001E\n".toByteArray())
            ran.code shouldBe 1
            ran.err shouldContain "standard input: row 1 (line 2): line 1: $rule: "
        }

        "a rule that no row needs" {
            val ran = marcato("build", "-e", "add 001 \"{column a}\"", "-", input = "a,b\n,2\n".toByteArray())
            ran.code shouldBe 0
            ran.err shouldContain "line 1: add 001 \"{column a}\": this rule never matched"
        }
    }

    "the output can't be the table" {
        inFolder { folder ->
            val table = folder.file("t.csv", "a\n1\n")
            marcato("build", "-e", "add 001 \"{column a}\"", table, "-o", table, "--to", "marc", "-f").err shouldContain
                "it is both input and output"
            table.readBytes() shouldBe "a\n1\n".toByteArray()
        }
    }
})
