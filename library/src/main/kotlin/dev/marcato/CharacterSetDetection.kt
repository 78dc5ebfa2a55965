// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.text.Detection
import dev.marcato.internal.text.TextCoding
import dev.marcato.internal.text.TextCodingDetector

/**
 * The character set that bytes seem to be in, and the reason. Detection changes nothing.
 *
 * Immutable and safe to share between threads.
 */
public class CharacterSetDetection private constructor(private val detection: Detection) {
    /** The set: UTF-8 (also for pure ASCII), MARC-8, or windows-1252, which has all letters of Latin-1. */
    @get:JvmName("characterSet")
    public val characterSet: CharacterSet get() = characterSetOf(detection)

    /** How certain the detection is. */
    @get:JvmName("confidence")
    public val confidence: Confidence get() = detection.confidence

    /** The evidence, in words. */
    @get:JvmName("reason")
    public val reason: String get() = detection.reason

    /** The offset of the first byte that is evidence; -1 if there is none, as in ASCII. */
    @get:JvmName("offset")
    public val offset: Int get() = detection.offset

    override fun toString(): String = "$characterSet ($confidence: $reason)"

    /** How certain a detection is. */
    public enum class Confidence {
        /** There is some evidence, but not much, or there is also evidence for another set. */
        POSSIBLE,

        /** Most of the evidence points to this set. */
        LIKELY,

        /** Another set would give these bytes only by a rare coincidence. */
        CERTAIN,
    }

    public companion object {
        /** Detects the character set of [bytes]: a value, or all fields of a record with their delimiters. */
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
