// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.XmlParser
import dev.marcato.testing.Accounting
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions
import dev.marcato.testing.XmlSamples.LEADER
import dev.marcato.testing.XmlSamples.SLIM
import dev.marcato.testing.XmlSamples.titled
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.flow.flowOf

/** Records in unusual places or of an unusual form, none of which may vanish. */
class XmlRecordsSeenSpec : FreeSpec({
    "a record in the namespace of MARCXML that begins with another element" - {
        val header = "<header><identifier>oai:1</identifier><leader>none</leader></header>"
        val places = mapOf(
            "as the root" to slim(header),
            "as the root, with a prefix" to prefixed(slim(header), "marc"),
            "in an answer of OAI-PMH" to oai(slim("<extension/>")),
            "in an answer of OAI-PMH whose root declares the prefix" to
                "<o:OAI-PMH xmlns:o=\"$OAI\" xmlns:m=\"$NAMESPACE\"><o:ListRecords><o:record><o:header/><o:metadata>" +
                prefixed(titled("One").replace("<leader", "$header<leader"), "m") +
                "</o:metadata></o:record></o:ListRecords></o:OAI-PMH>",
            "in elements of any name, which inherit the namespace" to
                "<all $SLIM><some>${titled("One").replace("<leader", "<!-- c --><rank>42</rank><leader")}</some></all>",
            "in the namespace as Aleph writes it" to
                slim(header).replace(NAMESPACE, "$NAMESPACE/"),
            "in the namespace of MarcXchange" to
                slim(header).replace(NAMESPACE, "info:lc/xmlns/marcxchange-v1"),
            "in an element that the other one is named as" to
                "<metadata>${slim("<metadata>x</metadata>")}</metadata>",
            "with text in it" to slim("<extension>text</extension>"),
        )
        for ((name, xml) in places) {
            "is read with the problem that something is left out: $name" {
                val outcomes = outcomes(xml)
                recordsIn(outcomes) shouldBe listOf("One")
                outcomes.codes shouldBe listOf(ProblemCode.BYTES_OUTSIDE_FIELDS)
                val problem = outcomes.flatMap { it.problems }.single()
                val record = outcomes.single { it is Outcome.Read }
                // Where the other element begins.
                val start = xml.indexOf('<', xml.indexOf('>', xml.indexOf("record", record.byteOffset.toInt())))
                    .let { if (xml.startsWith("<!--", it)) xml.indexOf('<', xml.indexOf('>', it)) else it }
                problem.position.byteOffset shouldBe start.toLong()
                strictFailure(xml) shouldBe problem
            }
        }

        "is read to its end, and so are those around it" {
            val xml = oai(slim("", "A"), slim("<a><b/><c>d</c></a>", "B"), slim("", "C"))
            val outcomes = outcomes(xml)
            recordsIn(outcomes) shouldBe listOf("A", "B", "C")
            outcomes.codes shouldBe listOf(ProblemCode.BYTES_OUTSIDE_FIELDS)
        }
    }

    "each element left out of a record is a problem, and what it contains isn't" {
        val record = slim("<a><leader>x</leader><b>c</b></a>")
            .replace("<datafield", "<d/><datafield").replace("</record>", "<e><record2/></e></record>")
        val problems = outcomes(record).flatMap { it.problems }
        problems.map { it.found } shouldContainExactly listOf("element \"a\"", "element \"d\"", "element \"e\"")
    }

    "a record in the namespace of MARCXML in which nothing of MARC is has no leader" {
        for (xml in listOf("<record $SLIM/>", "<x><record $SLIM></record></x>")) {
            outcomes(xml).codes shouldBe listOf(ProblemCode.LEADER_MISSING)
        }
    }

    "a record within another" - {
        val inner = "<record $SLIM><leader>$LEADER</leader><controlfield tag=\"001\">2</controlfield></record>"

        "is read, and the other is around it if nothing of MARC came before" {
            val elements = listOf(
                "<record $SLIM><header/><metadata>$inner</metadata></record>",
                "<collection><record><header/><metadata>$inner</metadata></record></collection>",
                "<x:record xmlns:x=\"$NAMESPACE\"><x:about>$inner</x:about></x:record>",
                "<record $SLIM><header/><metadata xmlns:marc=\"$NAMESPACE\">${
                    prefixed(inner.replace(" $SLIM", ""), "marc")
                }</metadata></record>",
            )
            for (xml in elements) {
                withClue(xml) {
                    val outcomes = outcomes(xml)
                    outcomes.codes.shouldBeEmpty()
                    outcomes.filterIsInstance<Outcome.Read>().map { it.record.controlNumber } shouldBe listOf("2")
                }
            }
        }

        "is read, and the other is damage if something of MARC came before" {
            val xml = slim("").replace("</record>", "<extension>$inner</extension></record>")
            val outcomes = outcomes(xml)
            outcomes.filterIsInstance<Outcome.Read>().map { it.record.controlNumber } shouldBe listOf("2")
            outcomes.first().problems.single().code shouldBe ProblemCode.SYNTAX_WRONG
        }

        "leaves no field of the other unseen that comes after it" {
            val outcomes = outcomes(slim("<extension>$inner</extension>"))
            outcomes.filterIsInstance<Outcome.Read>().map { it.record.controlNumber } shouldBe listOf("2")
            val problem = outcomes.flatMap { it.problems }.single()
            problem.code shouldBe ProblemCode.SYNTAX_WRONG
            problem.found shouldContain "\"leader\" in an element \"record\""
        }
    }

    "an element called record outside of that namespace" - {
        "isn't MARC if it starts with another element and has no leader or field" {
            val xml = "<records><record><title>x</title></record>${titled("One")}</records>"
            outcomes(xml).codes.shouldBeEmpty()
            recordsIn(outcomes(xml)) shouldBe listOf("One")
        }

        "has a problem at its first leader or field if it has one, once" {
            for (declared in listOf("", " xmlns=\"urn:other\"")) {
                val missed = titled("Two").replace("<record><leader", "<record$declared><rank/><leader")
                val xml = "<records>${titled("One")}$missed${titled("Three")}</records>"
                val outcomes = outcomes(xml)
                recordsIn(outcomes) shouldBe listOf("One", "Three")
                val problem = outcomes.flatMap { it.problems }.single()
                problem.code shouldBe ProblemCode.SYNTAX_WRONG
                problem.position.byteOffset shouldBe xml.indexOf("<leader", xml.indexOf("<rank")).toLong()
                strictFailure(xml) shouldBe problem
                outcomes("<x>$missed</x>").codes shouldBe listOf(ProblemCode.SYNTAX_WRONG)
            }
        }

        "isn't MARC though its parent is in the namespace of MARC" {
            val xml = "<all $SLIM><record xmlns=\"urn:other\"><title/></record>${titled("One")}</all>"
            outcomes(xml).codes.shouldBeEmpty()
        }
    }

    "limits that are met while it is not known what an element is do not depend on the pieces" {
        val options = TestOptions.lenient(MarcFormat.XML) {
            limits {
                recordBytes = 26
                damageBytes = 40
                valueBytes = 60
            }
        }
        for (filling in listOf(0, 20, 40, 60, 80, 100, 120)) {
            for (open in listOf("<record>", "<record $SLIM><other/>")) {
                for (end in listOf("<title/></record>", "<record><title/></record></record>", "</record>")) {
                    val comments = "<!--${"c".repeat(filling)}-->"
                    val xml = "<x>$open$comments$end<y/></x>"
                    withClue(xml) { outcomes(xml, options) }
                }
            }
        }
    }
})

