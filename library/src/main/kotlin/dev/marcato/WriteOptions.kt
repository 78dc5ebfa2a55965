// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.options.OptionTable
import dev.marcato.internal.options.atLeast
import java.util.concurrent.Executor
import java.util.function.BiConsumer
import java.util.function.Consumer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher

/**
 * Options for writing: `WriteOptions { compression = Compression.GZIP }` in Kotlin,
 * `WriteOptions.builder().compression(Compression.GZIP).build()` in Java.
 *
 * **What happens to a record that can't be written as it is.** The defaults lose nothing in silence:
 *
 * | case | option | default | otherwise |
 * |---|---|---|---|
 * | its bytes were damaged when it was read | [repair] | kept as far as possible | as read, laid out anew, refused |
 * | content that the format can't carry | [inexpressible] | replaced and reported | refused |
 * | a character without a MARC-8 code | [convertTo] | written as a reference | refused |
 * | it is too large for ISO 2709 | [oversize] | refused | split, diverted, lengths of nines |
 * | it is refused by one of these | [refusal] | the writing fails | skipped and reported |
 *
 * Immutable and safe to share between threads and writers.
 */
public class WriteOptions private constructor(private val set: Builder) {
    /** The output format. By default (null) that of the file name ([MarcFormat.ofName]), otherwise ISO 2709. */
    @get:JvmName("format")
    public val format: MarcFormat? get() = set.format

    /**
     * The character set that ISO 2709 records are converted to, with leader/09. By default (null), a record keeps its
     * own, and built records are in UTF-8. Other formats are always in UTF-8, but mnemonic text can be MARC-8 as ASCII.
     * [inexpressible] applies to bytes that can't be decoded.
     */
    @get:JvmName("convertTo")
    public val convertTo: Conversion? get() = set.convertTo

    /** The treatment of records with problems from reading: [Repair.KEEP] by default. */
    @get:JvmName("repair")
    public val repair: Repair get() = set.repair

    /**
     * The treatment of content that the format or requested character set can't carry: [Inexpressible.REPLACE] by
     * default.
     */
    @get:JvmName("inexpressible")
    public val inexpressible: Inexpressible get() = set.inexpressible

    /** The treatment of records that are too large for ISO 2709: [Oversize.REFUSE] by default. */
    @get:JvmName("oversize")
    public val oversize: Oversize get() = set.oversize

    /** The treatment of records that the format can't express: [Refusal.FAIL] by default. */
    @get:JvmName("refusal")
    public val refusal: Refusal get() = set.refusal

    /** The layout of XML: [XmlLayout.DEFAULT] by default. */
    @get:JvmName("xml")
    public val xml: XmlLayout get() = set.xml

    /** The maximum of problems that a [WriteReport] keeps: 1,000 by default. Others are only counted. */
    @get:JvmName("reportedProblems")
    public val reportedProblems: Int get() = set.reportedProblems

    /** What happens to an existing file: [FileMode.REPLACE] by default. */
    @get:JvmName("fileMode")
    public val fileMode: FileMode get() = set.fileMode

    /** When a file counts as written: [Durability.SYSTEM] by default. */
    @get:JvmName("durability")
    public val durability: Durability get() = set.durability

    /** Whether output is compressed: [Compression.AUTO] by default. */
    @get:JvmName("compression")
    public val compression: Compression get() = set.compression

    /**
     * The maximum of batches of a flow that are encoded at the same time: 1 by default. The order stays the same.
     * Taking records, encoding and writing bytes overlap in any case.
     */
    @get:JvmName("parallelism")
    public val parallelism: Int get() = set.parallelism

    /** The dispatcher for blocking writes: [Dispatchers.IO] by default. */
    @get:JvmSynthetic
    public val ioDispatcher: CoroutineDispatcher get() = set.ioDispatcher

    /** The dispatcher for encoding the records of a flow: [Dispatchers.Default] by default. */
    @get:JvmSynthetic
    public val encodingDispatcher: CoroutineDispatcher get() = set.encodingDispatcher

    @get:JvmSynthetic internal val refusedAction: ((Record, MarcProblem) -> Unit)? get() = set.refusedAction

