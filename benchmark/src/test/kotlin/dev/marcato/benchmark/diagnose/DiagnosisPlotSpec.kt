// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.io.StringReader
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Element
import org.xml.sax.InputSource

class DiagnosisPlotSpec :
    FreeSpec({
        "it is a well-formed drawing, whatever the file is called" {
            val svg = parsed(DiagnosisPlot(sampleDiagnosis()).draw())
            svg.tagName shouldBe "svg"
            svg.all("title").single().textContent shouldBe "Diagnosis of catalogue <1> & more.mrc"
        }

        "it has a chart for each kind of sweep, one of speed-ups and one of shares" {
            val svg = parsed(DiagnosisPlot(sampleDiagnosis()).draw())
            val titles = svg.all("text").filter { it.getAttribute("class") == "title" }.map { it.textContent }
            titles.drop(1) shouldBe listOf(
                "batch-size",
                "chunk-size",
                "read-ahead",
                "range-size",
                "speed-up over one thread; dashed: Amdahl's law",
                "share of time, mapParallel()",
            )
        }

        "each back end has its line in each sweep that it has, its speed-ups, and a dashed law" {
            val styles = parsed(DiagnosisPlot(sampleDiagnosis()).draw()).all("polyline").map {
                it.getAttribute("class")
            }
            // Of the path there are four sweeps, of the memory two, of each stream three.
            List(4) { colour -> styles.count { it == "line$colour" } } shouldBe listOf(5, 3, 4, 4)
            List(4) { colour -> styles.count { it == "line$colour dashed" } } shouldBe List(4) { 1 }
        }

        "every knee has a ring" {
            val rings = parsed(DiagnosisPlot(sampleDiagnosis()).draw()).all("circle")
                .map { it.getAttribute("class") }.filter { it.startsWith("ring") }
            // One more explains it.
            rings.size shouldBe 4 + 2 + 3 + 3 + 1
        }

        "the parts of a bar lie side by side and are as wide as the shares" {
            val bar = parsed(DiagnosisPlot(sampleDiagnosis(sampleFindings(BackEnd.MEMORY))).draw()).all("rect")
                .filter { it.getAttribute("class").startsWith("area") }.take(5)
            val width = bar.sumOf { it.number("width") }
            bar.zipWithNext { one, next -> next.number("x") - one.number("x") - one.number("width") }
                .forEach { it.shouldBeBetween(-0.2, 0.2, 0.0) }
            (bar[0].number("width") / width).shouldBeBetween(0.049, 0.051, 0.0)
            (bar[4].number("width") / width).shouldBeBetween(0.099, 0.101, 0.0)
        }

        "all of it lies within the drawing" {
            val svg = parsed(DiagnosisPlot(sampleDiagnosis()).draw())
            val (width, height) = listOf("width", "height").map { svg.number(it) }
            svg.all("circle").forEach {
                it.number("cx").shouldBeBetween(0.0, width, 0.0)
                it.number("cy").shouldBeBetween(0.0, height, 0.0)
            }
            svg.all("text").forEach {
                it.number("x").shouldBeBetween(0.0, width, 0.0)
                it.number("y").shouldBeBetween(0.0, height, 0.0)
            }
        }

        "there are colours for light and for dark pages, and for every class" {
            val svg = parsed(DiagnosisPlot(sampleDiagnosis()).draw())
            val style = svg.all("style").single().textContent
            style shouldContain "@media (prefers-color-scheme: dark)"
            val (light, dark) = style.split("@media")
            val used = svg.everything().flatMap { it.getAttribute("class").split(' ') }.filter { it.isNotEmpty() }
            val coloured = used.distinct().filterNot { it == "dashed" }
            for (colours in listOf(light, dark)) coloured.forEach { colours shouldContain ".$it" }
            used shouldContainAll listOf("paper", "title", "grid", "axis")
        }

        "numbers that are none leave no trace in it" {
            val odd = Sweep(
                SweepKind.BATCH,
                listOf(Double.NaN, 0.0, Double.POSITIVE_INFINITY).mapIndexed { index, throughput ->
                    Point(10 shl index, listOf(throughput), Double.NaN, Double.NaN, Double.NaN, 0)
                },
            )
            val findings = sampleFindings(BackEnd.PATH).copy(
                sweeps = listOf(odd, Sweep(SweepKind.CHUNK, emptyList())),
                occupation = Occupation(2, elapsed = 0.0, io = 0.0, busy = 0.0, waits = 0.0, cpu = 0.0),
                workers = listOf(WorkerPoint(1, listOf(0.0), listOf(0.0))),
            )
            val drawing = DiagnosisPlot(sampleDiagnosis(findings)).draw()
            drawing shouldNotContain "NaN"
            drawing shouldNotContain "Infinity"
            // The sweep without points, and the speed-ups.
            parsed(drawing).all("text").count { it.textContent == "nothing was measured" } shouldBe 2
        }

        "lines of a grid are 1, 2 or 5 and zeros apart" {
            listOf(0.9, 1.0, 4.2, 12.0, 1_850_000.0).map { LineChart.step(it) } shouldBe
                listOf(0.2, 0.2, 1.0, 5.0, 500_000.0)
            listOf(0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY).map { LineChart.step(it) } shouldBe List(4) { 1.0 }
        }
    })

private fun parsed(svg: String): Element = DocumentBuilderFactory.newInstance().newDocumentBuilder()
    .parse(InputSource(StringReader(svg))).documentElement

private fun Element.all(tag: String): List<Element> {
    val found = getElementsByTagName(tag)
    return List(found.length) { found.item(it) as Element }
}

private fun Element.everything(): List<Element> = all("*")

private fun Element.number(attribute: String): Double = getAttribute(attribute).toDouble()
