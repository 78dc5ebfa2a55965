// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.XmlParser

/** What [Stretches.advance] came to. */
internal enum class Step {
    /** A record. */
    RECORD,

    /** Bytes that are no record, and are not meant to be one. */
    FILLER,

    /** Bytes that are no record. */
    DAMAGE,

    /** Nothing that can be told yet: more bytes must come. */
    MORE,

    /** The end of the input. */
    END,
}

/**
 * Cuts the input into stretches, one behind the other and without gaps: records, filler, and damage. This is what a
 * format is for reading; what strict and lenient reading make of it is the same for all of them, see [StretchDecoder].
 *
 * What a stretch is depends on its bytes alone, not on the pieces that they come in.
 *
 * Strict reading shows only the first problem of a stretch, and not where the stretch ends. So a format may end it as
 * damage as soon as that problem is known; see [EarlyLooks].
 */
internal interface Stretches {
    /** The record, after [Step.RECORD]. */
    val record: Record?

    /** What is wrong, after [Step.RECORD] and [Step.DAMAGE]. */
    val problems: List<MarcProblem>

    /** The bytes after [Step.DAMAGE], if they are not too many. */
    val held: ByteArray?

    /** How many records came so far, with the one that [record] is. */
    val recordCount: Long

    /** How many records come before the next one; null if nobody counted, because reading began in the middle. */
    val recordIndex: Long? get() = recordCount

    /** How many problems the records so far have, as far as a reading that begins in the middle has to know. */
    val problemCount: Long get() = 0

    /** Where the stretch begins in the input. */
    val offset: Long

    /** How long the stretch is. */
    val length: Long

    /** What read the record, if it is one of MARCXML. */
    val xmlParser: XmlParser? get() = null

    /** Goes on to the next stretch. */
    fun advance(): Step
}
