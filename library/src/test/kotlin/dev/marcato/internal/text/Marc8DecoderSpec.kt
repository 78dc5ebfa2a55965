// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.testing.Decoded
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.decode
import dev.marcato.testing.Decoding.marc8
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

private fun clean(text: String) = Decoded(text, emptyList())

class Marc8DecoderSpec : FreeSpec({
    "ASCII" - {
        "is itself, control characters included" {
            marc8("") shouldBe clean("")
            marc8("Title & more; 100 % ~") shouldBe clean("Title & more; 100 % ~")
            marc8("one\ttwo\u0000\u001C\u007F\u00E2e") shouldBe clean("one\ttwo\u0000\u001C\u007Fe\u0301")
        }

        "is read in any part of an array" {
            val decoder = Iso2022Decoder(Marc8.REPERTOIRE) { _, _, _ -> error("no problem here") }
            val bytes = bytesOf("..plain..\u00E2e..")
            decoder.decode(bytes, 2, 7) shouldBe "plain"
            decoder.decode(bytes, 9, 11) shouldBe "e\u0301"
            decoder.decode(bytes, 5, 5) shouldBe ""
        }
    }

    "a mark" - {
        "moves after the character that follows" {
            marc8("caf\u00E2e") shouldBe clean("cafe\u0301")
            marc8("\u00E8u\u00E8O.") shouldBe clean("u\u0308O\u0308.")
            marc8("\u00E2 ") shouldBe clean(" \u0301")
        }

        "keeps its place among several" {
            marc8("\u00E3\u00F2a") shouldBe clean("a\u0302\u0323")
            marc8("\u00F2\u00E3a") shouldBe clean("a\u0323\u0302")
            marc8("\u00E2".repeat(40) + "e") shouldBe clean("e" + "\u0301".repeat(40))
        }

        "stands on letters outside ASCII" {
            marc8("\u00E2\u00B2") shouldBe clean("\u00F8\u0301")
            marc8("\u00F2\u00BC") shouldBe clean("\u01A1\u0323")
        }

        "waits for its base across escape sequences and signs" {
            marc8("\u00E2^(NA^(B") shouldBe clean("\u0430\u0301")
            marc8("\u00E2\u0088e\u0089") shouldBe clean("\u0098e\u0301\u009C")
        }

        "without a base stays, and is reported" {
            marc8("cafe\u00E2") shouldBe Decoded("cafe\u0301", listOf("4+1: a character after the mark"))
            marc8("\u00E2\u00E3\ne") shouldBe Decoded("\u0301\u0302\ne", listOf("0+1: a character after the mark"))
        }
    }

    "a mark over two letters" - {
        "is one character, between them" {
            marc8("\u00EBt\u00ECs") shouldBe clean("t\u0361s")
            marc8("\u00FAn\u00FBg") shouldBe clean("n\u0360g")
            marc8("\u00EBi\u00ECa\u00EBt\u00ECs") shouldBe clean("i\u0361at\u0361s")
            marc8("\u00EBi\u00EC\u00E2a") shouldBe clean("i\u0361a\u0301")
        }

        "can begin where another one ends" {
            marc8("\u00EBa\u00EC\u00EBb\u00ECc") shouldBe clean("a\u0361b\u0361c")
        }

        "is whole without its second half" {
            marc8("\u00EBts") shouldBe clean("t\u0361s")
        }

        "leaves a second half alone that has no first half at the letter before" {
            marc8("t\u00ECs") shouldBe clean("ts\uFE21")
            marc8("\u00EBtx\u00ECs") shouldBe clean("t\u0361xs\uFE21")
            marc8("\u00EBt\u00FBs") shouldBe clean("t\u0361s\uFE23")
            marc8("\u00EBt\n\u00ECs") shouldBe clean("t\u0361\ns\uFE21")
        }
    }

    "an escape sequence" - {
        "designates each set to either half, in every form" {
            for (form in listOf("(", ",")) marc8("^${form}NmOSKWA^${form}B!") shouldBe clean("Москва!")
            for (form in listOf(")", "-")) marc8("^${form}N\u00ED\u00CF^$form!E\u00E2e") shouldBe clean("Моe\u0301")
            for (form in listOf("$", "$(", "$,")) marc8("^${form}1!0!!0\"^(B.") shouldBe clean("一丁.")
            for (form in listOf("$)", "$-")) marc8("^${form}1\u00A1\u00B0\u00A1a") shouldBe clean("一a")
            marc8("^(!Eb^(Be") shouldBe clean("e\u0301")
        }

        "of two bytes calls the sets of the sciences, and ends them" {
            marc8("H^b2^sO") shouldBe clean("H\u2082O")
            marc8("x^p2^s^ga^s") shouldBe clean("x\u00B2\u03B1")
            marc8("x^p2^(By") shouldBe clean("x\u00B2y")
        }

        "of three bytes calls them, and ANSEL, too, as some programs write it" {
            marc8("^(ga^(B") shouldBe clean("\u03B1")
            marc8("^)Q\u00C4^)E\u00A1") shouldBe clean("\u0451Ł")
        }

        "leaves the other half alone" {
            marc8("^(NA\u00E2O^(B") shouldBe clean("\u0430\u043E\u0301")
            marc8("^(N^)QA\u00C4^(B^)!E\u00E2e") shouldBe clean("\u0430\u0451e\u0301")
        }

        "does not change what blanks and control characters are" {
            marc8("^(NA A\n^(B") shouldBe clean("\u0430 \u0430\n")
            marc8("^$1!0! !0\"^(B") shouldBe clean("一 丁")
        }

        "holds to the end of the field, not of the subfield" {
            val problems = ArrayList<String>()
            val decoder = Iso2022Decoder(Marc8.REPERTOIRE) { _, _, expected -> problems.add(expected) }
            val bytes = bytesOf("^(NmOSKWA")
            decoder.decode(bytes, 0, bytes.size) shouldBe "Москва"
            decoder.decode(bytes, 3, bytes.size) shouldBe "Москва"
            decoder.startField()
            decoder.decode(bytes, 3, bytes.size) shouldBe "mOSKWA"
            problems shouldBe emptyList()
        }

        "that is invalid becomes U+FFFD at the escape, and what follows is text" {
            val expected = "an escape sequence of MARC-8"
            marc8("a^(Zb") shouldBe Decoded("a\uFFFD(Zb", listOf("1+1: $expected"))
            marc8("a^") shouldBe Decoded("a\uFFFD", listOf("1+1: $expected"))
            marc8("^(") shouldBe Decoded("\uFFFD(", listOf("0+1: $expected"))
            marc8("^$") shouldBe Decoded("\uFFFD$", listOf("0+1: $expected"))
            marc8("^)!Z") shouldBe Decoded("\uFFFD)!Z", listOf("0+1: $expected"))
            marc8("^*Nb") shouldBe Decoded("\uFFFD*Nb", listOf("0+1: $expected"))
            marc8("^nb") shouldBe Decoded("\uFFFDnb", listOf("0+1: $expected"))
            marc8("^N") shouldBe Decoded("\uFFFDN", listOf("0+1: $expected"))
            marc8("^(1!0!") shouldBe Decoded("\uFFFD(1!0!", listOf("0+1: $expected"))
        }
    }

    "other scripts" - {
        "are read with their marks" {
            marc8("^(2yAlem^(B") shouldBe clean("\u05E9\u05DC\u05B8\u05D5\u05DD")
            marc8("^(3nbVGA^(B") shouldBe clean("\u0642\u064E\u0636\u0627\u0621")
            marc8("^(Sn\"rdrw^(B") shouldBe clean("\u03BB\u03BF\u0301\u03B3\u03BF\u03C2")
            marc8("^(3^)4\u00A4\u00FDG^(B^)!E") shouldBe clean("\u0679\u0627\u0306")
        }
    }

    "a code without a character" - {
        "becomes U+FFFD, one for a byte, and is reported with its set" {
            val ansel = "a code of Extended Latin (ANSEL)"
            marc8("a\u00BFb\u00D0") shouldBe Decoded("a\uFFFDb\uFFFD", listOf("1+1: $ansel", "3+1: $ansel"))
            marc8("\u00A0\u00FF") shouldBe Decoded("\uFFFD\uFFFD", listOf("0+1: $ansel", "1+1: $ansel"))
            marc8("^(2Q^(B") shouldBe Decoded("\uFFFD", listOf("3+1: a code of Basic Hebrew"))
            marc8("\u0080x") shouldBe Decoded("\uFFFDx", listOf("0+1: a control character of MARC-8"))
        }

        "takes the marks that wait, so that they do not go to the wrong letter" {
            marc8("\u00E2\u00BFe").text shouldBe "\uFFFD\u0301e"
        }

        "becomes one U+FFFD for three bytes in EACC, or for those that can be part of one" {
            marc8("^$1!!!!0!^(B") shouldBe Decoded("\uFFFD一", listOf("3+3: a code of EACC"))
            marc8("^$1!0^(Bx") shouldBe Decoded("\uFFFDx", listOf("3+2: a code of EACC"))
            marc8("^$1!") shouldBe Decoded("\uFFFD", listOf("3+1: a code of EACC"))
            marc8("^$1! 0!") shouldBe Decoded("\uFFFD \uFFFD", listOf("3+1: a code of EACC", "5+2: a code of EACC"))
            marc8("^$)1\u00A1\u00B0!") shouldBe Decoded("\uFFFD!", listOf("4+2: a code of EACC"))
            marc8("^$)1\u00A0\u00B0\u00A1").text shouldBe "\uFFFD"
        }
    }

    "a numeric reference" - {
        "is the character that it names" {
            marc8("&#x4E2D;&#x1F600;&#xe9;") shouldBe clean("中\uD83D\uDE00é")
            marc8("a&#x26;#x41;") shouldBe clean("a&#x41;")
            marc8("^(NA^(B&#x0416;") shouldBe clean("\u0430\u0416")
        }

        "takes the marks in front of it, and is a mark of the character in front if it is one" {
            marc8("\u00E2&#x03B9;") shouldBe clean("\u03B9\u0301")
            marc8("a&#x0323;b") shouldBe clean("a\u0323b")
            marc8("\u00E2&#x0323;e") shouldBe clean("e\u0301\u0323")
            marc8("\u00E2&#xE0100;e") shouldBe clean("\uDB40\uDD00\u0301e")
        }

        "is text if it isn't one, or would be a delimiter" {
            for (text in listOf("&", "&#", "&#x", "&#x4E2D", "&#x;", "&#20013;", "&#x4G;", "&#x0004E2D;", "&amp;")) {
                marc8(text) shouldBe clean(text)
            }
            for (text in listOf("&#x1D;", "&#x1F;", "&#xD800;", "&#x110000;")) marc8(text) shouldBe clean(text)
            marc8("^(N&#x4E2D;") shouldBe clean("&#\u042C4\u04352\u0434;")
        }
    }

    "all marks and signs of ANSEL that are often confused have their places" {
        val expected = mapOf(
            "\u00B0" to "\u02BB",
            "\u00AE" to "\u02BC",
            "\u00A7" to "\u02B9",
            "\u00B7" to "\u02BA",
            "\u00C7" to "\u00DF",
            "\u00C8" to "\u20AC",
            "\u008D" to "\u200D",
            "\u008E" to "\u200C",
            "\u0088" to "\u0098",
            "\u0089" to "\u009C",
        )
        for ((bytes, text) in expected) withClue(bytes) { marc8(bytes) shouldBe clean(text) }
    }
})
