// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.options.OptionTable
import dev.marcato.internal.options.atLeast

/**
 * How much of an input reading takes, holds and reports: `ReadLimits { recordBytes = 100_000 }` in Kotlin,
 * `ReadLimits.builder().recordBytes(100_000).build()` in Java.
 *
 * Immutable and safe to share between threads. Two are equal if their options are.
 */
public class ReadLimits private constructor(private val set: Builder) {
    /**
     * The maximum of bytes in an input, uncompressed; of a range, in the bytes that are read for it. By default there
     * is none. When the input has more, reading takes one more byte at most (of a flow, the rest of a chunk), delivers
     * the records before it, and throws a [ReadLimitException].
     */
    @get:JvmName("inputBytes")
    public val inputBytes: Long get() = set.inputBytes

    /**
     * The maximum of records in an input or range. By default there is none. When there is another one, reading throws
     * a [ReadLimitException].
     */
    @get:JvmName("records")
    public val records: Long get() = set.records

    /**
     * The maximum of bytes in a record: 16 MiB by default, four times that in text formats, which are longer. A larger
     * record is damage ([ProblemCode.RECORD_TOO_LARGE]). ISO 2709 allows 99,999, but there are larger records with a
     * false length.
     */
    @get:JvmName("recordBytes")
    public val recordBytes: Int get() = set.recordBytes

    /**
     * The maximum of bytes in a value, name or number of a text format: 16 MiB by default. A record with a larger one
     * is damage ([ProblemCode.VALUE_TOO_LARGE]).
     */
    @get:JvmName("valueBytes")
    public val valueBytes: Int get() = set.valueBytes

    /**
     * The maximum depth of elements, or of objects and arrays, in a text format: 32 by default. Deeper ones are damage
     * ([ProblemCode.NESTING_TOO_DEEP]).
     */
    @get:JvmName("depth")
    public val depth: Int get() = set.depth

    /**
     * The maximum of bytes that one damage holds in memory ([Outcome.Damage.bytes]): 4 MiB by default. Longer damage
     * has only its place ([ProblemCode.DAMAGE_TOO_LARGE]).
     */
    @get:JvmName("damageBytes")
    public val damageBytes: Int get() = set.damageBytes

    /**
     * The maximum of problems that a record keeps: 1,000 by default. Others are only counted
     * ([ProblemCode.PROBLEMS_IN_RECORD_LIMIT]).
     */
    @get:JvmName("problemsPerRecord")
    public val problemsPerRecord: Int get() = set.problemsPerRecord

    /**
     * The maximum of problems that one reading reports in detail: 100,000 by default. A later record with problems has
     * a single one with their number ([ProblemCode.PROBLEMS_IN_INPUT_LIMIT]); later damage still has its problem.
     */
    @get:JvmName("problems")
    public val problems: Int get() = set.problems

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    override fun equals(other: Any?): Boolean = other is ReadLimits && toString() == other.toString()

    override fun hashCode(): Int = toString().hashCode()

    override fun toString(): String = "ReadLimits(${TABLE.text(set)})"

    /** Collects options. In Kotlin assign the properties; the functions are for Java. */
    public class Builder private constructor() {
        /** See [ReadLimits.inputBytes]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var inputBytes: Long = Long.MAX_VALUE

        /** See [ReadLimits.records]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var records: Long = Long.MAX_VALUE

        /** See [ReadLimits.recordBytes]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var recordBytes: Int = 16 shl 20

        /** See [ReadLimits.valueBytes]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var valueBytes: Int = 16 shl 20

        /** See [ReadLimits.depth]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var depth: Int = 32

        /** See [ReadLimits.damageBytes]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var damageBytes: Int = 4 shl 20

        /** See [ReadLimits.problemsPerRecord]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var problemsPerRecord: Int = 1_000

        /** See [ReadLimits.problems]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var problems: Int = 100_000

        /** Sets [ReadLimits.inputBytes]. */
        public fun inputBytes(inputBytes: Long): Builder = apply { this.inputBytes = inputBytes }

        /** Sets [ReadLimits.records]. */
        public fun records(records: Long): Builder = apply { this.records = records }

        /** Sets [ReadLimits.recordBytes]. */
        public fun recordBytes(recordBytes: Int): Builder = apply { this.recordBytes = recordBytes }

        /** Sets [ReadLimits.valueBytes]. */
        public fun valueBytes(valueBytes: Int): Builder = apply { this.valueBytes = valueBytes }

        /** Sets [ReadLimits.depth]. */
        public fun depth(depth: Int): Builder = apply { this.depth = depth }

        /** Sets [ReadLimits.damageBytes]. */
        public fun damageBytes(damageBytes: Int): Builder = apply { this.damageBytes = damageBytes }

        /** Sets [ReadLimits.problemsPerRecord]. */
        public fun problemsPerRecord(problemsPerRecord: Int): Builder =
            apply { this.problemsPerRecord = problemsPerRecord }

        /** Sets [ReadLimits.problems]. */
        public fun problems(problems: Int): Builder = apply { this.problems = problems }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public fun build(): ReadLimits {
            atLeast("inputBytes", inputBytes, 1)
            atLeast("records", records, 1)
            atLeast("recordBytes", recordBytes, SMALLEST_RECORD)
            atLeast("valueBytes", valueBytes, 1)
            atLeast("depth", depth, SMALLEST_DEPTH)
            atLeast("damageBytes", damageBytes, 0)
            atLeast("problemsPerRecord", problemsPerRecord, 1)
            atLeast("problems", problems, 1)
            return ReadLimits(copy())
        }

        @JvmSynthetic
        internal fun copy(): Builder = TABLE.copyOf(this)

        internal companion object {
            private const val SMALLEST_RECORD = 26

            // A record in MARC-in-JSON: object, fields, field, field content, subfields, subfield.
            private const val SMALLEST_DEPTH = 6

            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        @get:JvmSynthetic
        internal val TABLE: OptionTable<Builder> = OptionTable("limits of reading") { Builder.create() }
            .large(Builder::inputBytes)
            .large(Builder::records)
            .number(Builder::recordBytes)
            .number(Builder::valueBytes)
            .number(Builder::depth)
            .number(Builder::damageBytes)
            .number(Builder::problemsPerRecord)
            .number(Builder::problems)

        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: ReadLimits = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `ReadLimits { recordBytes = 100_000 }`. */
@JvmSynthetic
public fun ReadLimits(configure: ReadLimits.Builder.() -> Unit): ReadLimits =
    ReadLimits.builder().apply(configure).build()
