// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.firstByteNotText
import dev.marcato.internal.record.littleEndian
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.util.Random

// A leader, the directory of one entry with its terminator, and so on.
private const val ONE_ENTRY = 24 + 12 + 1
private const val NO_ENTRY = 24 + 1

/** Looks at [data] after a directory of one entry, or of none, and compares with looking at each byte. */
private fun scanned(data: ByteArray, base: Int = ONE_ENTRY, start: Int = 0): DataScan {
    val front = ByteArray(start) { -1 } + ByteArray(base - 1) { '0'.code.toByte() } + 0x1E
    val bytes = littleEndian(front + data)
    val scan = DataScan()
    scan.scan(bytes, start, base, base + data.size)
    withClue({ data.joinToString(" ") { "%02X".format(it) } }) {
        scan.controlCount shouldBe data.count { it in 0..0x1E } + 1
        scan.isBeyondAscii shouldBe data.any { it < 0 }
        if (scan.isSurelyUtf8) firstByteNotText(bytes, start + base, start + base + data.size) shouldBe -1
    }
    return scan
}

class DataScanSpec :
    FreeSpec({
        "finds every two bytes that aren't text, wherever they stand" {
            for (first in 0..0xFF) {
                for (second in 0..0xFF) {
                    for (at in 0..33) {
                        val data = ByteArray(40) { 'a'.code.toByte() }
                        data[at] = first.toByte()
                        data[at + 1] = second.toByte()
                        scanned(data)
                    }
                }
            }
        }

        "finds every three bytes that aren't text" {
            val beginnings = listOf(0x00, 0x1F, 0x61, 0x80, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xE4, 0xED, 0xEF, 0xF0)
            for (first in beginnings) {
                for (second in 0..0xFF) {
                    for (third in 0..0xFF) {
                        // Across two words, and across two turns.
                        for (at in listOf(6, 31)) {
                            val data = ByteArray(40) { 'a'.code.toByte() }
                            listOf(first, second, third).forEachIndexed { index, byte ->
                                data[at + index] =
                                    byte.toByte()
                            }
                            scanned(data)
                        }
                    }
                }
            }
        }

        "is sure of text in most scripts" {
            val text = "$\u001FaÉtudes \u001FbВойна и мир \u001Fcالعربية 日本語 Ελληνικά עברית ｶﾅ\u001E"
            for (shift in 0..64) {
                val scan = scanned(("x".repeat(shift) + text).toByteArray())
                scan.isSurelyUtf8 shouldBe true
                scan.isBeyondAscii shouldBe true
            }
        }

        "isn't sure of a code beyond ASCII, of an end in the middle, and of rare leads" {
            for (shift in 0..64) {
                for (odd in listOf("\u001Fé", "ก", "😀", "\uD55C\uD7A3")) {
                    scanned(("x".repeat(shift) + odd + "\u001E").toByteArray()).isSurelyUtf8 shouldBe false
                }
                val cut = ("x".repeat(shift) + "日").toByteArray().dropLast(1).toByteArray() + 0x1D
                scanned(cut).isSurelyUtf8 shouldBe false
            }
        }

        "looks at a record without fields, with nothing before it" {
            scanned(byteArrayOf(0x1D), NO_ENTRY).isBeyondAscii shouldBe false
            scanned("0123456789é\u001E\u001D".toByteArray(), NO_ENTRY)
        }

        "looks at data of any size and content, and at nothing before the record" {
            val random = Random(37)
            val pieces =
                listOf("a", "subject", " ", "\u001Fa", "\u001E", "\u001D", "é", "Ж", "日", "\u0000", "𝄞", "ﷺ")
            var sure = 0
            repeat(20_000) {
                val data = (0..random.nextInt(60)).joinToString("") {
                    pieces[random.nextInt(pieces.size)]
                }.toByteArray() + 0x1D
                if (random.nextInt(3) == 0) data[random.nextInt(data.size - 1)] = random.nextInt().toByte()
                if (scanned(data, start = random.nextInt(4)).isSurelyUtf8) sure++
            }
            sure shouldBeGreaterThan 100
        }
    })
