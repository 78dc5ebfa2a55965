// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import java.util.function.BiConsumer
import java.util.function.Consumer
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/**
 * How to write. In Kotlin `WriteOptions { compression = Compression.GZIP }`, in Java
 * `WriteOptions.builder().compression(Compression.GZIP).build()`.
 *
 * Immutable and safe to share between threads and writers.
 */
public class WriteOptions private constructor(builder: Builder) {
    /** The format to write, or null for what the name of the file tells; see [Builder.format]. */
    @get:JvmName("format")
    public val format: MarcFormat? = builder.format

    /** What to do about records that cannot be written; see [Builder.refusal]. */
    @get:JvmName("refusal")
    public val refusal: Refusal = builder.refusal

    /** What to do about records that are too large for ISO 2709; see [Builder.oversize]. */
    @get:JvmName("oversize")
    public val oversize: Oversize = builder.oversize

    /** The character set that all records are written in; see [Builder.convertTo]. */
    @get:JvmName("convertTo")
    public val convertTo: CharacterCoding? = builder.convertTo

    /** What to do about characters that MARC-8 has no code for; see [Builder.unencodable]. */
    @get:JvmName("unencodable")
    public val unencodable: Unencodable = builder.unencodable

    /** What to do about what the format can't carry; see [Builder.inexpressible]. */
    @get:JvmName("inexpressible")
    public val inexpressible: Inexpressible = builder.inexpressible

    /** What to do about records that were read with problems; see [Builder.repair]. */
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

    /** How many problems a report keeps; see [Builder.maxProblems]. */
    @get:JvmName("maxProblems")
    public val maxProblems: Int = builder.maxProblems

    /** What becomes of a file that is there already; see [Builder.fileMode]. */
    @get:JvmName("fileMode")
    public val fileMode: FileMode = builder.fileMode

    /** Whether to compress; see [Builder.compression]. */
    @get:JvmName("compression")
    public val compression: Compression = builder.compression

    /** Whether files are forced to the disk; see [Builder.forceToDisk]. */
    @get:JvmName("forceToDisk")
    public val forceToDisk: Boolean = builder.forceToDisk

    /** How many records may be encoded at once; see [Builder.parallelism]. */
    @get:JvmName("parallelism")
    public val parallelism: Int = builder.parallelism

    /** Where blocking writes are made; see [Builder.ioDispatcher]. */
    @get:JvmSynthetic
    public val ioDispatcher: CoroutineDispatcher = builder.ioDispatcher

    /** Where records of a flow are encoded; see [Builder.encodingDispatcher]. */
    @get:JvmSynthetic
    public val encodingDispatcher: CoroutineDispatcher = builder.encodingDispatcher

    @get:JvmSynthetic
    internal val refusedAction: BiConsumer<Record, MarcProblem>? = builder.refusedAction

    @get:JvmSynthetic
    internal val replacedAction: BiConsumer<Record, MarcProblem>? = builder.replacedAction

    @get:JvmSynthetic
    internal val progressAction: Consumer<Progress>? = builder.progressAction

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String = "WriteOptions(format=$format, refusal=$refusal, oversize=$oversize, " +
        "convertTo=$convertTo, unencodable=$unencodable, inexpressible=$inexpressible, repair=$repair, " +
        "xmlIndent=$xmlIndent, xmlPrefix=$xmlPrefix, xmlCollection=$xmlCollection, maxProblems=$maxProblems, " +
        "fileMode=$fileMode, compression=$compression, forceToDisk=$forceToDisk, parallelism=$parallelism, " +
        "ioDispatcher=$ioDispatcher, encodingDispatcher=$encodingDispatcher)"

    /** Collects options; every one of them has a default. */
    public class Builder private constructor() {
        /**
         * The format to write: unless set, or null, what the name of the file tells ([MarcFormat.ofName]), and ISO 2709
         * for other names and for what has none.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var format: MarcFormat? = null

        /** What to do about records that the format cannot express: [Refusal.FAIL] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var refusal: Refusal = Refusal.FAIL

        /** What to do about records that are too large for ISO 2709: [Oversize.REFUSE] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var oversize: Oversize = Oversize.REFUSE

        /**
         * The character set that every record is converted to as a whole, leader/09 with it, in ISO 2709; all other
         * formats are in UTF-8. Unless set, or null, each
         * record keeps its own; records that were built are in UTF-8. Bytes that can't be decoded are treated as
         * [inexpressible] says.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var convertTo: CharacterCoding? = null

        /** What to do about characters that MARC-8 has no code for: [Unencodable.NUMERIC_REFERENCE] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var unencodable: Unencodable = Unencodable.NUMERIC_REFERENCE

        /**
         * What to do about what the format, or the character set asked for, can't carry: [Inexpressible.REPLACE] unless
         * set.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var inexpressible: Inexpressible = Inexpressible.REPLACE

        /** What to do about records that were read with problems: [Repair.KEEP] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var repair: Repair = Repair.KEEP

        /** Whether XML has a line for each element, indented by two blanks; false unless set: a line for each record. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var xmlIndent: Boolean = false

        /** The prefix of elements in XML, such as `marc`: none, or empty, unless set. It is a name in ASCII. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var xmlPrefix: String = ""

        /**
         * Whether XML is one document, a collection: true unless set. Else each record is a document of its own, without a
         * declaration, for stores that keep them one by one; several of them in one file are no XML.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var xmlCollection: Boolean = true

        /** How many problems of refused and changed records a [WriteReport] keeps: 1,000 unless set. Further ones are counted. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxProblems: Int = DEFAULT_PROBLEMS

        /** What becomes of a file that is there already: [FileMode.REPLACE] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var fileMode: FileMode = FileMode.REPLACE

        /** Whether to compress: [Compression.BY_NAME] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var compression: Compression = Compression.BY_NAME

        /**
         * Whether a file is forced to the disk before it counts as written, so that it outlives a failure of power as
         * well. False unless set: it takes as long as the disk takes.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var forceToDisk: Boolean = false

        /**
         * How many batches of records of a flow are encoded at once, at most; they are written in order all the same. 1
         * unless set: encoding then runs beside the taking of records and the writing of bytes, but not beside itself.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var parallelism: Int = 1

        /** Where blocking writes are made: [Dispatchers.IO] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var ioDispatcher: CoroutineDispatcher = Dispatchers.IO

        /** Where records of a flow are encoded: [Dispatchers.Default] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var encodingDispatcher: CoroutineDispatcher = Dispatchers.Default

        @get:JvmSynthetic
        @set:JvmSynthetic
        internal var refusedAction: BiConsumer<Record, MarcProblem>? = null

        @get:JvmSynthetic
        @set:JvmSynthetic
        internal var replacedAction: BiConsumer<Record, MarcProblem>? = null

        @get:JvmSynthetic
        @set:JvmSynthetic
        internal var progressAction: Consumer<Progress>? = null

        /** Sets the format to write; null for what the name of the file tells. */
        public fun format(format: MarcFormat?): Builder = apply { this.format = format }