    @get:JvmSynthetic internal val replacedAction: ((Record, MarcProblem) -> Unit)? get() = set.replacedAction

    @get:JvmSynthetic internal val progressAction: ((Progress) -> Unit)? get() = set.progressAction

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    /**
     * Returns the options as a line of text, which [parse] reads, in another process for example: `name=value` for each
     * option that isn't at its default. Dispatchers and callbacks aren't part of it.
     *
     * @throws IllegalStateException if [oversize] has a rule or a sink, which can't be text
     */
    public fun toText(): String {
        check(oversize.isData) { "oversize is $oversize, which can't be written as text" }
        return TABLE.text(set)
    }

    override fun toString(): String = "WriteOptions(${TABLE.text(set)})"

    /** Collects options. In Kotlin assign the properties; the functions named like them are for Java. */
    public class Builder private constructor() {
        /** See [WriteOptions.format]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var format: MarcFormat? = null

        /** See [WriteOptions.convertTo]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var convertTo: Conversion? = null

        /** See [WriteOptions.repair]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var repair: Repair = Repair.KEEP

        /** See [WriteOptions.inexpressible]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var inexpressible: Inexpressible = Inexpressible.REPLACE

        /** See [WriteOptions.oversize]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var oversize: Oversize = Oversize.REFUSE

        /** See [WriteOptions.refusal]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var refusal: Refusal = Refusal.FAIL

        /** See [WriteOptions.xml]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var xml: XmlLayout = XmlLayout.DEFAULT

        /** See [WriteOptions.reportedProblems]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var reportedProblems: Int = 1_000

        /** See [WriteOptions.fileMode]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var fileMode: FileMode = FileMode.REPLACE

        /** See [WriteOptions.durability]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var durability: Durability = Durability.SYSTEM

        /** See [WriteOptions.compression]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var compression: Compression = Compression.AUTO

        /** See [WriteOptions.parallelism]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var parallelism: Int = 1

        /** See [WriteOptions.ioDispatcher]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        /** See [WriteOptions.encodingDispatcher]. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var encodingDispatcher: CoroutineDispatcher = Dispatchers.Default

        @get:JvmSynthetic @set:JvmSynthetic
        internal var refusedAction: ((Record, MarcProblem) -> Unit)? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var replacedAction: ((Record, MarcProblem) -> Unit)? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var progressAction: ((Progress) -> Unit)? = null

        /** Sets [WriteOptions.format]. */
        public fun format(format: MarcFormat?): Builder = apply { this.format = format }

        /** Sets [WriteOptions.convertTo]. */
        public fun convertTo(convertTo: Conversion?): Builder = apply { this.convertTo = convertTo }

        /** Sets [WriteOptions.repair]. */
        public fun repair(repair: Repair): Builder = apply { this.repair = repair }

        /** Sets [WriteOptions.inexpressible]. */
        public fun inexpressible(inexpressible: Inexpressible): Builder = apply { this.inexpressible = inexpressible }

        /** Sets [WriteOptions.oversize]. */
        public fun oversize(oversize: Oversize): Builder = apply { this.oversize = oversize }

        /** Sets [WriteOptions.refusal]. */
        public fun refusal(refusal: Refusal): Builder = apply { this.refusal = refusal }

        /** Sets [WriteOptions.xml]. */
        public fun xml(xml: XmlLayout): Builder = apply { this.xml = xml }

        /** Changes [WriteOptions.xml]: `xml { prefix = "marc" }`. */
        @JvmSynthetic
        public fun xml(changes: XmlLayout.Builder.() -> Unit) {
            xml = xml.toBuilder().apply(changes).build()
        }

        /** Sets [WriteOptions.reportedProblems]. */
        public fun reportedProblems(reportedProblems: Int): Builder = apply { this.reportedProblems = reportedProblems }

        /** Sets [WriteOptions.fileMode]. */
        public fun fileMode(fileMode: FileMode): Builder = apply { this.fileMode = fileMode }

        /** Sets [WriteOptions.durability]. */
        public fun durability(durability: Durability): Builder = apply { this.durability = durability }

