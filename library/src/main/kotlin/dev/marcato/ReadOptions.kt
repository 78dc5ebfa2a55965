// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import java.util.function.Consumer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/**
 * How to read. In Kotlin `ReadOptions { verifyText = false }`, in Java
 * `ReadOptions.builder().verifyText(false).build()`.
 *
 * Immutable and safe to share between threads and readers.
 */
public class ReadOptions private constructor(builder: Builder) {
    /** The format of the input, or null for what its first bytes tell; see [Builder.format]. */
    @get:JvmName("format")
    public val format: MarcFormat? = builder.format

    /** What reads MARCXML, or null for whatever can; see [Builder.xmlParser]. */
    @get:JvmName("xmlParser")
    public val xmlParser: XmlParser? = builder.xmlParser

    /** What to do about bytes that are not as they should be; see [Builder.strictness]. */
    @get:JvmName("strictness")
    public val strictness: Strictness = builder.strictness

    /** How large a record may be; see [Builder.maxRecordBytes]. */
    @get:JvmName("maxRecordBytes")
    public val maxRecordBytes: Int = builder.maxRecordBytes

    /** How many bytes a value of a text format may have; see [Builder.maxValueBytes]. */
    @get:JvmName("maxValueBytes")
    public val maxValueBytes: Int = builder.maxValueBytes

    /** How deep a text format may be nested; see [Builder.maxDepth]. */
    @get:JvmName("maxDepth")
    public val maxDepth: Int = builder.maxDepth

    /** How many bytes that are no record are held; see [Builder.maxDamageBytes]. */
    @get:JvmName("maxDamageBytes")
    public val maxDamageBytes: Int = builder.maxDamageBytes

    /** How many problems a record keeps; see [Builder.maxProblemsPerRecord]. */
    @get:JvmName("maxProblemsPerRecord")
    public val maxProblemsPerRecord: Int = builder.maxProblemsPerRecord

    /** How many problems all records of an input keep; see [Builder.maxProblems]. */
    @get:JvmName("maxProblems")
    public val maxProblems: Int = builder.maxProblems

    @get:JvmSynthetic
    internal val problemAction: ((MarcProblem) -> Unit)? = builder.problemAction

    @get:JvmSynthetic
    internal val progressAction: Consumer<Progress>? = builder.progressAction

    @get:JvmSynthetic
    internal val formatAction: Consumer<MarcFormat>? = builder.formatAction

    /** By what the character set of a record is told; see [Builder.characterSetRule]. */
    @get:JvmName("characterSetRule")
    public val characterSetRule: CharacterSetRule = builder.characterSetRule

    /** Which family of MARC records belong to; see [Builder.dialect]. */
    @get:JvmName("dialect")
    public val dialect: Dialect = builder.dialect

    /** Into which form of Unicode text is brought; see [Builder.normalization]. */
    @get:JvmName("normalization")
    public val normalization: Normalization = builder.normalization

    /** Whether text beyond ASCII is checked while reading; see [Builder.verifyText]. */
    @get:JvmName("verifyText")
    public val verifyText: Boolean = builder.verifyText

    /** Whether subfield codes are checked while reading; see [Builder.verifyCodes]. */
    @get:JvmName("verifyCodes")
    public val verifyCodes: Boolean = builder.verifyCodes

    /** The size of the largest chunk; see [Builder.chunkSize]. */
    @get:JvmName("chunkSize")
    public val chunkSize: Int = builder.chunkSize

    /** How many chunks a flow reads ahead; see [Builder.readAhead]. */
    @get:JvmName("readAhead")
    public val readAhead: Int = builder.readAhead

    /** Where blocking reads are made; see [Builder.ioDispatcher]. */
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

