// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import com.fasterxml.jackson.core.JsonFactory
import dev.marcato.DataField
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Severity
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.messages.count
import dev.marcato.cli.stats.Statistics
import dev.marcato.testing.Corpora
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.StringReader
import java.nio.file.Path
import java.util.TreeMap
import javax.xml.parsers.DocumentBuilderFactory
import kotlin.io.path.fileSize
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import org.xml.sax.InputSource

private val lenient = ReadOptions { strictness = Strictness.LENIENT }

/** Compares what the statistics of a file count with its lists of fields and subfields. */
private fun shouldCountWhatIsIn(file: Path) {
    val statistics = Statistics()
    // A code that is missing or beyond ASCII has the same name as the code ?.
    val expected = TreeMap<String, String>()
    val records = BlockingMarcReader.open(file, lenient).use { reader ->
        generateSequence(reader::readOutcome).onEach(statistics::add).filterIsInstance<Outcome.Read>()
            .map { it.record }.toList()
    }
    for ((tag, fields) in records.flatMap { record -> record.fields.map { record to it } }.groupBy { it.second.tag }) {
        val with = fields.map { System.identityHashCode(it.first) }.distinct().size
        val codes = fields.map { it.second }.filterIsInstance<DataField>().flatMap { it.subfields }
            .groupingBy { if (it.code in '\u0001'..'\u007F') it.code else '?' }.eachCount().toSortedMap()
        expected[tag] = "${fields.size} in $with: $codes"
    }
    val report = statistics.report(listOf(""))
    report.records shouldBe records.size
    report.fields.associate { field ->
        val codes = field.subfields.groupBy {
            it.name.single()
        }.mapValues { (_, shares) -> shares.sumOf { it.count } }.toSortedMap()
        field.tag to "${field.count} in ${field.records}: $codes"
    } shouldBe expected
}

