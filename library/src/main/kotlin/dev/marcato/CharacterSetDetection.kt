// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.text.Detection
import dev.marcato.internal.text.TextCoding
import dev.marcato.internal.text.TextCodingDetector

/**
 * In what character set bytes seem to be, and why. Detecting changes nothing and marks nothing up.
 *
 * Immutable and safe to share between threads.
 */
public class CharacterSetDetection private constructor(private val detection: Detection) {
    /**
     * What the bytes seem to be in: UTF-8 (also for ASCII alone), MARC-8, or windows-1252, which has all of Latin-1's
     * letters.
     */
    @get:JvmName("characterSet")
    public val characterSet: CharacterSet get() = characterSetOf(detection)

    /** How sure that is. */
    @get:JvmName("confidence")
    public val confidence: Confidence get() = detection.confidence

    /** What speaks for it, in words. */
    @get:JvmName("reason")
    public val reason: String get() = detection.reason

    /** Where the first of the bytes that speak for it stands; -1 if none does, as in ASCII. */
    @get:JvmName("offset")
    public val offset: Int get() = detection.offset

    override fun toString(): String = "$characterSet ($confidence: $reason)"

    /** How sure a detection is. */
    public enum class Confidence {
        /** Something speaks for it, but not much, or something else does, too. */
        POSSIBLE,

        /** Most speaks for it. */
        LIKELY,

        /** Nothing else comes to the same bytes but by a rare chance. */
        CERTAIN,
    }

    public companion object {
        /** Detects in what [bytes] are: a value, or all fields of a record with their delimiters. */
        @JvmStatic
        public fun of(bytes: ByteArray): CharacterSetDetection =
            CharacterSetDetection(TextCodingDetector.detect(bytes, 0, bytes.size))

        @JvmSynthetic
        internal fun characterSetOf(detection: Detection): CharacterSet = when (detection.coding) {
            TextCoding.ASCII, TextCoding.UTF_8 -> CharacterSet.UTF_8
            TextCoding.MARC_8, TextCoding.MARC_8_WITHOUT_ESCAPES -> CharacterSet.MARC_8
            TextCoding.LATIN_1 -> CharacterSet.latin()
        }
    }
}
