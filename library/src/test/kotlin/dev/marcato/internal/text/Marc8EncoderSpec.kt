// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.Unencodable
import dev.marcato.testing.Decoding.MARC_8_CODES
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.encodeMarc8
import dev.marcato.testing.Decoding.marc8
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

/** What the encoder writes, in the form of [bytesOf]. */
private fun written(text: String, unencodable: Unencodable = Unencodable.NUMERIC_REFERENCE): String =
    String(encodeMarc8(text, unencodable), Charsets.ISO_8859_1).replace('\u001B', '^')

class Marc8EncoderSpec : FreeSpec({
    "ASCII is itself" {
        written("") shouldBe ""
        written("Title & more; 100 % ~\t\u007F") shouldBe "Title & more; 100 % ~\t\u007F"
    }

    "a letter with a mark" - {
        "is the mark and the letter, composed or not" {
            written("café") shouldBe "caf\u00E2e"
            written("cafe\u0301") shouldBe "caf\u00E2e"
            written("ÅÖ ǭ") shouldBe "\u00EAA\u00E8O \u00F1\u00E5o"
            written("ấ") shouldBe "\u00E3\u00E2a"
            written("a\u0323\u0302") shouldBe "\u00F2\u00E3a"
            written("a\u0302\u0323") shouldBe "\u00E3\u00F2a"
        }

        "is one character where MARC-8 has it so" {
            written("Łøß€ƯơƠ") shouldBe "\u00A1\u00B2\u00C7\u00C8\u00AD\u00BC\u00AC"
            written("ợ o\u031B o\u0323\u031B ớ") shouldBe "\u00F2\u00BC \u00BC \u00F2\u00BC \u00E2\u00BC"
            written("\u0438\u0306\u0435\u0308") shouldBe "^(NJ^)Q\u00C4^(B^)!E"
            written("\u304B\u3099") shouldBe written("\u304C")
            written("\u1112\u1161\u11AB\u1100\u1173") shouldBe written("한그")
        }

        "has its marks as references after the first one that MARC-8 lacks" {
            written("e\u0331") shouldBe "e&#x0331;"
            written("e\u0301\u0331\u0300") shouldBe "\u00E2e&#x0331;&#x0300;"
        }

        "is a reference as a whole if one of its own marks is not there" {
            written("ṱ\u0301") shouldBe "&#x1E71;&#x0301;"
        }
    }

    "a mark" - {
        "over two letters is written in halves" {
            written("t\u0361s n\u0360g") shouldBe "\u00EBt\u00ECs \u00FAn\u00FBg"
            written("i\u0361a\u0301") shouldBe "\u00EBi\u00EC\u00E2a"
            written("t\uFE20s\uFE21 n\uFE22g\uFE23") shouldBe "\u00EBt\u00ECs \u00FAn\u00FBg"
            written("i\u0361é") shouldBe "\u00EBi\u00EC\u00E2e"
            written("s\uFE21") shouldBe "\u00ECs"
        }

        "over two letters has one half if there is no second letter" {
            written("t\u0361") shouldBe "\u00EBt"
            written("t\u0361\n") shouldBe "\u00EBt\n"
            written("t\u0361ṱs") shouldBe "\u00EBt&#x1E71;s"
        }

        "without a base is a reference, or it would go to the letter after it" {
            written("\u0301e") shouldBe "&#x0301;e"
            written("\n\u0301e") shouldBe "\n&#x0301;e"
            written("\u0098\u0301e") shouldBe "\u0088&#x0301;e"
        }
    }

    "other scripts" - {
        "are designated once, and left at the end" {
            written("Москва, 1900.") shouldBe "^(NmOSKWA, 1900.^(B"
            written("Война и мир") shouldBe "^(NwOJNA I MIR^(B"
            written("一丁 x") shouldBe "^$1!0!!0\"^(B x"
            written("λόγος") shouldBe "^(Sn\"rdrw^(B"
            written("שלום") shouldBe "^(2ylem^(B"
        }

        "use both halves, and the marks of either" {
            written("подъёма") shouldBe "^(NPOD_^)Q\u00C4MA^(B^)!E"
            written("а\u0301") shouldBe "^(N\u00E2A^(B"
            written("قَضاء") shouldBe "^(3nbVGA^(B"
            written("a\u05B7") shouldBe "^(2@^(Ba"
        }

        "share what they have in common" {
            written("Год 2000: (да)") shouldBe "^(NgOD 2000: (DA)^(B"
            written("α-Fe") shouldBe "^ga^s-Fe"
            written("αλφα") shouldBe "^(Sanza^(B"
            written("H₂O²⁺") shouldBe "H^b2^sO^p2+^s"
        }

        "come from the set that fits longest" {
            written("«Да»") shouldBe "^(S0^(NdA^(S1^(B"
            written("“x”") shouldBe "^(S2^(Bx^(S3^(B"
        }
    }

    "the signs round what is not sorted, and joiners, are control characters" {
        written("\u0098The \u009Cend\u200Dx\u200C") shouldBe "\u0088The \u0089end\u008Dx\u008E"
    }

    "a control character is written in ASCII" {
        written("一\n丁") shouldBe "^$1!0!^(B\n^$1!0\"^(B"
    }

    "what has no code" - {
        "is a numeric reference" {
            written("\uD83D\uDE00 ԱՈ") shouldBe "&#x1F600; &#x0531;&#x0548;"
            written("г\u0531") shouldBe "^(NG^(B&#x0531;"
            written("\u001B(N") shouldBe "&#x001B;(N"
        }

        "is refused if that is asked for, with its index" {
            val failure = shouldThrow<IllegalArgumentException> { encodeMarc8("é \uD83D\uDE00", Unencodable.REFUSE) }
            failure.message shouldBe "U+1F600 (at index 2) has no code in MARC-8"
            for (text in listOf("e\u0331", "\u0301e", "ṱ", "\u001B", "ԱՈ")) {
                withClue(text) { shouldThrow<IllegalArgumentException> { encodeMarc8(text, Unencodable.REFUSE) } }
            }
        }

        "is refused in any case if it is a delimiter or half a character" {
            for (text in listOf("a\u001D", "a\u001E", "a\u001F", "a\uD800", "a\uDC00b", "\uD800\u0301")) {
                shouldThrow<IllegalArgumentException> { encodeMarc8(text) }
            }
        }
    }

    "text that looks like a reference comes back as it was" {
        written("&#x41; &#x; &amp;") shouldBe "&#x0026;#x41; &#x; &amp;"
        marc8(encodeMarc8("&#x41;")).text shouldBe "&#x41;"
        marc8(encodeMarc8("&#x26;#x41;")).text shouldBe "&#x26;#x41;"
    }

    "an encoder serves one value after the other" {
        val encoder = Iso2022Encoder(MARC_8_CODES, Unencodable.REFUSE)
        shouldThrow<IllegalArgumentException> { encoder.encode("t\u0361Ա") }
        encoder.encode("да") shouldBe bytesOf("^(NDA^(B")
        encoder.encode("se") shouldBe bytesOf("se")
    }
})
