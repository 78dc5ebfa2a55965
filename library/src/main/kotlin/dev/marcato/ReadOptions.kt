// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import java.util.function.Consumer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/**
 * Options for reading: `ReadOptions { verifyText = false }` in Kotlin,
 * `ReadOptions.builder().verifyText(false).build()` in Java.
 *
 * Immutable and safe to share between threads and readers.
 */
public class ReadOptions private constructor(builder: Builder) {
    /** The format of the input, or null to detect it; see [Builder.format]. */
    @get:JvmName("format")
    public val format: MarcFormat? = builder.format

    /** The parser for MARCXML, or null for the default; see [Builder.xmlParser]. */
    @get:JvmName("xmlParser")
    public val xmlParser: XmlParser? = builder.xmlParser

    /** The treatment of problems; see [Builder.strictness]. */
    @get:JvmName("strictness")
    public val strictness: Strictness = builder.strictness

    /** The maximum size of a record; see [Builder.maxRecordBytes]. */
    @get:JvmName("maxRecordBytes")
    public val maxRecordBytes: Int = builder.maxRecordBytes

    /** The maximum size of a value in a text format; see [Builder.maxValueBytes]. */
    @get:JvmName("maxValueBytes")
    public val maxValueBytes: Int = builder.maxValueBytes

    /** The maximum depth of a text format; see [Builder.maxDepth]. */
    @get:JvmName("maxDepth")
    public val maxDepth: Int = builder.maxDepth

    /** The maximum of bytes held per damage; see [Builder.maxDamageBytes]. */
    @get:JvmName("maxDamageBytes")
    public val maxDamageBytes: Int = builder.maxDamageBytes

    /** The maximum of problems per record; see [Builder.maxProblemsPerRecord]. */
    @get:JvmName("maxProblemsPerRecord")
    public val maxProblemsPerRecord: Int = builder.maxProblemsPerRecord

    /** The maximum of detailed problems per input; see [Builder.maxProblems]. */
    @get:JvmName("maxProblems")
    public val maxProblems: Int = builder.maxProblems

    @get:JvmSynthetic internal val problemAction: ((MarcProblem) -> Unit)? = builder.problemAction

    @get:JvmSynthetic internal val progressAction: Consumer<Progress>? = builder.progressAction

    @get:JvmSynthetic internal val formatAction: Consumer<MarcFormat>? = builder.formatAction

    /** The rule for the character set of a record; see [Builder.characterSetRule]. */
    @get:JvmName("characterSetRule")
    public val characterSetRule: CharacterSetRule = builder.characterSetRule

    /** The dialect of the records; see [Builder.dialect]. */
    @get:JvmName("dialect")
    public val dialect: Dialect = builder.dialect

    /** The Unicode form of text; see [Builder.normalization]. */
    @get:JvmName("normalization")
    public val normalization: Normalization = builder.normalization

    /** Whether text beyond ASCII is checked while reading; see [Builder.verifyText]. */
    @get:JvmName("verifyText")
    public val verifyText: Boolean = builder.verifyText

    /** Whether subfield codes are checked while reading; see [Builder.verifyCodes]. */
    @get:JvmName("verifyCodes")
    public val verifyCodes: Boolean = builder.verifyCodes

    /** The maximum size of a chunk; see [Builder.chunkSize]. */
    @get:JvmName("chunkSize")
    public val chunkSize: Int = builder.chunkSize

    /** The number of chunks that a flow reads ahead; see [Builder.readAhead]. */
    @get:JvmName("readAhead")
    public val readAhead: Int = builder.readAhead

