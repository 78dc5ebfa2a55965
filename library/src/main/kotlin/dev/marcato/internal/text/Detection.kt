// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSetDetection.Confidence

/** What bytes can be that are no control characters of MARC. */
internal enum class TextCoding {
    /** No byte above 0x7F, and no escape. */
    ASCII,

    /** Unicode. */
    UTF_8,

    /** The older set of MARC 21. */
    MARC_8,

    /** ISO 8859-1, or Windows-1252 where that has more. */
    LATIN_1,

    /** MARC-8 whose escape characters somebody has removed, so that letters of other scripts look like ASCII. */
    MARC_8_WITHOUT_ESCAPES,
}

/** What [TextCodingDetector] thinks of bytes, and why. */
internal class Detection(
    val coding: TextCoding,
    val confidence: Confidence,
    /** In words for a report. */
    val reason: String,
    /** Where the first of the bytes stands that the reason is about, or -1. */
    val offset: Int,
) {
    override fun toString(): String = "$coding ($confidence: $reason)"
}
