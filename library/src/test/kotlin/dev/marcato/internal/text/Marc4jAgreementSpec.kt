// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.testing.CharacterFact
import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.encodeMarc8
import dev.marcato.testing.Decoding.hex
import dev.marcato.testing.Decoding.marc8
import dev.marcato.testing.Decoding.nfc
import dev.marcato.testing.Decoding.nfd
import dev.marcato.testing.RealMarc8
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import org.marc4j.MarcException
import org.marc4j.converter.impl.AnselToUnicode
import org.marc4j.converter.impl.UnicodeToAnsel

private val decoder = AnselToUnicode()
private val encoder = UnicodeToAnsel()

private fun marc4j(bytes: ByteArray): String? = try {
    decoder.convert(bytes)
} catch (e: MarcException) {
    null
} catch (e: IndexOutOfBoundsException) {
    null
}

private fun marc4jBytes(text: String): ByteArray = encoder.convert(text).toByteArray(Charsets.ISO_8859_1)

/** marc4j returns to ASCII as often as it likes, has `(g` for `g`, and `E` for `!E`. */
private fun alike(bytes: ByteArray): String = String(bytes, Charsets.ISO_8859_1)
    .replace("\u001Bs", "\u001B(B").replace("\u001B(g", "\u001Bg").replace("\u001B)!E", "\u001B)E")
    .replace(Regex("(\u001B\\(B)+"), "\u001B(B").removeSuffix("\u001B(B")

private val SECOND_HALVES = Regex("[\uFE21\uFE23]")
private val CONTROLS = Regex("[\u0000-\u001F\u0080-\u009F\uFFFD]|<U\\+00[0189][0-9A-F]>")