    /** The dispatcher for blocking reads; see [Builder.ioDispatcher]. */
    @get:JvmSynthetic
    public val ioDispatcher: CoroutineDispatcher = builder.ioDispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String = "ReadOptions(format=$format, xmlParser=$xmlParser, strictness=$strictness, " +
        "characterSetRule=$characterSetRule, dialect=$dialect, " +
        "normalization=$normalization, verifyText=$verifyText, verifyCodes=$verifyCodes, " +
        "maxRecordBytes=$maxRecordBytes, maxValueBytes=$maxValueBytes, maxDepth=$maxDepth, " +
        "maxDamageBytes=$maxDamageBytes, " +
        "maxProblemsPerRecord=$maxProblemsPerRecord, maxProblems=$maxProblems, chunkSize=$chunkSize, " +
        "readAhead=$readAhead, ioDispatcher=$ioDispatcher)"

    /** Collects options. Each has a default. */
    public class Builder private constructor() {
        /**
         * The format of the input. By default (null) it is detected from the first bytes ([MarcFormat.detect]), and
         * otherwise ISO 2709.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var format: MarcFormat? = null

        /**
         * The parser for MARCXML. By default (null), [XmlParser.OWN] reads every record that it can, and
         * [XmlParser.PLATFORM] the others. With [XmlParser.OWN], the others are damage.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var xmlParser: XmlParser? = null

        /** The treatment of problems: [Strictness.STRICT] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var strictness: Strictness = Strictness.STRICT

        /**
         * The maximum of bytes in a record: 16 MiB by default, four times that in text formats, which are longer. A
         * larger record is damage ([ProblemCode.RECORD_TOO_LARGE]). ISO 2709 allows 99,999, but there are larger
         * records with a false length.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxRecordBytes: Int = DEFAULT_RECORD_BYTES

        /**
         * The maximum of bytes in a value, name or number of a text format: 16 MiB by default. A record with a larger
         * one is damage ([ProblemCode.VALUE_TOO_LARGE]).
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxValueBytes: Int = DEFAULT_VALUE_BYTES

        /**
         * The maximum depth of elements, or of objects and arrays, in a text format: 32 by default. Deeper ones are
         * damage ([ProblemCode.NESTING_TOO_DEEP]).
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxDepth: Int = DEFAULT_DEPTH

        /**
         * The maximum of bytes that one damage holds in memory ([Outcome.Damage.bytes]): 4 MiB by default. Longer
         * damage has only its place ([ProblemCode.DAMAGE_TOO_LARGE]).
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxDamageBytes: Int = DEFAULT_DAMAGE_BYTES

        /**
         * The maximum of problems that a record keeps: 1,000 by default. Others are only counted
         * ([ProblemCode.PROBLEMS_IN_RECORD_LIMIT]).
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxProblemsPerRecord: Int = DEFAULT_PROBLEMS_PER_RECORD

        /**
         * The maximum of problems that one reading reports in detail: 100,000 by default. A later record with problems
         * has a single one with their number ([ProblemCode.PROBLEMS_IN_INPUT_LIMIT]); later damage still has its
         * problem.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxProblems: Int = DEFAULT_PROBLEMS

        @get:JvmSynthetic @set:JvmSynthetic
        internal var problemAction: ((MarcProblem) -> Unit)? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var progressAction: Consumer<Progress>? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var formatAction: Consumer<MarcFormat>? = null

        /** The rule for the character set of a record: [CharacterSetRule.OBEY] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var characterSetRule: CharacterSetRule = CharacterSetRule.OBEY

        /** The dialect of the records: [Dialect.MARC_21] by default. It isn't detected. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var dialect: Dialect = Dialect.MARC_21

        /**
         * The Unicode form of text that a record returns: [Normalization.NONE] by default. The bytes stay as they are
         * until the record is edited or converted to UTF-8, which uses this form.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var normalization: Normalization = Normalization.NONE

        /**
         * Whether reading checks that text beyond ASCII is in the record's character set, so that later use of the
         * record finds no undecodable bytes. True by default; if false, such bytes are read as U+FFFD.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var verifyText: Boolean = true

        /**
         * Whether reading checks that every subfield has a code and that it is a graphic ASCII character. False by
         * default: the check costs a fifth of the speed, and records show their codes anyway. Without it, too, a code
         * is read as the character that is there, and a missing one as U+0000.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var verifyCodes: Boolean = false

        /**
         * The maximum of bytes per read, for inputs that turn out to be long: 512 KiB by default, at least 1 KiB. It
         * affects only speed and memory.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var chunkSize: Int = DEFAULT_CHUNK_SIZE

        /**
         * The maximum of chunks between reading and decoding in a flow: 2 by default, at least 1. If a collector
         * stalls, at most one more chunk is read.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var readAhead: Int = DEFAULT_READ_AHEAD

        /** The dispatcher for blocking reads of flows and cursors: [Dispatchers.IO] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        /** Sets the format of the input; null detects it. */
        public fun format(format: MarcFormat?): Builder = apply { this.format = format }