class StatsSpec : FreeSpec({
    val sample = Path.of("sample", "catalogue.mrc")

    "what is counted is what the lists of fields and subfields have" - {
        "in the sample catalogue" { shouldCountWhatIsIn(sample) }

        val corpora = Corpora.find()
        "in real files".config(enabledIf = { runsUnless(corpora.skipReason) }) {
            var compared = 0
            for (file in corpora.files("mrc", "marc", "dat", "bin")) {
                withClue(corpora.displayName(file)) { shouldCountWhatIsIn(file) }
                compared++
            }
            compared shouldBeGreaterThan 50
        }
    }

    "problems with one code are as bad as the worst of them, in whatever order they come" {
        val cases = ProblemCases.all().filter { it.code == ProblemCode.CHARACTER_SET_CONTRADICTED }.map { it.input() }
        for (inputs in listOf(cases, cases.reversed())) {
            val statistics = Statistics()
            BlockingMarcReader.open(inputs.reduce(ByteArray::plus), lenient).use { reader ->
                while (true) statistics.add(reader.readOutcome() ?: break)
            }
            val share = statistics.report(listOf("")).problems.single { it.code == "CHARACTER_SET_CONTRADICTED" }
            share.severity shouldBe Severity.MAJOR
            share.count shouldBe cases.size
        }
    }

    "as text" {
        val ran = marcato("stats", sample)
        ran.code shouldBe 0
        ran.out shouldContain "299 records, "
        ran.out shouldContain "\n1 record with problems, 1 stretch that is no record (41 bytes)\n"
        for (heading in listOf(
            "Types",
            "Character sets",
            "Languages",
            "Years",
            "Bytes a record",
            "Fields",
            "Problems",
        )) {
            ran.out shouldContain "\n$heading"
        }
        ran.out shouldContain "  245 "
        ran.out shouldContain "█"
    }

    "of one record, in words that fit one" {
        val one = Iso2709Bytes.encode(SampleCatalogue.record("sample0001"))
        inFolder { folder ->
            val file = folder.file("one.mrc", one)
            val out = marcato("stats", file).out
            out shouldContain "\n1 record, "
            out shouldContain "\nOf 1 bibliographic record, have\n"
            out shouldNotContain "1 records"
            marcato("stats", "--html", folder.path("one.html"), file).code shouldBe 0
            folder.path("one.html").readText() shouldContain "<strong>1</strong><span>record</span>"
        }
    }

    "as JSON" {
        val ran = marcato("stats", "--format", "json", sample)
        ran.code shouldBe 0
        val names = ArrayList<String>()
        JsonFactory().createParser(ran.out).use { json ->
            while (json.nextToken() != null) json.currentName()?.let(names::add)
        }
        ran.out shouldContain "\"records\":299,"
        ran.out shouldContain "\"bytes\":${sample.fileSize()},"
        names.containsAll(
            listOf("files", "types", "languages", "years", "lengths", "completeness", "fieldsByTag", "problems"),
        ) shouldBe
            true
    }

    "as a page" - {
        "is whole in itself, and has a chart for each subject" {
            inFolder { folder ->
                val page = folder.path("report.html")
                marcato("stats", "--html", page, sample).code shouldBe 0
                val html = page.readText()
                html shouldNotContain "<script"
                html shouldNotContain "src="
                html shouldNotContain "url("
                html shouldNotContain "http"
                html shouldContain "prefers-color-scheme: dark"
                val body = html.substring(html.indexOf("<body>"), html.indexOf("</body>") + "</body>".length)
                val document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(
                    InputSource(StringReader(body)),
                )
                val sections = document.getElementsByTagName("section")
                val charts = (0 until sections.length).map { sections.item(it) as org.w3c.dom.Element }
                    .filter { it.getAttribute("class").startsWith("card") }
                    .associate { it.getAttribute("id") to it.getElementsByTagName("rect").length }
                charts.keys shouldBe
                    setOf(
                        "types",
                        "languages",
                        "years",
                        "lengths",
                        "completeness",
                        "charactersets",
                        "problems",
                        "fields",
                    )
                charts.values.all { it > 0 } shouldBe true
            }
        }

        "is not made over another file" {
            inFolder { folder ->
                val page = folder.file("report.html", "mine")
                marcato("stats", "--html", page, sample).code shouldBe 2
                page.readText() shouldBe "mine"
                marcato("stats", "--force", "--html", page, sample).code shouldBe 0
            }
        }

        "of many files names how many, and each where it is asked for" {
            inFolder { folder ->
                val files = (1..4).map { folder.file("<$it>.mrc", sample.readBytes()) }
                marcato("stats", "--html", folder.path("report.html"), *files.toTypedArray()).code shouldBe 0
                val html = folder.path("report.html").readText()
                html shouldContain "<title>4 files</title>"
                html shouldContain "<summary>4 files</summary><ul><li>"
                html shouldContain "&lt;4&gt;.mrc</li></ul></details>"
            }
        }

        "shows what came from files as text" {
            inFolder { folder ->
                val file = folder.file("<b>'&.mrc", sample.readBytes())
                marcato("stats", "--html", folder.path("report.html"), file).code shouldBe 0
                val html = folder.path("report.html").readText()
                html shouldContain "&lt;b&gt;&#39;&amp;.mrc"
                html shouldNotContain "<b>'&.mrc"
            }
        }

        val browser = Browser.find()
        "is shown by a browser".config(enabledIf = { runsUnless(Browser.ABSENCE.takeIf { browser == null }) }) {
            inFolder { folder ->
                val page = folder.path("report.html")
                marcato("stats", "--html", page, sample).code shouldBe 0
                val picture = folder.path("report.png")
                checkNotNull(browser).takePicture(page, picture)
                // A page without charts would be white, and a picture of that is small.
                picture.fileSize().toInt() shouldBeGreaterThan 30_000
            }
        }
    }
})
