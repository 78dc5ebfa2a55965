// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.options.OptionTable
import dev.marcato.internal.options.atLeast
import java.util.concurrent.Executor
import java.util.function.Consumer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher

/**
 * Options for reading: `ReadOptions { strictness = Strictness.LENIENT }` in Kotlin,
 * `ReadOptions.builder().strictness(Strictness.LENIENT).build()` in Java.
 *
 * Immutable and safe to share between threads and readers.
 */
public class ReadOptions private constructor(private val set: Builder) {
    /**
     * The format of the input. By default (null) it is detected from the first bytes ([MarcFormat.detect]), and
     * otherwise ISO 2709.
     */
    @get:JvmName("format")
    public val format: MarcFormat? get() = set.format

    /** The treatment of problems: [Strictness.STRICT] by default. */
    @get:JvmName("strictness")
    public val strictness: Strictness get() = set.strictness

    /** What is checked inside fields: [TextCheck.TEXT] by default. */
    @get:JvmName("textCheck")
    public val textCheck: TextCheck get() = set.textCheck

    /** The rule for the character set of a record: [CharacterSetRule.OBEY] by default. UNIMARC isn't detected. */
    @get:JvmName("characterSetRule")
    public val characterSetRule: CharacterSetRule get() = set.characterSetRule

    /**
     * The Unicode form of text that a record returns: [Normalization.NONE] by default. The bytes stay as they are until
     * the record is edited or converted to UTF-8, which uses this form.
     */
    @get:JvmName("normalization")
    public val normalization: Normalization get() = set.normalization

    /**
     * The parser for MARCXML. By default (null), [XmlParser.OWN] reads every record that it can, and
     * [XmlParser.PLATFORM] the others. With [XmlParser.OWN], the others are damage.
     */
    @get:JvmName("xmlParser")
    public val xmlParser: XmlParser? get() = set.xmlParser

    /** Whether gzip is uncompressed, refused or required: [Compression.AUTO] by default. */
    @get:JvmName("compression")
    public val compression: Compression get() = set.compression

    /** How much is read, held and reported: [ReadLimits.DEFAULT] by default. */
    @get:JvmName("limits")
    public val limits: ReadLimits get() = set.limits

    /**
     * The maximum of bytes per read, for inputs that turn out to be long: 512 KiB by default, at least 1 KiB. It affects
     * only speed and memory.
     */
    @get:JvmName("chunkSize")
    public val chunkSize: Int get() = set.chunkSize

    /**
     * The maximum of chunks between reading and decoding in a flow: 2 by default, at least 1. If a collector stalls, at
     * most one more chunk is read.
     */
    @get:JvmName("readAhead")
    public val readAhead: Int get() = set.readAhead

    /** The dispatcher for blocking reads of flows and cursors: [Dispatchers.IO] by default. */
    @get:JvmSynthetic
    public val ioDispatcher: CoroutineDispatcher get() = set.ioDispatcher

    @get:JvmSynthetic internal val problemAction: ((MarcProblem) -> Unit)? get() = set.problemAction

    @get:JvmSynthetic internal val progressAction: ((Progress) -> Unit)? get() = set.progressAction

    @get:JvmSynthetic internal val formatAction: ((MarcFormat) -> Unit)? get() = set.formatAction

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    /**
     * Returns the options as a line of text, which [parse] reads, in another process for example: `name=value` for each
     * option that isn't at its default. Dispatchers and callbacks aren't part of it.
     */
    public fun toText(): String = TABLE.text(set)

    override fun toString(): String = "ReadOptions(${toText()})"

    /** Collects options. In Kotlin assign the properties; the functions named like them are for Java. */
    public class Builder private constructor() {
        /** See [ReadOptions.format]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var format: MarcFormat? = null

        /** See [ReadOptions.strictness]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var strictness: Strictness = Strictness.STRICT

        /** See [ReadOptions.textCheck]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var textCheck: TextCheck = TextCheck.TEXT

        /** See [ReadOptions.characterSetRule]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var characterSetRule: CharacterSetRule = CharacterSetRule.OBEY

        /** See [ReadOptions.normalization]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var normalization: Normalization = Normalization.NONE

        /** See [ReadOptions.xmlParser]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var xmlParser: XmlParser? = null

        /** See [ReadOptions.compression]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var compression: Compression = Compression.AUTO

        /** See [ReadOptions.limits]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var limits: ReadLimits = ReadLimits.DEFAULT

        /** See [ReadOptions.chunkSize]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var chunkSize: Int = 512 * 1024

        /** See [ReadOptions.readAhead]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var readAhead: Int = 2

        /** See [ReadOptions.ioDispatcher]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        @get:JvmSynthetic @set:JvmSynthetic
        internal var problemAction: ((MarcProblem) -> Unit)? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var progressAction: ((Progress) -> Unit)? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var formatAction: ((MarcFormat) -> Unit)? = null

        /** Sets [ReadOptions.format]. */
        public fun format(format: MarcFormat?): Builder = apply { this.format = format }