    /** Collects options; every one of them has a default. */
    public class Builder private constructor() {
        /**
         * The format of the input: unless set, or null, what its first bytes tell ([MarcFormat.detect]), and ISO 2709 if
         * they tell nothing.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var format: MarcFormat? = null

        /**
         * What reads MARCXML: unless set, or null, [XmlParser.OWN] each record that it can, and [XmlParser.PLATFORM] the
         * others. If it is [XmlParser.OWN], the others are damage.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var xmlParser: XmlParser? = null

        /**
         * What to do about bytes that are not as they should be: [Strictness.STRICT] unless set. What is only likely to
         * be wrong, a [Severity.WARNING], ends no reading.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var strictness: Strictness = Strictness.STRICT

        /**
         * How many bytes a record may have: 16 MiB unless set. ISO 2709 has room for 99,999, but there are larger ones,
         * with a length that lies. What is larger is damage ([ProblemCode.RECORD_TOO_LARGE]). In text formats, which
         * take more bytes for the same record, it may have four times as many.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxRecordBytes: Int = DEFAULT_RECORD_BYTES

        /**
         * How many bytes one value, name or number may have in a text format: 16 MiB unless set. A record with a larger
         * one is damage ([ProblemCode.VALUE_TOO_LARGE]).
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxValueBytes: Int = DEFAULT_VALUE_BYTES

        /**
         * How deep elements, or objects and arrays, may be nested in a text format: 32 unless set. What is deeper is
         * damage ([ProblemCode.NESTING_TOO_DEEP]).
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxDepth: Int = DEFAULT_DEPTH

        /**
         * How many bytes that are no record are held in memory to be looked at ([Outcome.Damage.bytes]): 4 MiB unless
         * set. Of longer stretches only the place is told ([ProblemCode.DAMAGE_TOO_LARGE]).
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxDamageBytes: Int = DEFAULT_DAMAGE_BYTES

        /**
         * How many problems a record keeps: 1,000 unless set. Of further ones only their number is told
         * ([ProblemCode.PROBLEMS_IN_RECORD_LIMIT]).
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxProblemsPerRecord: Int = DEFAULT_PROBLEMS_PER_RECORD

        /**
         * How many problems are told in detail in one reading: 100,000 unless set. A damaged record that comes later
         * has one problem that says how many it would have had ([ProblemCode.PROBLEMS_IN_INPUT_LIMIT]); damage that
         * comes later still has its problem.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxProblems: Int = DEFAULT_PROBLEMS

        @get:JvmSynthetic
        @set:JvmSynthetic
        internal var problemAction: ((MarcProblem) -> Unit)? = null

        @get:JvmSynthetic
        @set:JvmSynthetic
        internal var progressAction: Consumer<Progress>? = null

        @get:JvmSynthetic
        @set:JvmSynthetic
        internal var formatAction: Consumer<MarcFormat>? = null

        /** By what the character set of a record is told: [CharacterSetRule.OBEY] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var characterSetRule: CharacterSetRule = CharacterSetRule.OBEY

        /** Which family of MARC records belong to: [Dialect.MARC_21] unless set. Nothing is told from the records. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var dialect: Dialect = Dialect.MARC_21

        /**
         * Into which form of Unicode text is brought when it is asked for: [Normalization.NONE] unless set. The bytes
         * stay as they are, until the record is edited or converted: what becomes UTF-8 then is in this form.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var normalization: Normalization = Normalization.NONE

        /**
         * Whether the text of every record with bytes beyond ASCII is checked to be in the character set that the
         * record names, so that looking at the record later can meet no undecodable bytes. True unless set. Where it
         * is false such bytes are read as U+FFFD.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var verifyText: Boolean = true

        /**
         * Whether every subfield is checked to have a code, and that code to be a graphic ASCII character. False unless
         * set: a fifth of the records that could be read meanwhile is much for what the records show themselves. A code
         * is read as the character that stands there, and one that is missing as U+0000, whether it is checked or not.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var verifyCodes: Boolean = false

        /**
         * How many bytes one read asks for at most, once an input turns out to be long: 512 KiB unless set, 1 KiB at
         * least. Has no effect on what is read, only on how fast and with how much memory.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var chunkSize: Int = DEFAULT_CHUNK_SIZE

        /**
         * How many chunks wait, at most, between the reading and the decoding of a flow: 2 unless set, 1 at least.
         * A collector that stalls so keeps the file from being read further than this and one more chunk.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var readAhead: Int = DEFAULT_READ_AHEAD

        /** Where flows and cursors make their blocking reads: [Dispatchers.IO] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        /** Sets the format of the input; null for what its first bytes tell. */
        public fun format(format: MarcFormat?): Builder = apply { this.format = format }

        /** Sets what reads MARCXML; null for whatever can. */
        public fun xmlParser(xmlParser: XmlParser?): Builder = apply { this.xmlParser = xmlParser }

        /** Sets how many bytes a value of a text format may have. */
        public fun maxValueBytes(maxValueBytes: Int): Builder = apply { this.maxValueBytes = maxValueBytes }

        /** Sets how deep a text format may be nested. */
        public fun maxDepth(maxDepth: Int): Builder = apply { this.maxDepth = maxDepth }

        /** Sets what to do about bytes that are not as they should be. */
        public fun strictness(strictness: Strictness): Builder = apply { this.strictness = strictness }

