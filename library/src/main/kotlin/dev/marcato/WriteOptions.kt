// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import java.util.function.BiConsumer
import java.util.function.Consumer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/**
 * Options for writing: `WriteOptions { compression = Compression.GZIP }` in Kotlin,
 * `WriteOptions.builder().compression(Compression.GZIP).build()` in Java.
 *
 * Immutable and safe to share between threads and writers.
 */
public class WriteOptions private constructor(builder: Builder) {
    /** The output format, or null for that of the file name; see [Builder.format]. */
    @get:JvmName("format")
    public val format: MarcFormat? = builder.format

    /** The treatment of records that can't be written; see [Builder.refusal]. */
    @get:JvmName("refusal")
    public val refusal: Refusal = builder.refusal

    /** The treatment of records that are too large for ISO 2709; see [Builder.oversize]. */
    @get:JvmName("oversize")
    public val oversize: Oversize = builder.oversize

    /** The character set of all records; see [Builder.convertTo]. */
    @get:JvmName("convertTo")
    public val convertTo: CharacterCoding? = builder.convertTo

    /** The treatment of characters without a MARC-8 code; see [Builder.unencodable]. */
    @get:JvmName("unencodable")
    public val unencodable: Unencodable = builder.unencodable

    /** The treatment of content that the format can't carry; see [Builder.inexpressible]. */
    @get:JvmName("inexpressible")
    public val inexpressible: Inexpressible = builder.inexpressible

    /** The treatment of records with problems from reading; see [Builder.repair]. */
    @get:JvmName("repair")
    public val repair: Repair = builder.repair

    /** Whether XML is indented; see [Builder.xmlIndent]. */
    @get:JvmName("xmlIndent")
    public val xmlIndent: Boolean = builder.xmlIndent

    /** The prefix of elements in XML; see [Builder.xmlPrefix]. */
    @get:JvmName("xmlPrefix")
    public val xmlPrefix: String = builder.xmlPrefix

    /** Whether XML is one collection; see [Builder.xmlCollection]. */
    @get:JvmName("xmlCollection")
    public val xmlCollection: Boolean = builder.xmlCollection

    /** The maximum of problems in a report; see [Builder.maxProblems]. */
    @get:JvmName("maxProblems")
    public val maxProblems: Int = builder.maxProblems

    /** What happens to an existing file; see [Builder.fileMode]. */
    @get:JvmName("fileMode")
    public val fileMode: FileMode = builder.fileMode

    /** Whether to compress; see [Builder.compression]. */
    @get:JvmName("compression")
    public val compression: Compression = builder.compression

    /** Whether files are forced to the disk; see [Builder.forceToDisk]. */
    @get:JvmName("forceToDisk")
    public val forceToDisk: Boolean = builder.forceToDisk

    /** The maximum of batches encoded at the same time; see [Builder.parallelism]. */
    @get:JvmName("parallelism")
    public val parallelism: Int = builder.parallelism

    /** The dispatcher for blocking writes; see [Builder.ioDispatcher]. */
    @get:JvmSynthetic
    public val ioDispatcher: CoroutineDispatcher = builder.ioDispatcher

    /** The dispatcher for encoding; see [Builder.encodingDispatcher]. */
    @get:JvmSynthetic
    public val encodingDispatcher: CoroutineDispatcher = builder.encodingDispatcher

    @get:JvmSynthetic internal val refusedAction: BiConsumer<Record, MarcProblem>? = builder.refusedAction

    @get:JvmSynthetic internal val replacedAction: BiConsumer<Record, MarcProblem>? = builder.replacedAction

    @get:JvmSynthetic internal val progressAction: Consumer<Progress>? = builder.progressAction

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String = "WriteOptions(format=$format, refusal=$refusal, oversize=$oversize, " +
        "convertTo=$convertTo, unencodable=$unencodable, inexpressible=$inexpressible, repair=$repair, " +
        "xmlIndent=$xmlIndent, xmlPrefix=$xmlPrefix, xmlCollection=$xmlCollection, maxProblems=$maxProblems, " +
        "fileMode=$fileMode, compression=$compression, forceToDisk=$forceToDisk, parallelism=$parallelism, " +
        "ioDispatcher=$ioDispatcher, encodingDispatcher=$encodingDispatcher)"