        /** Sets what to do about records that the format cannot express. */
        public fun refusal(refusal: Refusal): Builder = apply { this.refusal = refusal }

        /** Sets what to do about records that are too large for ISO 2709. */
        public fun oversize(oversize: Oversize): Builder = apply { this.oversize = oversize }

        /** Sets the character set that every record is converted to; null for that of the record. */
        public fun convertTo(convertTo: CharacterCoding?): Builder = apply { this.convertTo = convertTo }

        /** Sets what to do about characters that MARC-8 has no code for. */
        public fun unencodable(unencodable: Unencodable): Builder = apply { this.unencodable = unencodable }

        /** Sets what to do about what the format, or the character set asked for, can't carry. */
        public fun inexpressible(inexpressible: Inexpressible): Builder = apply { this.inexpressible = inexpressible }

        /** Sets what to do about records that were read with problems. */
        public fun repair(repair: Repair): Builder = apply { this.repair = repair }

        /** Sets whether XML is indented. */
        public fun xmlIndent(xmlIndent: Boolean): Builder = apply { this.xmlIndent = xmlIndent }

        /** Sets the prefix of elements in XML; empty for none. */
        public fun xmlPrefix(xmlPrefix: String): Builder = apply { this.xmlPrefix = xmlPrefix }

        /** Sets whether XML is one collection. */
        public fun xmlCollection(xmlCollection: Boolean): Builder = apply { this.xmlCollection = xmlCollection }

        /** Sets how many problems a report keeps. */
        public fun maxProblems(maxProblems: Int): Builder = apply { this.maxProblems = maxProblems }

        /** Sets what becomes of a file that is there already. */
        public fun fileMode(fileMode: FileMode): Builder = apply { this.fileMode = fileMode }

        /** Sets whether to compress. */
        public fun compression(compression: Compression): Builder = apply { this.compression = compression }

        /** Sets whether files are forced to the disk. */
        public fun forceToDisk(forceToDisk: Boolean): Builder = apply { this.forceToDisk = forceToDisk }

        /** Sets how many batches of records of a flow are encoded at once. */
        public fun parallelism(parallelism: Int): Builder = apply { this.parallelism = parallelism }

        /** Sets where blocking writes are made. */
        @JvmSynthetic
        public fun ioDispatcher(ioDispatcher: CoroutineDispatcher): Builder = apply { this.ioDispatcher = ioDispatcher }

        /** Sets where records of a flow are encoded. */
        @JvmSynthetic
        public fun encodingDispatcher(encodingDispatcher: CoroutineDispatcher): Builder =
            apply { this.encodingDispatcher = encodingDispatcher }

        /**
         * Sets what to do with each record that is left out under [Refusal.SKIP], and the problem that it has; in the
         * order of the records. It is called where bytes are written, and so may block; what it throws ends the writing.
         */
        public fun onRefused(action: BiConsumer<Record, MarcProblem>): Builder = apply { refusedAction = action }

        /**
         * Sets what to do about each thing that is replaced in a record under [Inexpressible.REPLACE]; in the order of the
         * records, the first hundred of each record. It is called where bytes are written, and so may block; what it
         * throws ends the writing.
         */
        public fun onReplaced(action: BiConsumer<Record, MarcProblem>): Builder = apply { replacedAction = action }

        /**
         * Sets what is told how far a writing has come: whenever bytes were handed over, about every 100 kB of them, and
         * at the end. It is called where bytes are written; what it throws ends the writing.
         */
        public fun onProgress(action: Consumer<Progress>): Builder = apply { progressAction = action }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range
         */
        public fun build(): WriteOptions {
            require(xmlPrefix.isEmpty() || PREFIX.matches(xmlPrefix)) {
                "xmlPrefix is empty or a name of ASCII letters, digits, - . and _, not \"$xmlPrefix\""
            }
            require(maxProblems >= 0) { "maxProblems is at least 0, not $maxProblems" }
            require(parallelism >= 1) { "parallelism is at least 1, not $parallelism" }
            return WriteOptions(this)
        }

        internal companion object {
            private const val DEFAULT_PROBLEMS = 1_000

            // Names that begin with xml are kept for XML itself.
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
        /** All options at their defaults: a record that cannot be written ends the writing, files are replaced. */
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
