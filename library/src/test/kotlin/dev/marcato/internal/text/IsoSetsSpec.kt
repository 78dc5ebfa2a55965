// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.Unencodable
import dev.marcato.testing.CharacterFact
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.decode
import dev.marcato.testing.Decoding.hex
import dev.marcato.testing.Decoding.nfd
import dev.marcato.testing.Decoding.text
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.checkAll
import org.marc4j.converter.CharConverter
import org.marc4j.converter.impl.Iso5426ToUnicode
import org.marc4j.converter.impl.Iso6937ToUnicode
import org.marc4j.converter.impl.UnimarcToUnicode

private fun encoder(repertoire: Repertoire) = Iso2022Encoder(RepertoireCodes(repertoire), Unencodable.REFUSE)

private fun facts(set: String) = CharacterFact.OTHERS.filter { it.set == set }

/** ISO 5426 cannot tell an opened ligature from an opened tilde before it ends. */
private fun letters(repertoire: Repertoire, set: String): Arb<String> = arbitrary { source ->
    val random = source.random
    val marks = facts(set).filter { it.isMark && it.codePoint !in setOf(0x360, 0xFE21, 0xFE23) }.map { it.text }
    // ISO 6937 cannot tell a mark on a blank from a mark by itself.
    val blank = if (repertoire.hasSpacingMarks) emptyList() else listOf(" ")
    val characters = facts(set).filterNot { it.isMark }.map { it.text } + ('a'..'z').map { it.toString() } + blank
    buildString {
        repeat(random.nextInt(10)) {
            append(characters[random.nextInt(characters.size)])
            while (random.nextInt(3) == 0) append(marks[random.nextInt(marks.size)])
            if (repertoire.sharesFirstHalf &&
                random.nextInt(4) == 0
            ) {
                append(if (random.nextBoolean()) "\u0361x" else "\u0360x")
            }
        }
    }
}

class IsoSetsSpec : FreeSpec({
    for ((repertoire, set) in listOf(IsoSets.ISO_5426 to "iso-5426", IsoSets.ISO_6937 to "iso-6937")) {
        "the coding ${repertoire.name}" - {
            "decodes and encodes each of its entries" {
                val encoder = encoder(repertoire)
                for (fact in facts(set)) {
                    val bytes = byteArrayOf(fact.code.toByte()) + bytesOf("a")
                    val expected = if (fact.isMark) "a${fact.text}" else "${fact.text}a"
                    withClue(fact.toString()) {
                        repertoire.text(bytes) shouldBe expected
                        val written = encoder.encode(expected)
                        repertoire.text(written) shouldBe expected
                        // Diaeresis and umlaut are one mark of Unicode, and the dollar is in ASCII, too.
                        if (fact.code !in setOf(0xA4, 0xC9)) written.hex() shouldBe bytes.hex()
                    }
                }
                println("IsoSetsSpec: ${facts(set).size} entries of ${repertoire.name} decode and encode")
            }

            "has no other codes" {
                val known = facts(set).map { it.code }
                for (code in 0xA0..0xFF) {
                    val problems = repertoire.decode(byteArrayOf(code.toByte(), 'a'.code.toByte())).single().problems
                    withClue(code.toString(16)) { problems.isEmpty() shouldBe (code in known) }
                }
            }

            "gives back what it holds" {
                checkAll(2000, letters(repertoire, set)) { text ->
                    nfd(repertoire.text(encoder(repertoire).encode(text))) shouldBe nfd(text)
                }
            }

            "refuses what it does not hold" {
                for (text in listOf("中", "Я", "e\u0331", "\u0301")) {
                    val references = Iso2022Encoder(RepertoireCodes(repertoire), Unencodable.NUMERIC_REFERENCE)
                    shouldThrow<IllegalArgumentException> { references.encode(text) }
                }
            }
        }
    }

    "ISO 5426" - {
        "has one first half for two marks, distinguished by the second" {
            IsoSets.ISO_5426.text(bytesOf("\u00DDt\u00DEs")) shouldBe "t\u0361s"
            IsoSets.ISO_5426.text(bytesOf("\u00DDn\u00DFg")) shouldBe "n\u0360g"
            encoder(IsoSets.ISO_5426).encode("t\u0361s n\u0360g").hex() shouldBe "DD 74 DE 73 20 DD 6E DF 67"
            shouldThrow<IllegalArgumentException> { encoder(IsoSets.ISO_5426).encode("t\u0361") }
        }

        "has the signs round what is not sorted" {
            IsoSets.ISO_5426.text(bytesOf("\u0088The \u0089end")) shouldBe "\u0098The \u009Cend"
        }

        "knows no references" {
            IsoSets.ISO_5426.text(bytesOf("&#x4E2D;")) shouldBe "&#x4E2D;"
            encoder(IsoSets.ISO_5426).encode("&#x4E2D;").hex() shouldBe bytesOf("&#x4E2D;").hex()
        }
    }

    "ISO 6937 writes a mark by itself as the mark on a blank" {
        IsoSets.ISO_6937.text(bytesOf("\u00C2 \u00C8 \u00CB ")) shouldBe "´¨¸"
        encoder(IsoSets.ISO_6937).encode("´¨¸").hex() shouldBe "C2 20 C8 20 CB 20"
        for (text in listOf("´\u0301", "\u02D8\u0327")) {
            shouldThrow<IllegalArgumentException> { encoder(IsoSets.ISO_6937).encode(text) }
        }
        IsoSets.ISO_6937.text(bytesOf("\u00C1 \u00C2\u00C8 ")) shouldBe " \u0300 \u0301\u0308"
    }

    "marc4j decodes alike what it knows" - {
        "of ISO 5426" {
            differences(Iso5426ToUnicode(), IsoSets.ISO_5426, "iso-5426").shouldBeEmpty()
        }

        "of ISO 5426 in UNIMARC, but for a quotation mark, and for ayn and alif, which it takes for Arabic letters" {
            differences(UnimarcToUnicode(), IsoSets.ISO_5426, "iso-5426") shouldBe
                listOf("A2: U+201E, U+201C", "B0: U+02BB, U+0639", "B1: U+02BC, U+0623")
        }

        "of ISO 6937, but for the dash, and for signs that it has elsewhere" {
            differences(Iso6937ToUnicode(), IsoSets.ISO_6937, "iso-6937") shouldBe
                listOf("D0: U+2014, U+2015", "D2: U+00AE, U+2117", "D4: U+2122, U+00AE")
        }
    }

    "the lists hold nothing twice" {
        CharacterFact.OTHERS.groupBy { it.set to it.code }.filterValues { it.size > 1 }.keys.shouldBeEmpty()
    }
})

/** The codes for which marc4j has another character, and not only the byte itself, which it gives for unknown codes. */
private fun differences(marc4j: CharConverter, repertoire: Repertoire, set: String): List<String> =
    facts(set).filterNot { it.isMark }.mapNotNull { fact ->
        val ours = repertoire.text(byteArrayOf(fact.code.toByte()))
        val theirs = marc4j.convert(byteArrayOf(fact.code.toByte()))
        val name = "%X: U+%04X, U+%04X".format(fact.code, ours.codePointAt(0), theirs.codePointAt(0))
        name.takeIf { theirs != ours && theirs.codePointAt(0) != fact.code }
    }
