// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSetDetection.Confidence
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.record.littleEndian

/**
 * Detects the coding of a text from its bytes: one value, or all fields of a record with their delimiters.
 *
 * Only reports; changes nothing. The more text, the surer the result.
 */
internal object TextCodingDetector {
    private const val ESCAPE: Byte = 0x1B

    fun detect(bytes: ByteArray, start: Int, end: Int): Detection {
        var firstHigh = -1
        var firstEscape = -1
        for (index in start until end) {
            if (bytes[index] < 0 && firstHigh < 0) firstHigh = index
            if (bytes[index] == ESCAPE && firstEscape < 0 && isDesignation(bytes, index, end)) firstEscape = index
        }
        return when {
            firstHigh < 0 && firstEscape < 0 -> detectInAscii(bytes, start, end)

            firstHigh < 0 ->
                Detection(TextCoding.MARC_8, Confidence.CERTAIN, "an escape sequence of MARC-8", firstEscape)

            else -> detectBeyondAscii(bytes, start, end, firstHigh, firstEscape)
        }
    }

    private fun detectInAscii(bytes: ByteArray, start: Int, end: Int): Detection {
        val offset = StrippedEscapes.find(bytes, start, end)
        if (offset < 0) return Detection(TextCoding.ASCII, Confidence.CERTAIN, "no byte above 0x7F, no escape", -1)
        val isEacc = bytes[offset] == '$'.code.toByte()
        return Detection(
            TextCoding.MARC_8_WITHOUT_ESCAPES,
            if (isEacc) Confidence.LIKELY else Confidence.POSSIBLE,
            "an escape sequence of MARC-8 without its escape character",
            offset,
        )
    }

    private fun detectBeyondAscii(bytes: ByteArray, start: Int, end: Int, high: Int, escape: Int): Detection {
        val notUtf8 = firstByteNotUtf8(littleEndian(bytes), start, end)
        if (notUtf8 < 0) {
            val count = (high until end).count { bytes[it].toInt() and 0xC0 == 0xC0 }
            // One pair of bytes may occur by chance, many can't; and escapes remain where programs converted the rest.
            val confidence = if (count > 1 && escape < 0) Confidence.CERTAIN else Confidence.LIKELY
            val also = if (escape < 0) "" else ", though with an escape sequence of MARC-8"
            return Detection(TextCoding.UTF_8, confidence, "$count well-formed sequences of UTF-8$also", high)
        }
        if (escape >= 0) {
            return Detection(TextCoding.MARC_8, Confidence.CERTAIN, "an escape sequence of MARC-8", escape)
        }
        return damagedUtf8(bytes, start, end, notUtf8) ?: weigh(bytes, start, end, high)
    }

    /** UTF-8 with a few wrong bytes is still UTF-8: no other coding has that many sequences by chance. */
    private fun damagedUtf8(bytes: ByteArray, start: Int, end: Int, firstWrong: Int): Detection? {
        val view = littleEndian(bytes)
        var wrong = 0
        var at = firstWrong
        while (at >= 0) {
            wrong++
            at = if (at + 1 < end) firstByteNotUtf8(view, at + 1, end) else -1
        }
        val leads = (start until end).count { bytes[it].toInt() and 0xC0 == 0xC0 }
        val well = leads - wrong
        if (well < 4 * wrong) return null
        val reason = "$well sequences of UTF-8, but $wrong wrong bytes"
        return Detection(TextCoding.UTF_8, Confidence.LIKELY, reason, firstWrong)
    }

    private fun weigh(bytes: ByteArray, start: Int, end: Int, high: Int): Detection {
        val evidence = LatinEvidence()
        evidence.weigh(bytes, start, end)
        val isMarc8 = evidence.marc8 >= evidence.latin1
        val more = maxOf(evidence.marc8, evidence.latin1)
        val less = minOf(evidence.marc8, evidence.latin1)
        val confidence = if (more >= 4 && more >= 3 * less) Confidence.LIKELY else Confidence.POSSIBLE
        val reason = if (isMarc8) "marks before their letters, as in MARC-8" else "accented letters, as in Latin-1"
        val offset = if (isMarc8) evidence.firstMarc8 else evidence.firstLatin1
        val coding = if (isMarc8) TextCoding.MARC_8 else TextCoding.LATIN_1
        // Without any evidence, MARC's own default is MARC-8.
        if (more == 0) return Detection(coding, Confidence.POSSIBLE, "no evidence for another coding", high)
        return Detection(coding, confidence, "$reason, $more against $less", offset)
    }

    private fun isDesignation(bytes: ByteArray, index: Int, end: Int): Boolean {
        val next = if (index + 1 < end) bytes[index + 1].toInt().toChar() else return false
        if (next in "sbpg") return true
        val isMultiByte = next == '$'
        var at = index + if (isMultiByte) 2 else 1
        if (at < end && bytes[at].toInt().toChar() in "(),-") {
            at++
        } else if (!isMultiByte) {
            return false
        }
        return Marc8.REPERTOIRE.designated(bytes, at, end, isMultiByte) != null
    }
}