        /** Sets [WriteOptions.compression]. */
        public fun compression(compression: Compression): Builder = apply { this.compression = compression }

        /** Sets [WriteOptions.parallelism]. */
        public fun parallelism(parallelism: Int): Builder = apply { this.parallelism = parallelism }

        /**
         * Sets the executor for blocking writes, instead of a pool of daemon threads; see [WriteOptions.ioDispatcher].
         * Its owner shuts it down after the writing.
         */
        public fun ioExecutor(executor: Executor): Builder = apply { ioDispatcher = executor.asCoroutineDispatcher() }

        /**
         * Sets the executor for encoding the records of a flow; see [WriteOptions.encodingDispatcher]. Its owner shuts
         * it down after the writing.
         */
        public fun encodingExecutor(executor: Executor): Builder =
            apply { encodingDispatcher = executor.asCoroutineDispatcher() }

        /**
         * Sets a callback for each record skipped under [Refusal.SKIP] and its problem, in record order. It runs where
         * bytes are written, so it may block. Its exceptions end the writing.
         */
        @JvmSynthetic
        public fun onRefused(action: (Record, MarcProblem) -> Unit): Builder = apply { refusedAction = action }

        /** The same as the other [onRefused], for Java. */
        public fun onRefused(action: BiConsumer<Record, MarcProblem>): Builder =
            onRefused { record, problem -> action.accept(record, problem) }

        /**
         * Sets a callback for each replacement under [Inexpressible.REPLACE], in record order, for the first hundred of
         * each record. It runs where bytes are written, so it may block. Its exceptions end the writing.
         */
        @JvmSynthetic
        public fun onReplaced(action: (Record, MarcProblem) -> Unit): Builder = apply { replacedAction = action }

        /** The same as the other [onReplaced], for Java. */
        public fun onReplaced(action: BiConsumer<Record, MarcProblem>): Builder =
            onReplaced { record, problem -> action.accept(record, problem) }

        /**
         * Sets a callback for the progress: whenever bytes were handed over, about every 100 to 300 kB, and at the end.
         * It runs where bytes are written. Its exceptions end the writing.
         */
        @JvmSynthetic
        public fun onProgress(action: (Progress) -> Unit): Builder = apply { progressAction = action }

        /** The same as the other [onProgress], for Java. */
        public fun onProgress(action: Consumer<Progress>): Builder = onProgress { action.accept(it) }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public fun build(): WriteOptions {
            atLeast("reportedProblems", reportedProblems, 0)
            atLeast("parallelism", parallelism, 1)
            return WriteOptions(copy())
        }

        @JvmSynthetic
        internal fun copy(): Builder = TABLE.copyOf(this).also {
            it.ioDispatcher = ioDispatcher
            it.encodingDispatcher = encodingDispatcher
            it.refusedAction = refusedAction
            it.replacedAction = replacedAction
            it.progressAction = progressAction
        }

        internal companion object {
            @JvmSynthetic
            internal fun create(): Builder = Builder()
        }
    }

    public companion object {
        private val TABLE = OptionTable("options of writing") { Builder.create() }
            .wordOrNone(Builder::format)
            .option(Builder::convertTo, { "$it" }, Conversion::of)
            .word(Builder::repair)
            .word(Builder::inexpressible)
            .option(Builder::oversize, { "$it" }, Oversize::of)
            .word(Builder::refusal)
            .options(Builder::xml, XmlLayout.TABLE, XmlLayout::toBuilder) { it.build() }
            .number(Builder::reportedProblems)
            .word(Builder::fileMode)
            .word(Builder::durability)
            .word(Builder::compression)
            .number(Builder::parallelism)

        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: WriteOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()

        /**
         * Reads the text of options; see [toText].
         *
         * @throws IllegalArgumentException if it isn't such a text, or an option is out of range
         */
        @JvmStatic
        public fun parse(text: String): WriteOptions = TABLE.read(text).build()
    }
}

/** Makes options: `WriteOptions { compression = Compression.GZIP }`. */
@JvmSynthetic
public fun WriteOptions(configure: WriteOptions.Builder.() -> Unit): WriteOptions =
    WriteOptions.builder().apply(configure).build()
