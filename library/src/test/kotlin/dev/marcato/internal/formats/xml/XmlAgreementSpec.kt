// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.Inexpressible
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.WriteOptions
import dev.marcato.XmlLayout
import dev.marcato.XmlParser
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Accounting
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.XmlSamples.SLIM
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.boolean
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import kotlin.random.Random
import kotlinx.coroutines.flow.asFlow

/** The two ways of reading have to give the same, but for the name of the parser. */
class XmlAgreementSpec : FreeSpec({
    val platform = LENIENT.toBuilder().format(MarcFormat.XML).xmlParser(XmlParser.PLATFORM).build()
    val automatic = LENIENT.toBuilder().format(MarcFormat.XML).build()
    val own = LENIENT.toBuilder().format(MarcFormat.XML).xmlParser(XmlParser.OWN).build()

    "what is read by the own parser the platform's reads alike, and all else is untouched by the choice" {
        var plain = 0
        var other = 0
        val some = Arb.list(ArbRecords.record(maxFields = 6), 1..3)
        checkAll(400, some, Arb.boolean(), Arb.int()) { records, indent, seed ->
            val options = WriteOptions {
                format = MarcFormat.XML
                xml { lines = if (indent) XmlLayout.Lines.PER_ELEMENT else XmlLayout.Lines.PER_RECORD }
                xml { prefix = if (seed % 2 == 0) "" else "marc" }
                inexpressible = Inexpressible.REPLACE
            }
            val xml = BlockingMarcWriter.toByteArray(records.map { it.build() }, options)
            val bytes = changed(xml, Random(seed))
            withClue("seed $seed: ${String(bytes)}") {
                val outcomes = Readers.outcomes(bytes, automatic)
                Accounting.checkText(bytes, outcomes, automatic)
                Readers.outcomes(bytes, platform).shouldBeLike(outcomes)
                plain += outcomes.count { (it as? Outcome.Read)?.xmlParser == XmlParser.OWN }
                other += outcomes.count { (it as? Outcome.Read)?.xmlParser == XmlParser.PLATFORM }
                val byOwn = Readers.outcomes(bytes, own).filterIsInstance<Outcome.Read>()
                byOwn.map { it.byteOffset } shouldBe outcomes.filterIsInstance<Outcome.Read>()
                    .filter { it.xmlParser == XmlParser.OWN }.map { it.byteOffset }
                val pieces = Readers.outcomes(inRandomPieces(bytes, Random(seed)), automatic)
                pieces.shouldBeLike(outcomes)
            }
        }
        plain shouldBeGreaterThan 200
        other shouldBeGreaterThan 50
    }

    "a record within an element that has the name of a part of it is read alike" {
        for (name in listOf("leader", "controlfield", "datafield", "subfield")) {
            val xml = "<$name><record><leader>00000nam a2200000   4500</leader>" +
                "<controlfield tag=\"001\">1</controlfield><datafield tag=\"245\" ind1=\"1\" ind2=\"0\">" +
                "<subfield code=\"a\">Title</subfield></datafield></record></$name>"
            val outcomes = Readers.outcomes(xml.toByteArray(), automatic)
            outcomes.count { it is Outcome.Read } shouldBe 1
            Readers.outcomes(xml.toByteArray(), platform).shouldBeLike(outcomes)
        }
    }
})

private fun inRandomPieces(bytes: ByteArray, random: Random): PushedBytes {
    val pieces = ArrayList<ByteArray>()
    var from = 0
    while (from < bytes.size) {
        val to = minOf(bytes.size, from + 1 + random.nextInt(if (random.nextBoolean()) 7 else 700))
        pieces += bytes.copyOfRange(from, to)
        from = to
    }
    return PushedBytes(pieces.asFlow())
}

/** Puts up to three words of XML, or any bytes, anywhere, or takes something out. */
private fun changed(xml: ByteArray, random: Random): ByteArray {
    var bytes = xml
    repeat(random.nextInt(4)) {
        val at = random.nextInt(bytes.size)
        val gone = if (random.nextInt(3) == 0) random.nextInt(minOf(20, bytes.size - at)) else 0
        val more = when (random.nextInt(4)) {
            0 -> random.nextBytes(1 + random.nextInt(3))
            1 -> ByteArray(0)
            else -> WORDS.random(random).toByteArray()
        }
        val target = ByteArrayOutputStream()
        target.write(bytes, 0, at)
        target.write(more)
        target.write(bytes, at + gone, bytes.size - at - gone)
        bytes = target.toByteArray()
    }
    return bytes
}

private val WORDS = listOf(
    "<record>", "</record>", "<marc:record>", "<leader>", "</leader>", "<controlfield tag=\"001\">", "</controlfield>",
    "<datafield tag=\"245\" ind1=\" \" ind2=\" \">", "</datafield>", "<subfield code=\"a\">", "</subfield>",
    "<a>", "</a>",
    "<a/>", "<!--", "-->", "<!-- x -->", "<![CDATA[", "]]>", "<![CDATA[x]]>", "<?x y?>", "<?", "<!DOCTYPE a>",
    "&amp;", "&#233;", "&#x1F;", "&x;", "&", "<", ">", "\"", "'", "=", " ", "\n", "\r\n", "\r", "\t",
    "\u0085", "\u2028", "\uFFFE",
    "<record $SLIM>", "<record xmlns=\"x\">", "<header>", "</header>", "<metadata><record>", "<metadata/>",
    "\u00E9", "\uD834\uDD1E", "xmlns=\"x\"", " $SLIM", " ind1=\"1\"", " tag='9'", "/", "</collection>", "<collection>",
    "\u0000",
)