        /** Sets the parser for MARCXML; null for the default. */
        public fun xmlParser(xmlParser: XmlParser?): Builder = apply { this.xmlParser = xmlParser }

        /** Sets the maximum of bytes in a value of a text format. */
        public fun maxValueBytes(maxValueBytes: Int): Builder = apply { this.maxValueBytes = maxValueBytes }

        /** Sets the maximum depth of a text format. */
        public fun maxDepth(maxDepth: Int): Builder = apply { this.maxDepth = maxDepth }

        /** Sets the treatment of problems. */
        public fun strictness(strictness: Strictness): Builder = apply { this.strictness = strictness }

        /** Sets the maximum of bytes in a record. */
        public fun maxRecordBytes(maxRecordBytes: Int): Builder = apply { this.maxRecordBytes = maxRecordBytes }

        /** Sets the maximum of bytes that one damage holds. */
        public fun maxDamageBytes(maxDamageBytes: Int): Builder = apply { this.maxDamageBytes = maxDamageBytes }

        /** Sets the maximum of problems that a record keeps. */
        public fun maxProblemsPerRecord(maxProblemsPerRecord: Int): Builder =
            apply { this.maxProblemsPerRecord = maxProblemsPerRecord }

        /** Sets the maximum of problems that one reading reports in detail. */
        public fun maxProblems(maxProblems: Int): Builder = apply { this.maxProblems = maxProblems }

        /**
         * Sets a callback for each problem of records and damage, in input order; in strict reading, for each
         * [Severity.WARNING]. It runs in the collector's context, before the record with the problem is delivered. Its
         * exceptions end the reading.
         */
        @JvmSynthetic
        public fun onProblem(action: (MarcProblem) -> Unit): Builder = apply { problemAction = action }

        /** The same as the other [onProblem], for Java: the callback runs in the thread that reads. */
        public fun onProblem(action: Consumer<MarcProblem>): Builder = onProblem { action.accept(it) }

        /**
         * Sets a callback for the progress: after about every MiB of input, and at the end. It runs in the collector's
         * context, or in the thread that reads. Its exceptions end the reading.
         */
        public fun onProgress(action: Consumer<Progress>): Builder = apply { progressAction = action }

        /**
         * Sets a callback for the format of the input: once per reading, before the first record, in the collector's
         * context or in the thread that reads. Its exceptions end the reading.
         */
        public fun onFormat(action: Consumer<MarcFormat>): Builder = apply { formatAction = action }

        /** Sets the rule for the character set of a record. */
        public fun characterSetRule(characterSetRule: CharacterSetRule): Builder =
            apply { this.characterSetRule = characterSetRule }

        /** Sets the dialect of the records. */
        public fun dialect(dialect: Dialect): Builder = apply { this.dialect = dialect }

        /** Sets the Unicode form of text. */
        public fun normalization(normalization: Normalization): Builder = apply { this.normalization = normalization }

        /** Sets whether reading checks text. */
        public fun verifyText(verifyText: Boolean): Builder = apply { this.verifyText = verifyText }