        /** Sets [ReadOptions.strictness]. */
        public fun strictness(strictness: Strictness): Builder = apply { this.strictness = strictness }

        /** Sets [ReadOptions.textCheck]. */
        public fun textCheck(textCheck: TextCheck): Builder = apply { this.textCheck = textCheck }

        /** Sets [ReadOptions.characterSetRule]. */
        public fun characterSetRule(characterSetRule: CharacterSetRule): Builder =
            apply { this.characterSetRule = characterSetRule }

        /** Sets [ReadOptions.normalization]. */
        public fun normalization(normalization: Normalization): Builder = apply { this.normalization = normalization }

        /** Sets [ReadOptions.xmlParser]. */
        public fun xmlParser(xmlParser: XmlParser?): Builder = apply { this.xmlParser = xmlParser }

        /** Sets [ReadOptions.compression]. */
        public fun compression(compression: Compression): Builder = apply { this.compression = compression }

        /** Sets [ReadOptions.limits]. */
        public fun limits(limits: ReadLimits): Builder = apply { this.limits = limits }

        /** Changes [ReadOptions.limits]: `limits { recordBytes = 100_000 }`. */
        @JvmSynthetic
        public fun limits(changes: ReadLimits.Builder.() -> Unit) {
            limits = limits.toBuilder().apply(changes).build()
        }

        /** Sets [ReadOptions.chunkSize]. */
        public fun chunkSize(chunkSize: Int): Builder = apply { this.chunkSize = chunkSize }

        /** Sets [ReadOptions.readAhead]. */
        public fun readAhead(readAhead: Int): Builder = apply { this.readAhead = readAhead }

        /**
         * Sets the executor for blocking reads, instead of a pool of daemon threads; see [ReadOptions.ioDispatcher]. Its
         * owner shuts it down after the reading.
         */
        public fun ioExecutor(executor: Executor): Builder = apply { ioDispatcher = executor.asCoroutineDispatcher() }

        /**
         * Sets a callback for each problem of records and damage, in input order; in strict reading, for each
         * [Severity.WARNING]. It runs in the collector's context, or in the thread that reads, before the record with
         * the problem is delivered. Its exceptions end the reading.
         */
        @JvmSynthetic
        public fun onProblem(action: (MarcProblem) -> Unit): Builder = apply { problemAction = action }

        /** The same as the other [onProblem], for Java. */
        public fun onProblem(action: Consumer<MarcProblem>): Builder = onProblem { action.accept(it) }

        /**
         * Sets a callback for the progress: after about every MiB that is taken from the input, whatever it is, and at
         * the end. It runs in the collector's context, or in the thread that reads. Its exceptions end the reading.
         */
        @JvmSynthetic
        public fun onProgress(action: (Progress) -> Unit): Builder = apply { progressAction = action }

        /** The same as the other [onProgress], for Java. */
        public fun onProgress(action: Consumer<Progress>): Builder = onProgress { action.accept(it) }

        /**
         * Sets a callback for the format of the input: once per reading, before the first record, in the collector's
         * context or in the thread that reads. Its exceptions end the reading.
         */
        @JvmSynthetic
        public fun onFormat(action: (MarcFormat) -> Unit): Builder = apply { formatAction = action }

        /** The same as the other [onFormat], for Java. */
        public fun onFormat(action: Consumer<MarcFormat>): Builder = onFormat { action.accept(it) }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public fun build(): ReadOptions {
            atLeast("chunkSize", chunkSize, SMALLEST_CHUNK)
            atLeast("readAhead", readAhead, 1)
            return ReadOptions(copy())
        }

        @JvmSynthetic
        internal fun copy(): Builder = TABLE.copyOf(this).also {
            it.ioDispatcher = ioDispatcher
            it.problemAction = problemAction
            it.progressAction = progressAction
            it.formatAction = formatAction
        }

        internal companion object {
            private const val SMALLEST_CHUNK = 1024

            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        private val TABLE = OptionTable("options of reading") { Builder.create() }
            .wordOrNone(Builder::format)
            .word(Builder::strictness)
            .word(Builder::textCheck)
            .option(Builder::characterSetRule, { "$it" }, CharacterSetRule::of)
            .word(Builder::normalization)
            .wordOrNone(Builder::xmlParser)
            .word(Builder::compression)
            .options(Builder::limits, ReadLimits.TABLE, ReadLimits::toBuilder) { it.build() }
            .number(Builder::chunkSize)
            .number(Builder::readAhead)

        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: ReadOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()

        /**
         * Reads the text of options; see [toText].
         *
         * @throws IllegalArgumentException if it isn't such a text, or an option is out of range
         */
        @JvmStatic
        public fun parse(text: String): ReadOptions = TABLE.read(text).build()
    }
}

/** Makes options: `ReadOptions { strictness = Strictness.LENIENT }`. */
@JvmSynthetic
public fun ReadOptions(configure: ReadOptions.Builder.() -> Unit): ReadOptions =
    ReadOptions.builder().apply(configure).build()
