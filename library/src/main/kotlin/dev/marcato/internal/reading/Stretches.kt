// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.XmlParser

/** The result of [Stretches.advance]. */
internal enum class Step {
    /** A record. */
    RECORD,

    /** Bytes between records that are no fault. */
    FILLER,

    /** Bytes that should be a record and aren't. */
    DAMAGE,

    /** Not decided yet: more bytes must come. */
    MORE,

    /** The end of the input. */
    END,
}

/**
 * Cuts the input into stretches, one after another and without gaps: records, filler and damage. Every format
 * implements this; [StretchDecoder] does the rest, the same way for all of them.
 *
 * A stretch depends only on its bytes, not on the pieces in which they arrive.
 *
 * Strict reading reports only the first problem of a stretch, and not where the stretch ends. So a format may end it as
 * damage as soon as that problem is known; see [EarlyLooks].
 */
internal interface Stretches {
    /** The record, after [Step.RECORD]. */
    val record: Record?

    /** What is wrong, after [Step.RECORD] and [Step.DAMAGE]. */
    val problems: List<MarcProblem>

    /** The bytes after [Step.DAMAGE], if they are not too many. */
    val held: ByteArray?

    /** The number of records so far, the current one included. */
    val recordCount: Long

    /** The index of the next record; null if it is unknown because reading began in the middle. */
    val recordIndex: Long? get() = recordCount

    /** The number of problems so far, as far as a reading that begins in the middle needs it. */
    val problemCount: Long get() = 0

    /** Where the stretch begins in the input. */
    val offset: Long

    /** How long the stretch is. */
    val length: Long

    /** The parser that read a record of MARCXML. */
    val xmlParser: XmlParser? get() = null

    /** Moves to the next stretch. */
    fun advance(): Step
}
