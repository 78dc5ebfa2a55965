// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.record
import dev.marcato.testing.Catalogue
import dev.marcato.testing.SampleCatalogue
import dev.marcato.writeTo
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.nio.file.Path
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.io.path.exists
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeBytes
import kotlin.io.path.writeText
import kotlinx.coroutines.flow.asFlow

/** Runs each example as its user does: by its main, on files; Kotlin and Java write the same bytes. */
class ExamplesSpec : FreeSpec({
    val folder = tempdir().toPath()
    fun path(name: String): Path = folder.resolve(name)
    val sample = path("sample.mrc").apply { writeBytes(SampleCatalogue.toByteArray()) }
    val catalogue = path("catalogue.mrc").apply { writeBytes(Catalogue.ordinary().toByteArray(300)) }

    suspend fun file(name: String, vararg records: Record): Path =
        path(name).also { records.asList().asFlow().writeTo(it) }

    fun book(number: String, vararg isbns: String): Record = record {
        field("001", number)
        for (isbn in isbns) field("020") { 'a' to isbn }
        field("245", '1', '0') { 'a' to "Title of $number" }
    }

    "migration" - {
        "does what the program with marc4j did" {
            for (input in listOf(sample, catalogue)) {
                val before = run("dev.marcato.examples.ProgramWithMarc4j", input, path("marc4j.xml"))
                for (program in bothOf("Migration")) {
                    run(program, input, path("migrated.xml")) shouldContainExactly before
                    val (theirs, ours) = listOf("marc4j.xml", "migrated.xml").map { recordsOf(path(it)) }
                    ours.size shouldBe recordsOf(input).size
                    ours.map { it.fields } shouldContainExactly theirs.map { it.fields }
                }
            }
        }
    }

    "bulk editing" - {
        "does what the rules say, and counts it" {
            val rules = path("rules.edits").apply {
                writeText("remove 9XX\nadd 590 \$a \"Copy {counter}\" if 245\nremove 999\ndrop record if 020\n")
            }
            val books = file("books.mrc", book("1"), book("2", "0306406152"), book("3"))
            for (program in bothOf("BulkEditing")) {
                run(program, rules, books, path("edited.mrc")) shouldContainExactly listOf(
                    "3 of 3 records changed",
                    "0 0 $rules, line 1: remove 9XX",
                    "3 2 $rules, line 2: add 590 \$a \"Copy {counter}\" if 245",
                    "0 0 $rules, line 3: remove 999",
                    "1 0 $rules, line 4: drop record if 020",
                    "never matched: $rules, line 1: remove 9XX",
                    "never matched: $rules, line 3: remove 999",
                )
                recordsOf(path("edited.mrc")).map { "${it.controlNumber} ${it["590", 'a']}" } shouldContainExactly
                    listOf("1 Copy 1", "3 Copy 2")
            }
        }
    }

    "stylesheet" - {
        "is applied to each record" {
            val stylesheet = Documents.root.resolve("examples/dublin-core.xsl")
            for (program in bothOf("Stylesheet")) {
                run(program, stylesheet, sample, path("dc.xml")).shouldBeEmpty()
                val document = DocumentBuilderFactory.newInstance().apply { isNamespaceAware = true }
                    .newDocumentBuilder().parse(path("dc.xml").toFile())
                val titles = document.getElementsByTagNameNS("http://purl.org/dc/elements/1.1/", "title")
                (0 until titles.length).map { titles.item(it).textContent } shouldContainExactly
                    recordsOf(sample).mapNotNull { it["245", 'a'] }
                document.getElementsByTagNameNS("http://purl.org/dc/elements/1.1/", "record").length shouldBe
                    recordsOf(sample).size
            }
        }
    }

    "csv" - {
        "has a line for each record, with its values" {
            val quoted = file("quoted.mrc", book("1"), record { field("245") { 'a' to "One, \"two\"" } })
            for (program in bothOf("Csv")) {
                run(program, quoted, path("table.csv")) shouldContainExactly listOf("2 records")
                path("table.csv").readText() shouldBe
                    "number,title,author,year,isbn\r\n1,Title of 1,,,\r\n,\"One, \"\"two\"\"\",,,\r\n"
                run(program, sample, path("table.csv"))
                val rows = CsvSpec.parse(path("table.csv").readText()).drop(1)
                rows shouldContainExactly recordsOf(sample).map { record ->
                    listOf(record.controlNumber, record.title, record.author, record.publicationYear?.toString())
                        .map { it.orEmpty() } + record.isbns.joinToString(" ")
                }
            }
        }
        "keeps the old table if reading fails" {
            val damaged = path("damaged.mrc").apply { writeBytes(catalogue.readBytes().copyOf(5_000)) }
            for (program in bothOf("Csv")) {
                val before = path("table.csv").readText()
                runCatching { run(program, damaged, path("table.csv")) }.exceptionOrNull()?.message.orEmpty()
                    .shouldContain("RECORD_CUT_OFF")
                path("table.csv").readText() shouldBe before
            }
        }
    }

    "dedupe" - {
        "keeps the first record with an ISBN, in its form of 10 or of 13 digits" {
            val records = arrayOf(
                book("first", "0-8044-2957-X (pbk.)"),
                book("none"),
                book("same", "9780804429573"),
                book("other", "9783161484100"),
                book("both", "9783161484100", "9780306406157"),
                book("by then known", "0306406152"),
                book("wrong digit", "9783161484101"),
                book("too", "9783161484101"),
            )
            val input = file("isbns.mrc", *records)
            for (program in bothOf("Dedupe")) {
                run(program, input, path("kept.mrc"), path("duplicates.mrc")) shouldContainExactly listOf(
                    "same has an ISBN of first",
                    "both has an ISBN of other",
                    "by then known has an ISBN of both",
                )
                recordsOf(path("kept.mrc")).map { it.controlNumber } shouldContainExactly
                    listOf("first", "none", "other", "wrong digit", "too")
                recordsOf(path("duplicates.mrc")).map { it.controlNumber } shouldContainExactly
                    listOf("same", "both", "by then known")
            }
        }
    }

    "join" - {
        "adds each location to its record" {
            fun holding(number: String, of: String?, place: String) = record {
                field("001", number)
                if (of != null) field("004", of)
                field("852") { 'a' to place }
            }
            val books = file("books.mrc", book("1"), book("2"), book("3"))
            val holdings = file(
                "holdings.mrc",
                holding("h1", "3", "Berlin"),
                holding("h2", "1", "Paris"),
                holding("h3", "3", "Rome"),
                holding("h4", "9", "Oslo"),
                holding("h5", null, "Bern"),
            )
            for (program in bothOf("Join")) {
                run(program, books, holdings, path("joined.mrc")) shouldContainExactly
                    listOf("h5 has no 004", "no record has the number 9")
                val joined = recordsOf(path("joined.mrc"))
                joined.map { it.values("852", "a") } shouldContainExactly
                    listOf(listOf("Paris"), emptyList(), listOf("Berlin", "Rome"))
                joined.map { it.edit { remove("852") } } shouldContainExactly recordsOf(books)
            }
        }
    }

    "view model" - {
        "shows titles, and what came before a failure" {
            val damaged = path("cut.mrc").apply { writeBytes(Catalogue.ordinary().toByteArray(120).copyOf(40_000)) }
            val missing = path("missing.mrc")
            val both = bothOf("ViewModel").map { run(it, catalogue, damaged, missing) }
            both[1] shouldContainExactly both[0]
            both[0] shouldContain "$catalogue: 100 titles"
            both[0].first { it.startsWith("$damaged") } shouldContain " titles, then RECORD_CUT_OFF in record "
            both[0].last() shouldStartWith "$missing: 0 titles, then "
            both[0].drop(1).take(100) shouldContainExactly recordsOf(catalogue).take(100).map { "  ${it.title}" }
        }
    }

    "every example has a main, and nothing else is called one" {
        val names = listOf("kotlin" to "kt", "java" to "java").map { (language, ending) ->
            Documents.root.resolve("examples/src/main/$language/dev/marcato/examples").list().orEmpty()
                .filter { it.endsWith(".$ending") }.map { it.substringBefore('.') }.sorted()
        }
        names[0] shouldContainExactly names[1]
        for (program in names[0].flatMap(::bothOf)) {
            Class.forName(program).getMethod("main", Array<String>::class.java)
        }
        val list = Documents.root.resolve("examples/README.md").readText()
        for (name in names[0]) for (file in listOf("$name.kt", "$name.java")) list shouldContain file
    }
})
