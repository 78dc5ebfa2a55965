// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.util.Collections

/**
 * A part of the input with its result: a record ([Read]), [Filler] or [Damage].
 *
 * Every byte of the input belongs to exactly one outcome. Outcomes come in input order; the first begins at offset 0,
 * each begins where the previous one ends, and their lengths add up to the (uncompressed) size of the input. They
 * depend only on the bytes, not on the kind of input or the size of its pieces, but for the name of a file in problems.
 *
 * Immutable, safe to share between threads, and independent of the reader.
 */
public sealed class Outcome(byteOffset: Long, byteLength: Long, problems: List<MarcProblem>) {
    /** The offset of the first byte in the input. */
    @get:JvmName("byteOffset")
    public val byteOffset: Long = byteOffset

    /**
     * The number of bytes: at least one, except for damage that reports at the end of a text format that the envelope
     * is cut off ([ProblemCode.ENVELOPE_CUT_OFF]) or has no record ([ProblemCode.NO_RECORD_FOUND]).
     */
    @get:JvmName("byteLength")
    public val byteLength: Long = byteLength

    /** The problems of the bytes, in the order of the parts of a record, as an unmodifiable list. */
    @get:JvmName("problems")
    public val problems: List<MarcProblem> = problems

    /** A record; it was repaired if it has problems. */
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

        /** The number of records before this one; null if reading began in the middle. */
        @get:JvmName("recordIndex")
        public val recordIndex: Long? = recordIndex

        /** The parser that read the record, if it is MARCXML; otherwise null. */
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

    /** Bytes that aren't a problem: line ends, blanks and NULs between records, and the envelope of a text format. */
    public class Filler private constructor(byteOffset: Long, byteLength: Long) :
        Outcome(byteOffset, byteLength, emptyList()) {
        override fun toString(): String = "filler in ${range()}"

        internal companion object {
            @JvmSynthetic
            internal fun of(byteOffset: Long, byteLength: Long): Filler = Filler(byteOffset, byteLength)
        }
    }

    /** Bytes that gave no record. */
    public class Damage private constructor(
        byteOffset: Long,
        byteLength: Long,
        problems: List<MarcProblem>,
        private val held: ByteArray?,
    ) : Outcome(byteOffset, byteLength, problems) {
        /** The reason: the first of the [problems]. */
        @get:JvmName("problem")
        public val problem: MarcProblem get() = problems.first()

        /**
         * A copy of the bytes; null if there are more than [ReadLimits.damageBytes]. [MarcReader.bytesOf] reads
         * them again then, unless the input is a one-shot input.
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

    /** The place, for messages. */
    @JvmSynthetic
    internal fun range(): String = "bytes $byteOffset..<${byteOffset + byteLength}"
}