private const val NAMESPACE = "http://www.loc.gov/MARC21/slim"
private const val OAI = "http://www.openarchives.org/OAI/2.0/"

/** A record that declares its namespace, with [first] before its leader. */
private fun slim(first: String, title: String = "One"): String =
    titled(title).replace("<record>", "<record $SLIM>").replaceFirst("<leader>$LEADER", "$first<leader>$LEADER")

private fun oai(vararg records: String): String = "<OAI-PMH xmlns=\"$OAI\"><ListRecords>" +
    records.joinToString("") { "<record><header/><metadata>$it</metadata></record>" } + "</ListRecords></OAI-PMH>"

private fun recordsIn(outcomes: List<Outcome>): List<String?> =
    outcomes.filterIsInstance<Outcome.Read>().map { it.record.title }

private suspend fun strictFailure(xml: String) =
    shouldThrow<MarcException> { Readers.records(xml.toByteArray(), TestOptions.strict(MarcFormat.XML)) }.problem

/** Returns the outcomes of the document, which are the same with both parsers and in any two pieces or single bytes. */
internal suspend fun outcomes(xml: String, options: ReadOptions = TestOptions.lenient(MarcFormat.XML)): List<Outcome> {
    val bytes = xml.toByteArray()
    val outcomes = Readers.outcomes(bytes, options)
    Accounting.checkText(bytes, outcomes, options)
    Readers.outcomes(bytes, options.toBuilder().xmlParser(XmlParser.PLATFORM).build()).shouldBeLike(outcomes)
    for (at in 1 until bytes.size) {
        withClue("cut at $at") {
            val pieces = flowOf(bytes.copyOf(at), bytes.copyOfRange(at, bytes.size))
            Readers.outcomes(PushedBytes(pieces), options).shouldBeLike(outcomes)
        }
    }
    val single = PushedBytes(flowOf(*bytes.map { byteArrayOf(it) }.toTypedArray()))
    Readers.outcomes(single, options).shouldBeLike(outcomes)
    return outcomes
}
