// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.testing.Decoding.bytesOf
import dev.marcato.testing.Decoding.decode
import dev.marcato.testing.Decoding.hex
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.int
import io.kotest.property.checkAll
import kotlin.random.Random

private val REPERTOIRES =
    listOf(Marc8.REPERTOIRE, IsoSets.ISO_5426, IsoSets.ISO_6937, checkNotNull(UnimarcSets.of("01030205").repertoire))

/** Bytes in which what a decoder looks out for is frequent. */
private val bytes: Arb<ByteArray> = arbitrary { source ->
    val random = source.random
    val escapes = listOf("^(N", "^(B", "^$1", "^$)1", "^)!E", "^b", "^s", "^", "^$", "$1", "(B")
    val pieces = escapes + listOf("&#x4E2D;", "&#x", "&#x0301;", "plain text & more")
    var result = ByteArray(0)
    repeat(random.nextInt(30)) {
        result += when (random.nextInt(4)) {
            0 -> bytesOf(pieces.random(random))
            1 -> byteArrayOf(random.nextInt(0xE0, 0x100).toByte())
            2 -> ByteArray(3) { random.nextInt(0x20, 0x7F).toByte() }
            else -> random.nextBytes(random.nextInt(5))
        }
    }
    result
}

class AnyBytesSpec : FreeSpec({
    for (repertoire in REPERTOIRES) {
        "a decoder of ${repertoire.name}" - {
            "makes text of any bytes, and a problem of whatever became U+FFFD" {
                checkAll(5000, bytes) { value ->
                    withClue(value.hex()) {
                        val (text, problems) = repertoire.decode(value).single()
                        val replaced = problems.filterNot { it.endsWith("a character after the mark") }
                        text.count { it == REPLACEMENT } shouldBe replaced.size
                        text.length shouldBeLessThanOrEqual value.size
                        isWellFormed(text) shouldBe true
                    }
                }
            }

            "reports problems at bytes of the value, in their order" {
                checkAll(2000, bytes, Arb.int(0..9), Arb.int(0..9)) { value, before, behind ->
                    val places = ArrayList<IntRange>()
                    val decoder = Iso2022Decoder(repertoire) { offset, length, _ ->
                        places.add(offset until offset + length)
                    }
                    // As in a record, where letters stand on both sides.
                    val padded = bytesOf("a".repeat(before)) + value + bytesOf("e".repeat(behind))
                    val text = decoder.decode(padded, before, before + value.size)
                    places.all { it.first >= before && it.last < before + value.size } shouldBe true
                    decoder.startField()
                    decoder.decode(value, 0, value.size) shouldBe text
                }
            }

            // A quadratic algorithm would not finish here.
            "finishes with long values that repeat one thing" {
                for (unit in listOf("\u00E2", "^(N", "^$1!", "&#x", "\u00FF", "\u00EBa\u00EC", "&", "^")) {
                    val value = bytesOf(unit.repeat(1_000_000 / unit.length))
                    val decoder = Iso2022Decoder(repertoire) { _, _, _ -> }
                    decoder.decode(value, 0, value.size).length shouldBeLessThanOrEqual value.size
                }
            }
        }
    }

    "the detector" - {
        "says something about any bytes" {
            checkAll(5000, bytes) { value ->
                val detection = TextCodingDetector.detect(value, 0, value.size)
                (detection.offset < value.size) shouldBe true
                (detection.coding == TextCoding.ASCII) shouldBe (detection.offset == -1)
            }
        }

        "finishes with long values that repeat one thing" {
            val random = Random(1)
            for (unit in listOf("$1", "(N", "$1!0!", "\u00C3\u00A9", "\u00E2a", "(B", "\u00C3")) {
                val value = bytesOf(unit.repeat(500_000) + if (random.nextBoolean()) "\u00FF" else "")
                TextCodingDetector.detect(value, 0, value.size).offset shouldBeLessThan value.size
            }
        }
    }
})

private fun isWellFormed(text: String): Boolean = String(text.toByteArray(Charsets.UTF_8), Charsets.UTF_8) == text
