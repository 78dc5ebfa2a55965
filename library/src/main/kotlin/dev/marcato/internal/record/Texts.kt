// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.internal.text.TextCodec
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer

private const val BLANK: Byte = 0x20

/** Encodes text for a field; rejects text that would not be read back the same. */
internal fun encodeText(text: String, what: String): ByteArray {
    text.forEachIndexed { index, character ->
        require(character !in '\u001D'..'\u001F') {
            "$what must not contain the MARC delimiter 0x${character.code.toString(16).uppercase()} (at index $index)"
        }
        // An unpaired surrogate has no UTF-8 form; the platform would silently write a question mark.
        require(!character.isSurrogate() || isPaired(text, index)) {
            "$what must not contain an unpaired surrogate (at index $index)"
        }
    }
    return text.toByteArray(Charsets.UTF_8)
}

/**
 * Encodes text of which nothing is known. A surrogate without its other half becomes the byte 0xFF, so that reading
 * reports it as text that isn't UTF-8.
 */
internal fun utf8Of(text: String): ByteArray {
    val encoded = text.toByteArray(Charsets.UTF_8)
    // The platform writes a question mark for a lone surrogate, and both are rare.
    if (encoded.indexOf(STAND_IN) < 0) return encoded
    val lone = text.indices.filter { text[it].isSurrogate() && !isPaired(text, it) }
    if (lone.isEmpty()) return encoded
    val bytes = ByteArrayOutputStream(encoded.size)
    var from = 0
    for (index in lone) {
        bytes.write(text.substring(from, index).toByteArray(Charsets.UTF_8))
        bytes.write(NOT_UTF_8)
        from = index + 1
    }
    bytes.write(text.substring(from).toByteArray(Charsets.UTF_8))
    return bytes.toByteArray()
}

private const val STAND_IN = '?'.code.toByte()
private const val NOT_UTF_8 = 0xFF

private fun isPaired(text: String, index: Int): Boolean = if (text[index].isHighSurrogate()) {
    index + 1 < text.length && text[index + 1].isLowSurrogate()
} else {
    index > 0 && text[index - 1].isHighSurrogate()
}

/** Decodes bytes of a field; [isAscii] saves the platform from checking them. */
internal fun decodeText(bytes: ByteArray, start: Int, end: Int, isAscii: Boolean): String =
    String(bytes, start, end - start, if (isAscii) Charsets.ISO_8859_1 else Charsets.UTF_8)

/** Decodes a value of the field that begins at [fieldStart]; [codec] is null for ASCII and UTF-8. */
internal fun decodeText(
    bytes: ByteArray,
    fieldStart: Int,
    from: Int,
    to: Int,
    isAscii: Boolean,
    codec: TextCodec?,
): String = codec?.decode(bytes, fieldStart, from, to) ?: decodeText(bytes, from, to, isAscii)

/** Decodes the values of all subfields, joined by blanks. */
internal fun joinedText(bytes: ByteBuffer, start: Int, end: Int, isAscii: Boolean, codec: TextCodec?): String {
    if (codec == null) return joinSubfields(bytes, start, end, BLANK, isAscii)
    val values = ArrayList<String>()
    scanSubfields(bytes, start, end) { _, from, to -> values.add(codec.decode(bytes.array(), start, from, to)) }
    return values.joinToString(" ")
}

internal fun isAscii(bytes: ByteArray): Boolean = bytes.all { it >= 0 }