class Marc4jAgreementSpec : FreeSpec({
    val facts = CharacterFact.MARC_8.filterNot { it.isControl }
    val several = facts.filter { it.set == "eacc" }.groupBy { it.codePoint }.filterValues { it.size > 1 }

    "marc4j decodes each entry of the code tables alike" - {
        "but for second halves, which it drops where no first half was: text without the mark would be another" {
            facts.filter { it.set == "ansel" && it.codePoint in setOf(0xFE21, 0xFE23) }.map {
                marc4j(inContext(it)) shouldBe "a"
                marc8(inContext(it)).text shouldBe "a${it.text}"
            }.size shouldBe 2
        }

        "but for three characters of EACC beyond U+FFFF, which it cuts to 16 bits" {
            val beyond = facts.filter { it.codePoint > 0xFFFF }
            beyond.size shouldBe 3
            for (fact in beyond) marc4j(inContext(fact)) shouldBe (fact.codePoint and 0xFFFF).toChar() + "a"
        }

        "and nothing else" {
            val others = facts.filterNot { it.codePoint > 0xFFFF || it.codePoint in setOf(0xFE21, 0xFE23) }
            others.size shouldBeGreaterThan 16_000
            others.filter { marc4j(inContext(it)) != marc8(inContext(it)).text }.shouldBeEmpty()
        }
    }

    "marc4j encodes each entry of the code tables alike" - {
        "but for marks over two letters, whose second half it writes without a second letter" {
            alike(marc4jBytes("a\u0361")) shouldBe "\u00EBa\u00EC"
            alike(encodeMarc8("a\u0361")) shouldBe "\u00EBa"
        }

        "but for marks of other scripts on Latin letters, which it writes in that other script, too" {
            marc8(marc4jBytes("a\u05B7")).text shouldNotBe "a\u05B7"
            marc8(encodeMarc8("a\u05B7")).text shouldBe "a\u05B7"
        }

        "except for characters beyond U+FFFF, which it turns into two wrong references" {
            marc8(marc4jBytes("\uD83D\uDE00")).text shouldNotBe "\uD83D\uDE00"
            marc8(encodeMarc8("\uD83D\uDE00")).text shouldBe "\uD83D\uDE00"
        }

        "except for characters with several codes in EACC, where it takes a later one instead of the first layer's" {
            several.size shouldBeGreaterThan 200
            for ((codePoint, codes) in several) {
                val ours = encodeMarc8(String(Character.toChars(codePoint)))
                val theirs = marc4jBytes(String(Character.toChars(codePoint)))
                marc8(theirs).text shouldBe marc8(ours).text
                // The ideographic space of the standard is the second one that the tables list.
                val expected = if (codePoint == 0x3000) codes[1] else codes[0]
                ours.copyOfRange(3, 6) shouldBe expected.bytes
            }
        }

        "and nothing else" {
            val others = facts.filterNot { it.isMark || it.codePoint > 0xFFFF || it.codePoint in several }
            others.size shouldBeGreaterThan 15_500
            others.filterNot { alike(encodeMarc8(it.text)) == alike(marc4jBytes(it.text)) }.shouldBeEmpty()
        }
    }

    "real values" - {
        val reason = RealMarc8.skipReason
        if (reason != null) println("Marc4jAgreementSpec skips real values: $reason")

        "are decoded alike if they are MARC-8, but for what is argued above, and here"
            .config(enabledIf = { reason == null }) {
                var same = 0
                var notMarc8 = 0
                val argued = sortedMapOf<String, Int>()
                for (value in RealMarc8.values) {
                    if (value.isAscii) continue
                    val ours = marc8(value.bytes)
                    val theirs = marc4j(value.bytes)
                    val cause = when {
                        theirs != null && nfc(theirs) == nfc(ours.text) -> null
                        ours.problems.isNotEmpty() -> "not MARC-8".also { notMarc8++ }
                        else -> causeOf(value.bytes, ours.text, checkNotNull(theirs))
                    }
                    if (cause == null) same++ else argued.merge(cause, 1, Int::plus)
                    withClue("${value.place}: ${value.bytes.hex()}\n${ours.text}\n$theirs") {
                        cause shouldNotBe "unknown"
                    }
                }
                println("Marc4jAgreementSpec: $same real values are alike, others: $argued")
                same shouldBeGreaterThan 20 * (argued.values.sum() - notMarc8)
            }

        "come back byte for byte, but for escapes and halves of marks that are not needed"
            .config(enabledIf = { reason == null }) {
                var count = 0
                var identical = 0
                for (value in RealMarc8.values) {
                    if (value.isAscii) continue
                    val decoded = marc8(value.bytes)
                    if (decoded.problems.isNotEmpty()) continue
                    count++
                    val bytes = encodeMarc8(decoded.text)
                    withClue(value.bytes.hex()) { nfd(marc8(bytes).text) shouldBe nfd(decoded.text) }
                    if (bytes.contentEquals(value.bytes)) identical++
                }
                println("Marc4jAgreementSpec: $identical of $count real values come back byte for byte")
                identical * 100 shouldBeGreaterThan count * 95
            }
    }
})

/** The character of a fact, followed by the letter a in ASCII. */
private fun inContext(fact: CharacterFact): ByteArray {
    val escape = when (fact.set) {
        "eacc" -> "^$1"
        "greek-symbols" -> "^g"
        "subscripts" -> "^b"
        "superscripts" -> "^p"
        "hebrew" -> "^(2"
        "cyrillic" -> "^(N"
        "extended-cyrillic" -> "^)Q"
        "arabic" -> "^(3"
        "extended-arabic" -> "^)4"
        "greek" -> "^(S"
        else -> ""
    }
    val bytes = if (fact.set == "eacc") fact.bytes else byteArrayOf(fact.code.toByte())
    return bytesOf(escape) + bytes + bytesOf("^(Ba")
}

private fun causeOf(bytes: ByteArray, ours: String, theirs: String): String = when {
    ours.contains(SECOND_HALVES) -> "drops second halves"

    bytes.indices.any { bytes[it] < 0 && it + 1 < bytes.size && bytes[it + 1] == '&'.code.toByte() } ->
        "puts marks into references"

    ours.contains(CONTROLS) -> "spells control characters, and lets marks wait for them"

    else -> "unknown"
}
