// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.Unencodable
import dev.marcato.testing.CharacterFact
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.encodeMarc8
import dev.marcato.testing.Decoding.hex
import dev.marcato.testing.Decoding.marc8
import dev.marcato.testing.Decoding.nfc
import dev.marcato.testing.Decoding.nfd
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldHaveAtLeastSize
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.checkAll

private val LETTERS = CharacterFact.MARC_8.filterNot { it.isMark || (it.isControl && it.code != 0x20) }.map { it.text }
private val SMALL_SETS = CharacterFact.MARC_8.filterNot {
    it.isMark || it.isControl || it.set == "eacc"
}.map { it.text }
private val ASCII = (' '..'~').map { it.toString() }
private val CONTROLS = listOf("\u0098", "\u009C", "\u200D", "\u200C", "\n", "\t")

// Half marks are the same as whole ones in MARC-8, so they come back as those.
private val MARKS = CharacterFact.MARC_8.filter {
    it.isMark && it.codePoint !in 0xFE20..0xFE23
}.map { it.text }.distinct()

/** Text that MARC-8 can hold: words of one script or of many, with marks where they can be. */
private val legal: Arb<String> = arbitrary { source ->
    val random = source.random
    buildString {
        repeat(random.nextInt(12)) {
            val script = if (random.nextBoolean()) {
                ASCII
            } else if (random.nextBoolean()) {
                SMALL_SETS
            } else {
                LETTERS
            }
            repeat(random.nextInt(6)) {
                append(script[random.nextInt(script.size)])
                while (random.nextInt(4) == 0) append(MARKS[random.nextInt(MARKS.size)])
            }
            if (random.nextInt(8) == 0) append(CONTROLS[random.nextInt(CONTROLS.size)])
        }
    }
}

/** Any text without delimiters and halves of characters. */
private val anything: Arb<String> = arbitrary { source ->
    val random = source.random
    buildString {
        repeat(random.nextInt(40)) {
            val codePoint = when (random.nextInt(6)) {
                0 -> random.nextInt(0x20, 0x7F)
                1 -> random.nextInt(0xA0, 0x500)
                2 -> random.nextInt(0x300, 0x370)
                3 -> "&#x;0AF".random(random).code
                4 -> random.nextInt(0x1100, 0x1200)
                else -> random.nextInt(0x20, 0x30000)
            }
            if (codePoint !in 0xD800..0xDFFF) appendCodePoint(codePoint)
        }
    }
}

class Marc8RoundTripSpec : FreeSpec({
    "each character of the repertoire comes back, composed or decomposed" {
        LETTERS shouldHaveAtLeastSize 16_000
        for (text in LETTERS + CONTROLS + MARKS.map { "a$it" }) {
            for (form in setOf(text, nfd(text), nfc(text))) {
                val bytes = encodeMarc8(form, Unencodable.REFUSE)
                withClue("$form: ${bytes.hex()}") { nfd(marc8(bytes).text) shouldBe nfd(form) }
            }
        }
    }

    "each pair of a letter and a mark comes back" {
        for (letter in ASCII + SMALL_SETS) {
            for (mark in MARKS) {
                val text = letter + mark
                nfd(marc8(encodeMarc8(text, Unencodable.REFUSE)).text) shouldBe nfd(text)
            }
        }
    }

    "legal text" - {
        "comes back canonically equal, without references and problems" {
            checkAll(3000, legal) { text ->
                val decoded = marc8(encodeMarc8(text, Unencodable.REFUSE))
                decoded.problems shouldBe emptyList()
                nfd(decoded.text) shouldBe nfd(text)
            }
        }

        "is written by the same bytes again" {
            checkAll(3000, legal) { text ->
                val bytes = encodeMarc8(text)
                encodeMarc8(marc8(bytes).text).hex() shouldBe bytes.hex()
            }
        }

        "leaves the sets as they are at the start of a field" {
            checkAll(1000, legal) { text ->
                val bytes = encodeMarc8(text) + bytesOf("a\u00A1")
                marc8(bytes).text.takeLast(2) shouldBe "aŁ"
            }
        }
    }

    "any text comes back canonically equal, by references where nothing else is left" {
        checkAll(5000, anything) { text ->
            val bytes = encodeMarc8(text)
            withClue("${text.map { it.code.toString(16) }}: ${bytes.hex()}") {
                val decoded = marc8(bytes)
                decoded.problems shouldBe emptyList()
                nfd(whole(decoded.text)) shouldBe nfd(whole(text))
            }
        }
    }
})

/** Half marks as MARC-8 understands them. */
private fun whole(text: String): String =
    text.replace('\uFE20', '\u0361').replace('\uFE22', '\u0360').replace("\uFE21", "").replace("\uFE23", "")
