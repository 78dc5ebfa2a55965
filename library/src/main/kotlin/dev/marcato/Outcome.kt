// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.util.Collections

/**
 * What a stretch of the input turned out to be: a record, filler, or damage.
 *
 * Every byte of the input belongs to exactly one outcome. They come in the order of the input, each begins where the
 * one before ends, the first at offset 0, and their lengths sum to the size of the input (uncompressed, if it was
 * compressed). What they are depends on the bytes alone, not on the kind of input or the pieces that it came in.
 *
 * Immutable and safe to share between threads; keeps no tie to the reader.
 */
public sealed class Outcome(byteOffset: Long, byteLength: Long, problems: List<MarcProblem>) {
    /** The offset of the first byte from the start of the input. */
    @get:JvmName("byteOffset")
    public val byteOffset: Long = byteOffset

    /**
     * How many bytes it has; at least one, except for damage at the end of a text format that says that the envelope lacks
     * its end ([ProblemCode.ENVELOPE_CUT_OFF]), or that no record was found ([ProblemCode.NO_RECORD_FOUND]).
     */
    @get:JvmName("byteLength")
    public val byteLength: Long = byteLength

    /** What is wrong with the bytes, in the order of the parts of a record; the list cannot be changed. */
    @get:JvmName("problems")
    public val problems: List<MarcProblem> = problems

    /** A record, repaired if it has problems. */
    public class Read private constructor(
        record: Record,
        recordIndex: Long?,
        byteOffset: Long,
        byteLength: Long,
        xmlParser: XmlParser?,
    ) : Outcome(byteOffset, byteLength, record.problems) {
        /** The record. */
        @get:JvmName("record")
        public val record: Record = record

        /** The number of records before this one; null if nobody counted, because reading began in the middle. */
        @get:JvmName("recordIndex")
        public val recordIndex: Long? = recordIndex

        /** What read the record, if it is one of MARCXML; else null. */
        @get:JvmName("xmlParser")
        public val xmlParser: XmlParser? = xmlParser

        override fun toString(): String = "record $recordIndex in ${range()}, ${problems.size} problems"

        internal companion object {
            @JvmSynthetic
            internal fun of(
                record: Record,
                recordIndex: Long?,
                byteOffset: Long,
                byteLength: Long,
                xmlParser: XmlParser?,
            ): Read = Read(record, recordIndex, byteOffset, byteLength, xmlParser)
        }
    }

    /**
     * Line ends, blanks and NULs between records, and the envelope of a text format: no record, but no problem either.
     */
    public class Filler private constructor(byteOffset: Long, byteLength: Long) :
        Outcome(byteOffset, byteLength, emptyList()) {
        override fun toString(): String = "filler in ${range()}"

        internal companion object {
            @JvmSynthetic
            internal fun of(byteOffset: Long, byteLength: Long): Filler = Filler(byteOffset, byteLength)
        }
    }

    /** Bytes of which no record could be made. */
    public class Damage private constructor(
        byteOffset: Long,
        byteLength: Long,
        problems: List<MarcProblem>,
        private val held: ByteArray?,
    ) : Outcome(byteOffset, byteLength, problems) {
        /** Why they are no record: the first of the [problems]. */
        @get:JvmName("problem")
        public val problem: MarcProblem get() = problems.first()

        /**
         * The bytes, as a copy; null if there are more of them than [ReadOptions.maxDamageBytes]. Those of an input that
         * can be read again can be had from the reader then.
         */
        @get:JvmName("bytes")
        public val bytes: ByteArray? get() = held?.copyOf()

        override fun toString(): String = "damage in ${range()}: $problem"

        internal companion object {
            @JvmSynthetic
            internal fun of(
                byteOffset: Long,
                byteLength: Long,
                problems: List<MarcProblem>,
                held: ByteArray?,
            ): Damage = Damage(byteOffset, byteLength, Collections.unmodifiableList(problems), held)
        }
    }

    /** For messages: where it is. */
    @JvmSynthetic
    internal fun range(): String = "bytes $byteOffset..<${byteOffset + byteLength}"
}
