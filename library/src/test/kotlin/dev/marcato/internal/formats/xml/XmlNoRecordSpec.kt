// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Severity
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.XmlSamples.LEADER
import dev.marcato.testing.XmlSamples.SLIM
import dev.marcato.testing.XmlSamples.collection
import dev.marcato.testing.XmlSamples.titled
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.flow.toList

/** Files that have no record, and are not to be taken for a catalogue without one. */
class XmlNoRecordSpec : FreeSpec({
    "a document that is something else than MARCXML" - {
        val escaped = titled("One").replace("<", "&lt;").replace(">", "&gt;")
        val documents = mapOf(
            "<mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>One</title></titleInfo></mods>" to "MODS",
            "<m:modsCollection xmlns:m=\"http://www.loc.gov/mods/v3\"/>" to "MODS",
            "<collection xmlns=\"http://www.indexdata.com/turbomarc\"><r><l>$LEADER</l></r></collection>" to
                "Turbo-MARC",
            "<html><head><title>502 Bad Gateway</title></head><body><h1>Sorry</h1></body></html>" to "HTML",
            "<HTML><BODY/></HTML>" to "HTML",
            "<oai_marc status=\"n\"><fixfield id=\"001\">1</fixfield></oai_marc>" to "oai_marc",
            "<request><content><![CDATA[${titled("One")}]]></content></request>" to "CDATA",
            "<collection><![CDATA[${prefixed(titled("One"), "marc")}]]></collection>" to "CDATA",
            "<x><recordData>$escaped</recordData></x>" to "recordPacking=xml",
            "<collection>$escaped</collection>" to "escaped",
            "<collection $SLIM><datafield tag=\"952\" ind1=\" \" ind2=\" \"/></collection>" to "\"record\" around them",
            "<a:b xmlns:a=\"urn:any\"/>" to "\"a:b\" in the namespace \"urn:any\"",
            "<error/>" to "\"error\"",
            "<?xml version=\"1.0\"?>\n" to "without a root element",
            "<!-- nothing -->" to "without a root element",
            "<OAI-PMH><error code=\"badArgument\">no</error></OAI-PMH>" to "the error \"badArgument\"",
            "<OAI-PMH><ListRecords><record><metadata><d:dc xmlns:d=\"http://www.openarchives.org/OAI/2.0/oai_dc/\"/>" +
                "</metadata></record></ListRecords></OAI-PMH>" to "Dublin Core",
            "<OAI-PMH><Identify/></OAI-PMH>" to "\"OAI-PMH\"",
            "<s:searchRetrieveResponse xmlns:s=\"urn:s\"><s:records/><s:diagnostics><diagnostic/></s:diagnostics>" +
                "</s:searchRetrieveResponse>" to "diagnostics",
        )
        for ((xml, hint) in documents) {
            "is damage at its end, once, which says what it looks like: ${xml.take(60)}" {
                val outcomes = outcomes(xml)
                outcomes.codes shouldBe listOf(ProblemCode.NO_RECORD_FOUND)
                val damage = outcomes.last() as Outcome.Damage
                damage.byteLength shouldBe 0
                damage.problem.severity shouldBe Severity.FATAL
                damage.problem.position.byteOffset shouldBe xml.length.toLong()
                damage.problem.toString() shouldContain hint
                val failure =
                    shouldThrow<MarcException> {
                        Readers.records(xml.toByteArray(), TestOptions.strict(MarcFormat.XML))
                    }
                failure.problem shouldBe damage.problem
            }
        }

        "is found without the format being given, and in UTF-16" {
            val xml = "<mods/>"
            shouldThrow<MarcException> { Readers.records(xml.toByteArray()) }.problem.code shouldBe
                ProblemCode.NO_RECORD_FOUND
            val bytes = xml.toByteArray(Charsets.UTF_16)
            val outcomes = Readers.outcomes(bytes)
            outcomes.codes shouldBe listOf(ProblemCode.NO_RECORD_FOUND)
            outcomes.last().byteOffset shouldBe bytes.size
        }

        "is reported once to the problem action" {
            val told = ArrayList<ProblemCode>()
            val options = TestOptions.lenient(MarcFormat.XML) { onProblem { told += it.code } }
            Readers.of("<html/>".toByteArray(), options).records().toList().shouldBeEmpty()
            told shouldBe listOf(ProblemCode.NO_RECORD_FOUND)
        }
    }

    "a document that may be empty isn't a problem" - {
        val documents = mapOf(
            "nothing at all" to "",
            "white space" to " \r\n\t",
            "a byte order mark" to "\uFEFF",
            "an empty collection" to collection(),
            "an empty collection, as one tag" to "<collection $SLIM/>",
            "an empty collection with a comment in it" to
                "<marc:collection xmlns:marc=\"x\"><!-- c --> </marc:collection>",
            "an empty collection in something" to "<response><status>ok</status><collection/></response>",
            "an empty list of records" to "<records/>",
            "an answer of OAI-PMH without a match" to
                "<OAI-PMH><request/><error code=\"noRecordsMatch\">none</error></OAI-PMH>",
            "an answer of OAI-PMH whose records are deleted" to
                "<OAI-PMH><ListRecords><record><header status=\"deleted\"/></record></ListRecords></OAI-PMH>",
            "an answer of OAI-PMH whose only record is deleted" to
                "<o:OAI-PMH xmlns:o=\"x\"><o:GetRecord><o:record><o:header/></o:record></o:GetRecord></o:OAI-PMH>",
            "an answer of SRU without hits" to
                "<zs:searchRetrieveResponse xmlns:zs=\"x\"><zs:version>1.1</zs:version>" +
                "<zs:numberOfRecords>0</zs:numberOfRecords></zs:searchRetrieveResponse>",
        )
        for ((name, xml) in documents) {
            name {
                outcomes(xml).codes.shouldBeEmpty()
                Readers.records(xml.toByteArray(), TestOptions.strict(MarcFormat.XML)).shouldBeEmpty()
            }
        }
    }

    "a document whose records are damaged has no other problem than that" - {
        val broken = "<leader>$LEADER</leader>"
        val documents = mapOf(
            "ill-formed" to collection(titled("Tom & Jerry")) to ProblemCode.SYNTAX_WRONG,
            "cut off" to "<mods><record>$broken" to ProblemCode.RECORD_CUT_OFF,
            "not seen" to "<mods><record><a/>$broken</record></mods>" to ProblemCode.SYNTAX_WRONG,
            "cut off before them" to "<mods><titleInfo>" to ProblemCode.ENVELOPE_CUT_OFF,
            "cut off within a tag" to "<mods><titleIn" to ProblemCode.ENVELOPE_CUT_OFF,
        )
        for ((named, code) in documents) {
            named.first { outcomes(named.second).codes shouldBe listOf(code) }
        }

        "too large" {
            val options: ReadOptions = TestOptions.lenient(MarcFormat.XML) { limits { recordBytes = 26 } }
            for (count in listOf(3, 60)) {
                val fields = "<controlfield tag=\"001\">1</controlfield>".repeat(count)
                val codes = outcomes("<x><record>$broken$fields</record></x>", options).codes
                codes.first() shouldBe ProblemCode.RECORD_TOO_LARGE
                codes shouldNotContain ProblemCode.NO_RECORD_FOUND
            }
        }
    }

    "an HTML page as servers send it has the problem after all its others" {
        val xml = "<!DOCTYPE html><html><head><meta charset=utf-8><title>404 &copy;</title></head>" +
            "<body><p>Not found<br></body></html>"
        withClue(outcomes(xml).codes) { outcomes(xml).codes.last() shouldBe ProblemCode.NO_RECORD_FOUND }
    }
})