        /** Sets how many bytes a record may have. */
        public fun maxRecordBytes(maxRecordBytes: Int): Builder = apply { this.maxRecordBytes = maxRecordBytes }

        /** Sets how many bytes that are no record are held in memory. */
        public fun maxDamageBytes(maxDamageBytes: Int): Builder = apply { this.maxDamageBytes = maxDamageBytes }

        /** Sets how many problems a record keeps. */
        public fun maxProblemsPerRecord(maxProblemsPerRecord: Int): Builder =
            apply { this.maxProblemsPerRecord = maxProblemsPerRecord }

        /** Sets how many problems are told in detail in one reading. */
        public fun maxProblems(maxProblems: Int): Builder = apply { this.maxProblems = maxProblems }

        /**
         * Sets what to do with each problem of a lenient reading, those of records and those of damage, and with each
         * [Severity.WARNING] of a strict one, in the order of the input. It is called where the records are collected, before the record that has the problem is delivered.
         * What it throws ends the reading.
         */
        @JvmSynthetic
        public fun onProblem(action: (MarcProblem) -> Unit): Builder = apply { problemAction = action }

        /**
         * Sets what to do with each problem of a lenient reading, those of records and those of damage, and with each
         * [Severity.WARNING] of a strict one, in the order of the input. It is called by the thread that reads, before the record that has the problem is delivered. What it
         * throws ends the reading.
         */
        public fun onProblem(action: Consumer<MarcProblem>): Builder = onProblem { action.accept(it) }

        /**
         * Sets what is told how far a reading has come: after every MiB of the input, about, and at its end. It is called
         * where records are made, in the collector's context or by the thread that reads. What it throws ends the
         * reading.
         */
        public fun onProgress(action: Consumer<Progress>): Builder = apply { progressAction = action }

        /**
         * Sets what is told in which format the input is: once in each reading, before its first record, where records
         * are made. What it throws ends the reading.
         */
        public fun onFormat(action: Consumer<MarcFormat>): Builder = apply { formatAction = action }

        /** Sets by what the character set of a record is told. */
        public fun characterSetRule(characterSetRule: CharacterSetRule): Builder =
            apply { this.characterSetRule = characterSetRule }

        /** Sets which family of MARC records belong to. */
        public fun dialect(dialect: Dialect): Builder = apply { this.dialect = dialect }

        /** Sets into which form of Unicode text is brought when it is asked for. */
        public fun normalization(normalization: Normalization): Builder = apply { this.normalization = normalization }

        /** Sets whether text is checked while reading. */
        public fun verifyText(verifyText: Boolean): Builder = apply { this.verifyText = verifyText }

        /** Sets whether subfield codes are checked while reading. */
        public fun verifyCodes(verifyCodes: Boolean): Builder = apply { this.verifyCodes = verifyCodes }

        /** Sets the size of the largest chunk in bytes. */
        public fun chunkSize(chunkSize: Int): Builder = apply { this.chunkSize = chunkSize }

        /** Sets how many chunks a flow reads ahead. */
        public fun readAhead(readAhead: Int): Builder = apply { this.readAhead = readAhead }

        /** Sets where blocking reads are made. */
        @JvmSynthetic
        public fun ioDispatcher(ioDispatcher: CoroutineDispatcher): Builder = apply { this.ioDispatcher = ioDispatcher }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range
         */
        public fun build(): ReadOptions {
            require(chunkSize >= SMALLEST_CHUNK) { "chunkSize is at least $SMALLEST_CHUNK bytes, not $chunkSize" }
            require(readAhead >= 1) { "readAhead is at least 1 chunk, not $readAhead" }
            require(maxRecordBytes >= SMALLEST_RECORD) {
                "maxRecordBytes is at least $SMALLEST_RECORD, not $maxRecordBytes"
            }
            require(maxValueBytes >= 1) { "maxValueBytes is at least 1, not $maxValueBytes" }
            require(maxDepth >= SMALLEST_DEPTH) { "maxDepth is at least $SMALLEST_DEPTH, not $maxDepth" }
            require(maxDamageBytes >= 0) { "maxDamageBytes is at least 0, not $maxDamageBytes" }
            require(maxProblemsPerRecord >= 1) { "maxProblemsPerRecord is at least 1, not $maxProblemsPerRecord" }
            require(maxProblems >= 1) { "maxProblems is at least 1, not $maxProblems" }
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
        /** All options at their defaults: strict, text checked, codes not. */
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
