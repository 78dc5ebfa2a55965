// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSetDetection.Confidence

/** A coding that bytes may be in. */
internal enum class TextCoding {
    /** No byte above 0x7F, and no escape. */
    ASCII,

    /** UTF-8. */
    UTF_8,

    /** The older character set of MARC 21. */
    MARC_8,

    /** ISO 8859-1, or Windows-1252 for the bytes that only that has. */
    LATIN_1,

    /** MARC-8 whose escape characters were removed, so that letters of other scripts look like ASCII. */
    MARC_8_WITHOUT_ESCAPES,
}

/** The result of [TextCodingDetector], with its reason. */
internal class Detection(
    val coding: TextCoding,
    val confidence: Confidence,
    /** The reason, for a report. */
    val reason: String,
    /** Where the first byte that the reason is about stands, or -1. */
    val offset: Int,
) {
    override fun toString(): String = "$coding ($confidence: $reason)"
}
