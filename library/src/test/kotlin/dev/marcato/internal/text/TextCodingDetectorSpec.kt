// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSetDetection.Confidence
import dev.marcato.testing.Corpora
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.marc8
import dev.marcato.testing.RealMarc8
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files

private fun detect(bytes: ByteArray): Detection = TextCodingDetector.detect(bytes, 0, bytes.size)

private fun detect(bytes: String): Detection = detect(bytesOf(bytes))

private fun Detection.shouldBe(coding: TextCoding, confidence: Confidence, offset: Int) {
    withClue(toString()) {
        Triple(this.coding, this.confidence, this.offset) shouldBe Triple(coding, confidence, offset)
    }
}

class TextCodingDetectorSpec : FreeSpec({
    "ASCII is ASCII" {
        detect("Title : $1.50 (Name) (B)").shouldBe(TextCoding.ASCII, Confidence.CERTAIN, -1)
        detect("").shouldBe(TextCoding.ASCII, Confidence.CERTAIN, -1)
        detect("not an escape sequence: ^x ^").shouldBe(TextCoding.ASCII, Confidence.CERTAIN, -1)
    }

    "UTF-8" - {
        "is certain by more than one sequence" {
            detect("Bücher für Élève".toByteArray()).shouldBe(TextCoding.UTF_8, Confidence.CERTAIN, 1)
            detect("中文".toByteArray()).shouldBe(TextCoding.UTF_8, Confidence.CERTAIN, 0)
        }

        "is likely with one letter, or with leftover escape sequences" {
            detect("Bücher".toByteArray()).shouldBe(TextCoding.UTF_8, Confidence.LIKELY, 1)
            val mixed = detect("Bücher für ".toByteArray() + bytesOf("H^b2^sO"))
            mixed.shouldBe(TextCoding.UTF_8, Confidence.LIKELY, 1)
            mixed.reason shouldContain "escape sequence"
        }

        "is still likely if a few bytes are wrong" {
            val text = "Die Größe der Häuser und der Bücher in Köln".toByteArray()
            val damaged = detect(text + byteArrayOf(0xE9.toByte()))
            damaged.shouldBe(TextCoding.UTF_8, Confidence.LIKELY, text.size)
            damaged.reason shouldContain "1 wrong bytes"
        }
    }

    "MARC-8" - {
        "is certain by its escape sequences" {
            detect("a^(NmOSKWA^(B").shouldBe(TextCoding.MARC_8, Confidence.CERTAIN, 1)
            detect("a\u00FF^$1!0!^(B").shouldBe(TextCoding.MARC_8, Confidence.CERTAIN, 2)
            for (escape in listOf("^s", "^b", "^)!E", "^,B", "^$)1", "^$,1")) {
                withClue(escape) { detect(escape).coding shouldBe TextCoding.MARC_8 }
            }
        }

        "is likely by marks in front of letters that they go with" {
            detect("El ni\u00E4no y la ni\u00E4na").coding shouldBe TextCoding.MARC_8
            detect("M\u00E8unchen, Th\u00E8uringen, K\u00E8oln").shouldBe(TextCoding.MARC_8, Confidence.LIKELY, 1)
            detect("\u00A1\u00E2od\u00E2z, Pozna\u00E2n").shouldBe(TextCoding.MARC_8, Confidence.LIKELY, 0)
            detect("Skandinaviski\u00EBi\u00ECa strany").coding shouldBe TextCoding.MARC_8
            detect("Stra\u00C7e").coding shouldBe TextCoding.MARC_8
            detect("\u00C31998, p1999").coding shouldBe TextCoding.MARC_8
        }

        "is likely by degree signs that digits stand before" {
            detect("43.2\u00C0N 119.1\u00C0W").shouldBe(TextCoding.MARC_8, Confidence.LIKELY, 4)
            detect("20 \u00C0C, 30 \u00C0C").shouldBe(TextCoding.MARC_8, Confidence.LIKELY, 3)
            detect("\u00C0 la carte, \u00C0lex, \u00C0ngela").coding shouldBe TextCoding.LATIN_1
            detect("DEMOCR\u00C0TICA").coding shouldBe TextCoding.LATIN_1
        }

        "is likely by marks of questions before capital letters" {
            detect("\u00C5Qui\u00E2en? \u00C5D\u00E2onde?").shouldBe(TextCoding.MARC_8, Confidence.LIKELY, 0)
            detect("\u00C5bo, \u00C5se, \u00C6r\u00F8 og \u00C6sop").shouldBe(TextCoding.LATIN_1, Confidence.LIKELY, 0)
        }

        "is what remains possible where nothing speaks" {
            detect("a \u00AB b").shouldBe(TextCoding.MARC_8, Confidence.POSSIBLE, 2)
            detect("a \u0088b").coding shouldBe TextCoding.MARC_8
        }
    }

    "Latin-1" - {
        "is likely with letters with marks at the end of words, and with bytes that MARC-8 lacks" {
            detect("caf\u00E9 et th\u00E9, d\u00E9j\u00E0").shouldBe(TextCoding.LATIN_1, Confidence.LIKELY, 3)
            detect("M\u00FCnchen, K\u00F6ln, Stra\u00DFe").coding shouldBe TextCoding.LATIN_1
            detect("S\u00E3o Jo\u00E3o do Piau\u00ED, Maranh\u00E3o, Cear\u00E1").coding shouldBe TextCoding.LATIN_1
            detect("\u00C9tude sur la libert\u00E9").coding shouldBe TextCoding.LATIN_1
            detect("\u00A9 1998 B\u00FCcher").coding shouldBe TextCoding.LATIN_1
        }

        "is possible by the quotation marks that Windows puts where MARC-8 has control characters" {
            detect("\u0093quoted\u0094").coding shouldBe TextCoding.LATIN_1
        }
    }

    "MARC-8 without its escape characters" - {
        "is likely by codes of EACC between what is left of the sequences" {
            detect("a$1!0!!0\"(B").shouldBe(TextCoding.MARC_8_WITHOUT_ESCAPES, Confidence.LIKELY, 1)
            detect("$1!0!(B and").coding shouldBe TextCoding.MARC_8_WITHOUT_ESCAPES
        }

        "is possible by a word of another script between them" {
            detect("(NmOSKWA(B :").shouldBe(TextCoding.MARC_8_WITHOUT_ESCAPES, Confidence.POSSIBLE, 0)
            detect("x (2ylem(B").shouldBe(TextCoding.MARC_8_WITHOUT_ESCAPES, Confidence.POSSIBLE, 2)
        }

        "is not seen in prices and parentheses" {
            val texts =
                listOf("$1", "$1!", "$100 (Boston)", "$1!0!", "(New York) (Boston)", "(N.Y.) (B.)", "(2nd ed.)(B") +
                    listOf("(N(B", "(Nab(Box)", "(")
            for (text in texts) {
                withClue(text) { detect(text).coding shouldBe TextCoding.ASCII }
            }
        }
    }

    "real records" - {
        val corpora = Corpora.find()
        val reason = corpora.skipReason
        if (reason != null) println("TextCodingDetectorSpec skips real records: $reason")

        "in UTF-8 are hardly ever taken for something else".config(enabledIf = { reason == null }) {
            val found = sortedMapOf<String, Int>()
            for (file in corpora.files("mrc", "marc", "dat")) {
                val bytes = Files.readAllBytes(file)
                var start = 0
                for (index in bytes.indices) {
                    if (bytes[index] != 0x1D.toByte()) continue
                    if (index - start > 24) {
                        val leader = if (bytes[start + 9] == 'a'.code.toByte()) "a" else "other"
                        val detection = TextCodingDetector.detect(bytes, start + 24, index)
                        found.merge("$leader ${detection.coding} ${detection.confidence}", 1, Int::plus)
                    }
                    start = index + 1
                }
            }
            println("TextCodingDetectorSpec: by leader/09, $found")
            val utf8 = found.filterKeys { it.startsWith("a UTF_8") || it.startsWith("a ASCII") }.values.sum()
            utf8 shouldBeGreaterThan 50 * (found.filterKeys { it.startsWith("a ") }.values.sum() - utf8)
        }

        "in MARC-8 are taken for that, value by value".config(enabledIf = { RealMarc8.skipReason == null }) {
            val values = RealMarc8.values.filter { !it.isAscii && marc8(it.bytes).problems.isEmpty() }
            val right = values.count { detect(it.bytes).coding == TextCoding.MARC_8 }
            println("TextCodingDetectorSpec: $right of ${values.size} clean values are taken for MARC-8")
            right * 100 shouldBeGreaterThan values.size * 95
        }
    }
})
