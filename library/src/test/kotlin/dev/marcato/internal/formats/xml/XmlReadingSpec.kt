// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.XmlParser
import dev.marcato.testing.Accounting
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.XmlSamples.LEADER
import dev.marcato.testing.XmlSamples.SLIM
import dev.marcato.testing.XmlSamples.collection
import dev.marcato.testing.XmlSamples.titled
import dev.marcato.testing.XmlSamples.titledRecord
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.charset.Charset
import kotlinx.coroutines.flow.toList

class XmlReadingSpec : FreeSpec({
    suspend fun parsersOf(xml: String): List<XmlParser?> =
        Readers.outcomes(xml.toByteArray(), ReadOptions.DEFAULT).filterIsInstance<Outcome.Read>().map { it.xmlParser }

    "a document is read" - {
        val documents = mapOf(
            "as a collection" to collection(titled("One"), titled("Two", "2")),
            "without a declaration" to "<collection $SLIM>${titled("One")}${titled("Two", "2")}</collection>",
            "without a namespace" to "<collection>${titled("One")}${titled("Two", "2")}</collection>",
            "with a prefix" to prefixed(collection(titled("One"), titled("Two", "2")), "marc"),
            "with another prefix" to prefixed(collection(titled("One"), titled("Two", "2")), "m-1.x_"),
            "with tabs, carriage returns and blanks between tags" to
                collection(titled("One"), titled("Two", "2")).replace("><", ">\r\n\t  <"),
            "with a mark of UTF-8" to "\uFEFF" + collection(titled("One"), titled("Two", "2")),
            "with white space before it" to " \r\n\t<collection>${titled("One")}${titled("Two", "2")}</collection>",
            "with comments and instructions around" to
                "<!-- a --><?b c?><collection><!-- <record> -->${titled(
                    "One",
                )}<?d?>${titled("Two", "2")}</collection><!--e-->",
            "with attributes of the record" to collection(titled("One"), titled("Two", "2"))
                .replace("<record>", "<record type=\"Bibliographic\" id='a > b'>"),
        )
        for ((name, xml) in documents) {
            name {
                Readers.records(xml.toByteArray()) shouldBe listOf(titledRecord("One"), titledRecord("Two", "2"))
                parsersOf(xml) shouldBe listOf(XmlParser.OWN, XmlParser.OWN)
                val options = ReadOptions { xmlParser = XmlParser.PLATFORM }
                Readers.records(xml.toByteArray(), options) shouldBe
                    listOf(titledRecord("One"), titledRecord("Two", "2"))
                Accounting.checkText(xml.toByteArray(), Readers.outcomes(xml.toByteArray()))
            }
        }

        "as a single record" {
            Readers.records(titled("One").toByteArray()) shouldBe listOf(titledRecord("One"))
        }

        "in answers of OAI-PMH, whose own records aren't MARC" {
            val xml = "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords>" +
                "<record><header status=\"deleted\"><identifier>x</identifier></header></record>" +
                "<record><header><identifier>oai:1</identifier></header><metadata>" +
                titled("One").replace("<record>", "<record $SLIM>") + "</metadata></record>" +
                "<resumptionToken>a &amp; b</resumptionToken></ListRecords></OAI-PMH>"
            Readers.records(xml.toByteArray()) shouldBe listOf(titledRecord("One"))
            Accounting.checkText(xml.toByteArray(), Readers.outcomes(xml.toByteArray()))
        }

        "as answers of SRU" {
            val xml = "<srw:searchRetrieveResponse xmlns:srw=\"http://www.loc.gov/zing/srw/\"><srw:records>" +
                List(2) {
                    "<srw:record><srw:recordSchema>marcxml</srw:recordSchema><srw:recordData>" +
                        prefixed(titled("One"), "marc") + "</srw:recordData></srw:record>"
                }.joinToString("") + "</srw:records></srw:searchRetrieveResponse>"
            Readers.records(xml.toByteArray()) shouldBe listOf(titledRecord("One"), titledRecord("One"))
        }

        "without records in it" {
            Readers.records("<collection $SLIM/>".toByteArray()) shouldBe emptyList()
        }
    }

    "plain and other records" - {
        val other = mapOf(
            "CDATA" to titled("<![CDATA[a < b & c]]>") to "a < b & c",
            "a comment in a value" to titled("a<!-- b -->c") to "ac",
            "a comment between fields" to titled("One").replace("<datafield", "<!-- b --><datafield") to "One",
            "a namespace on a field" to titled("One").replace("<datafield", "<datafield $SLIM") to "One",
            "blanks in end tags" to titled("One").replace("</subfield>", "</subfield >") to "One",
        )
        for ((named, title) in other) {
            "${named.first} is left to the platform" {
                val xml = collection(titled("First"), named.second)
                Readers.records(xml.toByteArray()) shouldBe listOf(titledRecord("First"), titledRecord(title))
                parsersOf(xml) shouldBe listOf(XmlParser.OWN, XmlParser.PLATFORM)
            }
        }

        val plain = mapOf(
            "references" to titled("&lt;&gt;&amp;&quot;&apos;&#233;&#x4E2D;&#x1D11E;") to
                "<>&\"'\u00E9\u4E2D\uD834\uDD1E",
            "line ends, which are line feeds" to titled("a\r\nb\rc\nd\te") to "a\nb\nc\nd\te",
            "white space, which is kept" to titled("  a  b  ") to "  a  b  ",
            "other quotation marks" to titled("a").replace("tag=\"245\" ind1=\"1\"", "tag='245'  ind1='1'") to "a",
            "attributes in another order" to
                titled("a").replace("tag=\"245\" ind1=\"1\" ind2=\"0\"", "ind2=\"0\" ind1=\"1\" tag=\"245\"") to "a",
            "no text" to titled("") to "",
            "brackets" to titled("a]>b]]") to "a]>b]]",
            "long text beyond ASCII" to titled("\u00E9\u4E2D ".repeat(999)) to "\u00E9\u4E2D ".repeat(999),
        )
        for ((named, title) in plain) {
            "${named.first} are read alike by both" {
                val xml = collection(named.second)
                Readers.records(xml.toByteArray()) shouldBe listOf(titledRecord(title))
                parsersOf(xml) shouldBe listOf(XmlParser.OWN)
                val options = ReadOptions { xmlParser = XmlParser.PLATFORM }
                Readers.records(xml.toByteArray(), options) shouldBe listOf(titledRecord(title))
            }
        }

        "text beyond ASCII sets leader/09" {
            val xml = collection(titled("\u00E9").replace(LEADER, "00000nam  2200000 i 4500"))
            Readers.records(xml.toByteArray()).single().leader.toString() shouldBe LEADER
            val ascii = collection(titled("e").replace(LEADER, "     nam  22        4500"))
            Readers.records(ascii.toByteArray()).single().leader.toString() shouldBe "     nam  22        4500"
        }
    }

    "an encoding" - {
        for (name in listOf("ISO-8859-1", "windows-1252", "UTF-16", "UTF-16BE", "UTF-16LE", "GB18030", "utf-8")) {
            "$name is read, in any pieces" {
                val declared = if (name.startsWith("UTF-16")) "UTF-16" else name
                val xml = collection(titled("caf\u00E9"), titled("two", "2")).replace("UTF-8", declared)
                val bytes = xml.toByteArray(Charset.forName(name))
                val expected = listOf(titledRecord("caf\u00E9"), titledRecord("two", "2"))
                Readers.records(bytes) shouldBe expected
                for (size in listOf(1, 2, 3, 7, 64)) {
                    withClue("pieces of $size") {
                        Readers.of(PushedBytes.inPieces(bytes, size)).records().toList() shouldBe expected
                    }
                }
                val outcomes = Readers.outcomes(bytes)
                outcomes.sumOf { it.byteLength } shouldBe bytes.size
                Readers.outcomes(PushedBytes.inPieces(bytes, 1)).shouldBeLike(outcomes)
            }
        }
    }

    "a reading" - {
        val bytes = collection(titled("One"), "<record></record>", titled("a<!-- b -->c", "3")).toByteArray()

        "says what format it met" {
            val formats = ArrayList<MarcFormat>()
            Readers.outcomes(bytes, LENIENT.toBuilder().onFormat { formats.add(it) }.build())
            formats shouldContainExactly listOf(MarcFormat.XML)
        }

        "is the same in any pieces" {
            val expected = Readers.outcomes(bytes)
            for (size in 1..80) {
                withClue("pieces of $size") {
                    Readers.outcomes(PushedBytes.inPieces(bytes, size)).shouldBeLike(expected)
                }
            }
            Accounting.checkText(bytes, Readers.outcomes(bytes))
        }
    }
})

/** Puts a prefix before all names of elements. */
internal fun prefixed(xml: String, prefix: String): String =
    xml.replace(Regex("<(/?)([a-z])"), "<$1$prefix:$2").replace("xmlns=", "xmlns:$prefix=")