        /** Sets whether reading checks subfield codes. */
        public fun verifyCodes(verifyCodes: Boolean): Builder = apply { this.verifyCodes = verifyCodes }

        /** Sets the maximum of bytes per read. */
        public fun chunkSize(chunkSize: Int): Builder = apply { this.chunkSize = chunkSize }

        /** Sets the maximum of chunks between reading and decoding. */
        public fun readAhead(readAhead: Int): Builder = apply { this.readAhead = readAhead }

        /** Sets the dispatcher for blocking reads. */
        @JvmSynthetic
        public fun ioDispatcher(ioDispatcher: CoroutineDispatcher): Builder = apply { this.ioDispatcher = ioDispatcher }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public fun build(): ReadOptions {
            require(chunkSize >= SMALLEST_CHUNK) { "chunkSize must be at least $SMALLEST_CHUNK bytes, not $chunkSize" }
            require(readAhead >= 1) { "readAhead must be at least 1 chunk, not $readAhead" }
            require(maxRecordBytes >= SMALLEST_RECORD) {
                "maxRecordBytes must be at least $SMALLEST_RECORD, not $maxRecordBytes"
            }
            require(maxValueBytes >= 1) { "maxValueBytes must be at least 1, not $maxValueBytes" }
            require(maxDepth >= SMALLEST_DEPTH) { "maxDepth must be at least $SMALLEST_DEPTH, not $maxDepth" }
            require(maxDamageBytes >= 0) { "maxDamageBytes must be at least 0, not $maxDamageBytes" }
            require(maxProblemsPerRecord >= 1) { "maxProblemsPerRecord must be at least 1, not $maxProblemsPerRecord" }
            require(maxProblems >= 1) { "maxProblems must be at least 1, not $maxProblems" }
            return ReadOptions(this)
        }

        internal companion object {
            private const val DEFAULT_CHUNK_SIZE = 512 * 1024
            private const val SMALLEST_CHUNK = 1024
            private const val DEFAULT_READ_AHEAD = 2
            private const val DEFAULT_RECORD_BYTES = 16 * 1024 * 1024
            private const val SMALLEST_RECORD = 26
            private const val DEFAULT_VALUE_BYTES = 16 * 1024 * 1024
            private const val DEFAULT_DEPTH = 32

            // A record in MARC-in-JSON: object, fields, field, field content, subfields, subfield.
            private const val SMALLEST_DEPTH = 6
            private const val DEFAULT_DAMAGE_BYTES = 4 * 1024 * 1024
            private const val DEFAULT_PROBLEMS_PER_RECORD = 1_000
            private const val DEFAULT_PROBLEMS = 100_000

            @JvmSynthetic
            internal fun create(): Builder = Builder()

            @JvmSynthetic
            internal fun from(options: ReadOptions): Builder = Builder().apply {
                format = options.format
                xmlParser = options.xmlParser
                strictness = options.strictness
                maxRecordBytes = options.maxRecordBytes
                maxValueBytes = options.maxValueBytes
                maxDepth = options.maxDepth
                maxDamageBytes = options.maxDamageBytes
                maxProblemsPerRecord = options.maxProblemsPerRecord
                maxProblems = options.maxProblems
                problemAction = options.problemAction
                progressAction = options.progressAction
                formatAction = options.formatAction
                characterSetRule = options.characterSetRule
                dialect = options.dialect
                normalization = options.normalization
                verifyText = options.verifyText
                verifyCodes = options.verifyCodes
                chunkSize = options.chunkSize
                readAhead = options.readAhead
                ioDispatcher = options.ioDispatcher
            }
        }
    }

    public companion object {
        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: ReadOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `ReadOptions { verifyText = false }`. */
@JvmSynthetic
public fun ReadOptions(configure: ReadOptions.Builder.() -> Unit): ReadOptions =
    ReadOptions.builder().apply(configure).build()