    /** Collects options. Each has a default. */
    public class Builder private constructor() {
        /** The output format. By default (null) that of the file name ([MarcFormat.ofName]), otherwise ISO 2709. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var format: MarcFormat? = null

        /** The treatment of records that the format can't express: [Refusal.FAIL] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var refusal: Refusal = Refusal.FAIL

        /** The treatment of records that are too large for ISO 2709: [Oversize.REFUSE] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var oversize: Oversize = Oversize.REFUSE

        /**
         * The character set that ISO 2709 records are converted to, with leader/09. By default (null), a record keeps
         * its own, and built records are in UTF-8. Other formats are always in UTF-8. [inexpressible] applies to bytes
         * that can't be decoded.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var convertTo: CharacterCoding? = null

        /** The treatment of characters without a MARC-8 code: [Unencodable.NUMERIC_REFERENCE] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var unencodable: Unencodable = Unencodable.NUMERIC_REFERENCE

        /**
         * The treatment of content that the format or requested character set can't carry: [Inexpressible.REPLACE] by
         * default.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var inexpressible: Inexpressible = Inexpressible.REPLACE

        /** The treatment of records with problems from reading: [Repair.KEEP] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var repair: Repair = Repair.KEEP

        /**
         * Whether XML has one line per element, indented by two blanks, instead of one line per record. False by
         * default.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var xmlIndent: Boolean = false

        /** The prefix of XML elements, such as `marc`: an ASCII name, or empty (the default) for none. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var xmlPrefix: String = ""

        /**
         * Whether XML is one document with a collection: true by default. Otherwise each record is a document without
         * declaration, to be stored one by one; a file with several of them isn't valid XML.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var xmlCollection: Boolean = true

        /** The maximum of problems that a [WriteReport] keeps: 1,000 by default. Others are only counted. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var maxProblems: Int = DEFAULT_PROBLEMS

        /** What happens to an existing file: [FileMode.REPLACE] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var fileMode: FileMode = FileMode.REPLACE

        /** Whether output is compressed: [Compression.BY_NAME] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var compression: Compression = Compression.BY_NAME

        /**
         * Whether a file is forced to disk before it counts as written, so that it survives a power failure. False by
         * default, since disks take long for it.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var forceToDisk: Boolean = false

        /**
         * The maximum of batches of a flow that are encoded at the same time: 1 by default. The order stays the same.
         * Taking records, encoding and writing bytes overlap in any case.
         */
        @get:JvmSynthetic @set:JvmSynthetic
        public var parallelism: Int = 1

        /** The dispatcher for blocking writes: [Dispatchers.IO] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        /** The dispatcher for encoding the records of a flow: [Dispatchers.Default] by default. */
        @get:JvmSynthetic @set:JvmSynthetic
        public var encodingDispatcher: CoroutineDispatcher = Dispatchers.Default

        @get:JvmSynthetic @set:JvmSynthetic
        internal var refusedAction: BiConsumer<Record, MarcProblem>? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var replacedAction: BiConsumer<Record, MarcProblem>? = null

        @get:JvmSynthetic @set:JvmSynthetic
        internal var progressAction: Consumer<Progress>? = null

        /** Sets the output format; null for that of the file name. */
        public fun format(format: MarcFormat?): Builder = apply { this.format = format }

        /** Sets the treatment of records that the format can't express. */
        public fun refusal(refusal: Refusal): Builder = apply { this.refusal = refusal }

        /** Sets the treatment of records that are too large for ISO 2709. */
        public fun oversize(oversize: Oversize): Builder = apply { this.oversize = oversize }

        /** Sets the character set that records are converted to; null to keep that of each record. */
        public fun convertTo(convertTo: CharacterCoding?): Builder = apply { this.convertTo = convertTo }

        /** Sets the treatment of characters without a MARC-8 code. */
        public fun unencodable(unencodable: Unencodable): Builder = apply { this.unencodable = unencodable }

        /** Sets the treatment of content that the format or requested character set can't carry. */
        public fun inexpressible(inexpressible: Inexpressible): Builder = apply { this.inexpressible = inexpressible }

        /** Sets the treatment of records with problems from reading. */
        public fun repair(repair: Repair): Builder = apply { this.repair = repair }

        /** Sets whether XML is indented. */
        public fun xmlIndent(xmlIndent: Boolean): Builder = apply { this.xmlIndent = xmlIndent }

