// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

/** The bytes are another text. */
internal const val DIFFERENT: Int = -1

/** Only decoding the bytes can show whether they are the text. */
internal const val UNDECIDED: Int = -2

private const val REPLACEMENT = '\uFFFD'
private const val CONTINUATION = 0x80
private const val CONTINUATION_BITS = 0x3F

/**
 * Compares bytes in UTF-8 with [text]: returns where the text ends, [DIFFERENT] or [UNDECIDED].
 *
 * Every character that isn't U+FFFD is decoded from one sequence of bytes alone, so comparing the sequences is enough.
 * U+FFFD comes from any malformed bytes. Surrogates are left to the decoder, too: a text may end between two.
 */
internal fun endOfMatch(bytes: ByteArray, from: Int, to: Int, text: String): Int {
    // No decoded text has more characters than bytes.
    if (text.length > to - from) return DIFFERENT
    var at = from
    for (character in text) {
        val code = character.code
        if (code < 0x80) {
            if (at == to || bytes[at++].toInt() != code) return DIFFERENT
            continue
        }
        if (character == REPLACEMENT || character.isSurrogate()) return UNDECIDED
        val length = if (code < 0x800) 2 else 3
        if (at + length > to || !isSequence(bytes, at, length, code)) return DIFFERENT
        at += length
    }
    return at
}

private fun isSequence(bytes: ByteArray, at: Int, length: Int, code: Int): Boolean {
    val last = (CONTINUATION or (code and CONTINUATION_BITS)).toByte()
    val lead = if (length == 2) 0xC0 or (code ushr 6) else 0xE0 or (code ushr 12)
    if (bytes[at] != lead.toByte() || bytes[at + length - 1] != last) return false
    return length == 2 || bytes[at + 1] == (CONTINUATION or (code ushr 6 and CONTINUATION_BITS)).toByte()
}