        /** Sets the prefix of XML elements; empty for none. */
        public fun xmlPrefix(xmlPrefix: String): Builder = apply { this.xmlPrefix = xmlPrefix }

        /** Sets whether XML is one collection. */
        public fun xmlCollection(xmlCollection: Boolean): Builder = apply { this.xmlCollection = xmlCollection }

        /** Sets the maximum of problems in a report. */
        public fun maxProblems(maxProblems: Int): Builder = apply { this.maxProblems = maxProblems }

        /** Sets what happens to an existing file. */
        public fun fileMode(fileMode: FileMode): Builder = apply { this.fileMode = fileMode }

        /** Sets whether output is compressed. */
        public fun compression(compression: Compression): Builder = apply { this.compression = compression }

        /** Sets whether files are forced to disk. */
        public fun forceToDisk(forceToDisk: Boolean): Builder = apply { this.forceToDisk = forceToDisk }

        /** Sets the maximum of batches encoded at the same time. */
        public fun parallelism(parallelism: Int): Builder = apply { this.parallelism = parallelism }

        /** Sets the dispatcher for blocking writes. */
        @JvmSynthetic
        public fun ioDispatcher(ioDispatcher: CoroutineDispatcher): Builder = apply { this.ioDispatcher = ioDispatcher }

        /** Sets the dispatcher for encoding. */
        @JvmSynthetic
        public fun encodingDispatcher(encodingDispatcher: CoroutineDispatcher): Builder =
            apply { this.encodingDispatcher = encodingDispatcher }

        /**
         * Sets a callback for each record skipped under [Refusal.SKIP] and its problem, in record order. It runs where
         * bytes are written, so it may block. Its exceptions end the writing.
         */
        public fun onRefused(action: BiConsumer<Record, MarcProblem>): Builder = apply { refusedAction = action }

        /**
         * Sets a callback for each replacement under [Inexpressible.REPLACE], in record order, for the first hundred of
         * each record. It runs where bytes are written, so it may block. Its exceptions end the writing.
         */
        public fun onReplaced(action: BiConsumer<Record, MarcProblem>): Builder = apply { replacedAction = action }

        /**
         * Sets a callback for the progress: whenever bytes were handed over, about every 100 kB, and at the end. It
         * runs where bytes are written. Its exceptions end the writing.
         */
        public fun onProgress(action: Consumer<Progress>): Builder = apply { progressAction = action }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if an option is out of range
         */
        public fun build(): WriteOptions {
            require(xmlPrefix.isEmpty() || PREFIX.matches(xmlPrefix)) {
                "xmlPrefix must be empty or a name of ASCII letters, digits, - . and _, not \"$xmlPrefix\""
            }
            require(maxProblems >= 0) { "maxProblems must be at least 0, not $maxProblems" }
            require(parallelism >= 1) { "parallelism must be at least 1, not $parallelism" }
            return WriteOptions(this)
        }

        internal companion object {
            private const val DEFAULT_PROBLEMS = 1_000

            // XML reserves names that begin with xml.
            private val PREFIX = Regex("(?![xX][mM][lL])[A-Za-z_][A-Za-z0-9._-]*")

            @JvmSynthetic
            internal fun create(): Builder = Builder()

            @JvmSynthetic
            internal fun from(options: WriteOptions): Builder = Builder().apply {
                format = options.format
                refusal = options.refusal
                oversize = options.oversize
                convertTo = options.convertTo
                unencodable = options.unencodable
                inexpressible = options.inexpressible
                repair = options.repair
                xmlIndent = options.xmlIndent
                xmlPrefix = options.xmlPrefix
                xmlCollection = options.xmlCollection
                maxProblems = options.maxProblems
                fileMode = options.fileMode
                compression = options.compression
                forceToDisk = options.forceToDisk
                parallelism = options.parallelism
                ioDispatcher = options.ioDispatcher
                encodingDispatcher = options.encodingDispatcher
                refusedAction = options.refusedAction
                replacedAction = options.replacedAction
                progressAction = options.progressAction
            }
        }
    }

    public companion object {
        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: WriteOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `WriteOptions { compression = Compression.GZIP }`. */
@JvmSynthetic
public fun WriteOptions(configure: WriteOptions.Builder.() -> Unit): WriteOptions =
    WriteOptions.builder().apply(configure).build()
