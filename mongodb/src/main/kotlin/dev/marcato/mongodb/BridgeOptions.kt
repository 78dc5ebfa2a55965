// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import dev.marcato.ParallelOptions
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/** What happens when a record is rejected. */
public enum class Tolerance {
    /** The run ends: what is under way is waited for, what waits is not attempted, and the write throws. */
    FAIL,

    /** The rejection is kept in the report, and the run goes on. */
    COLLECT,

    /** The record is handed to the [DeadLetterSink] of the options and the rejection kept too; the run goes on. */
    DIVERT,
}

/** In which order writes are applied. */
public enum class WriteOrder {
    /** In any order, by several inserters; but writes of one upsert with the same key one after the other. */
    UNORDERED,

    /** In the order of the input, one batch after the other. */
    ORDERED,
}

/** What a document means that is there already, byte for byte the same, when it is to be inserted. */
public enum class EqualDocuments {
    /** It is a repeated key, and the record is rejected, unless it had been sent before in the same run. */
    REJECT,

    /** The record was stored before, by a run that was interrupted perhaps; it counts as matched. */
    MATCH,
}

/**
 * How to write and read in bulk. In Kotlin `BridgeOptions { inserters = 4 }`, in Java
 * `BridgeOptions.builder().inserters(4).build()`.
 *
 * Immutable and safe to share between threads and bridges.
 */
public class BridgeOptions private constructor(builder: Builder) {
    /** How many records a batch has at most; see [Builder.batchRecords]. */
    @get:JvmName("batchRecords")
    public val batchRecords: Int = builder.batchRecords

    /** How many bytes a batch has at most; see [Builder.batchBytes]. */
    @get:JvmName("batchBytes")
    public val batchBytes: Int = builder.batchBytes

    /** How many batches are under way at once; see [Builder.inserters]. */
    @get:JvmName("inserters")
    public val inserters: Int = builder.inserters

    /** From how many bytes on work is shared out; see [Builder.parallelBytes]. */
    @get:JvmName("parallelBytes")
    public val parallelBytes: Int = builder.parallelBytes

    /** How many chunks are encoded or decoded at once; see [Builder.encoders]. */
    @get:JvmName("encoders")
    public val encoders: Int by lazy { chosenEncoders ?: minOf(ParallelOptions {}.workers, MOST_WORKERS) }

    // A wrong setting is told to those that need it, and not by a class that cannot be loaded for its DEFAULT.
    private val chosenEncoders: Int? = builder.encoders

    /** In which order writes are applied; see [Builder.order]. */
    @get:JvmName("order")
    public val order: WriteOrder = builder.order

    /** What happens when a record is rejected; see [Builder.tolerance]. */
    @get:JvmName("tolerance")
    public val tolerance: Tolerance = builder.tolerance

    /** Where rejected records go; see [Builder.deadLetters]. */
    @get:JvmName("deadLetters")
    public val deadLetters: DeadLetterSink? = builder.deadLetters

    /** How many rejections a report keeps; see [Builder.maxRejections]. */
    @get:JvmName("maxRejections")
    public val maxRejections: Int = builder.maxRejections

    /** What an equal document means to an insert; see [Builder.equalDocuments]. */
    @get:JvmName("equalDocuments")
    public val equalDocuments: EqualDocuments = builder.equalDocuments

    /** How often a batch is sent again; see [Builder.resends]. */
    @get:JvmName("resends")
    public val resends: Int = builder.resends

    /** How long to wait before the first time; see [Builder.resendDelayMillis]. */
    @get:JvmName("resendDelayMillis")
    public val resendDelayMillis: Long = builder.resendDelayMillis

    /** How many documents a server sends at once; see [Builder.readBatch]. */
    @get:JvmName("readBatch")
    public val readBatch: Int = builder.readBatch

    /** Where documents are encoded and decoded; see [Builder.dispatcher]. */
    @get:JvmSynthetic
    public val dispatcher: CoroutineDispatcher = builder.dispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = Builder.from(this)

    override fun toString(): String = "BridgeOptions(batchRecords=$batchRecords, batchBytes=$batchBytes, " +
        "inserters=$inserters, parallelBytes=$parallelBytes, " +
        "encoders=${chosenEncoders ?: "as configured"}, order=$order, " +
        "tolerance=$tolerance, maxRejections=$maxRejections, equalDocuments=$equalDocuments, resends=$resends, " +
        "resendDelayMillis=$resendDelayMillis, readBatch=$readBatch, dispatcher=$dispatcher)"

    /** Collects options; every one of them has a default. */
    public class Builder private constructor() {
        /**
         * How many records a batch has at most: 5,000 unless set, 100,000 at most, which is what a server takes. Of small
         * documents larger batches take less of the client's time, since each is one command.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var batchRecords: Int = 5_000

        /**
         * How many bytes of documents a batch has at most: 4 MiB unless set, 15 MiB at most, so that the driver never
         * cuts it in two commands. A larger document goes alone.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var batchBytes: Int = 4 shl 20

        /**
         * How many batches are under way at once: 2 unless set. The connection pool of the client should have as
         * many connections, and one to spare for reading; [mongoClientSettings] sees to that. One, if the order is
         * [WriteOrder.ORDERED].
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var inserters: Int = 2

        /**
         * From how many bytes of documents on the encoding, or decoding, is shared out to other threads: 128 KiB
         * unless set, or from 2,000 records on. Until there it is done where the flow is collected, which for small
         * amounts takes less time than waking another thread.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var parallelBytes: Int = 128 shl 10

        /**
         * How many chunks are encoded or decoded at once, from 1 to 256. Unless set, or null, what [ParallelOptions] has
         * for workers: the system property `marcato.parallelism`, else the environment variable `MARCATO_PARALLELISM`,
         * else the number of processors; 256 if that is more. They are asked when the number is needed first, which
         * fails with an [IllegalArgumentException] if one of them isn't a whole number from 1 up.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var encoders: Int? = null

        /** In which order writes are applied: [WriteOrder.UNORDERED] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var order: WriteOrder = WriteOrder.UNORDERED

        /** What happens when a record is rejected: [Tolerance.FAIL] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var tolerance: Tolerance = Tolerance.FAIL

        /** Where rejected records go; for [Tolerance.DIVERT], and only for it. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var deadLetters: DeadLetterSink? = null

        /** How many rejections a report keeps: 10,000 unless set. All are counted. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxRejections: Int = 10_000

        /** What an equal document means to an insert: [EqualDocuments.REJECT] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var equalDocuments: EqualDocuments = EqualDocuments.REJECT

        /**
         * How often a batch is sent again when the connection failed or the server was not ready: never unless set.
         * This comes on top of the one retry that the driver makes where servers support it. Only inserts, upserts
         * by key and deletes of many are, for they lead to the same documents; an insert that had reached the server is
         * recognised by its content.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var resends: Int = 0

        /**
         * How long to wait before sending again, in milliseconds: 200 unless set, and twice as long each time, up to a
         * minute.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var resendDelayMillis: Long = 200

        /**
         * How many documents a server sends at once when reading: 1,000 unless set, and never more than 16 MiB. With a
         * smaller limit, as many as that.
         */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var readBatch: Int = 1_000

        /** Where documents are encoded and decoded in parallel: [Dispatchers.Default] unless set. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var dispatcher: CoroutineDispatcher = Dispatchers.Default

        /** Sets how many records a batch has at most. */
        public fun batchRecords(batchRecords: Int): Builder = apply { this.batchRecords = batchRecords }

        /** Sets how many bytes a batch has at most. */
        public fun batchBytes(batchBytes: Int): Builder = apply { this.batchBytes = batchBytes }

        /** Sets how many batches are under way at once. */
        public fun inserters(inserters: Int): Builder = apply { this.inserters = inserters }

        /** Sets from how many bytes on work is shared out. */
        public fun parallelBytes(parallelBytes: Int): Builder = apply { this.parallelBytes = parallelBytes }

        /** Sets how many chunks are encoded or decoded at once. */
        public fun encoders(encoders: Int): Builder = apply { this.encoders = encoders }

        /** Sets in which order writes are applied. */
        public fun order(order: WriteOrder): Builder = apply { this.order = order }

        /** Sets what happens when a record is rejected. */
        public fun tolerance(tolerance: Tolerance): Builder = apply { this.tolerance = tolerance }

        /** Sets where rejected records go. */
        public fun deadLetters(deadLetters: DeadLetterSink?): Builder = apply { this.deadLetters = deadLetters }

        /** Sets how many rejections a report keeps. */
        public fun maxRejections(maxRejections: Int): Builder = apply { this.maxRejections = maxRejections }

        /** Sets what an equal document means to an insert. */
        public fun equalDocuments(equalDocuments: EqualDocuments): Builder = apply {
            this.equalDocuments = equalDocuments
        }

        /** Sets how often a batch is sent again. */
        public fun resends(resends: Int): Builder = apply { this.resends = resends }

        /** Sets how long to wait before sending again. */
        public fun resendDelayMillis(resendDelayMillis: Long): Builder = apply {
            this.resendDelayMillis = resendDelayMillis
        }

        /** Sets how many documents a server sends at once. */
        public fun readBatch(readBatch: Int): Builder = apply { this.readBatch = readBatch }

        /** Sets where documents are encoded and decoded in parallel. */
        @JvmSynthetic
        public fun dispatcher(dispatcher: CoroutineDispatcher): Builder = apply { this.dispatcher = dispatcher }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if one of them is out of its range, or contradicts another
         */
        public fun build(): BridgeOptions {
            requireRange("batchRecords", batchRecords, 1, MAX_BATCH_RECORDS)
            requireRange("batchBytes", batchBytes, 1, MAX_BATCH_BYTES)
            requireRange("inserters", inserters, 1, MOST_WORKERS)
            requireRange("parallelBytes", parallelBytes, 1, Int.MAX_VALUE)
            encoders?.let { requireRange("encoders", it, 1, MOST_WORKERS) }
            requireRange("maxRejections", maxRejections, 0, Int.MAX_VALUE)
            requireRange("resends", resends, 0, MAX_RESENDS)
            requireRange("readBatch", readBatch, 1, MAX_BATCH_RECORDS)
            require(resendDelayMillis >= 0) { "resendDelayMillis is at least 0, not $resendDelayMillis" }
            require((tolerance == Tolerance.DIVERT) == (deadLetters != null)) {
                "deadLetters is for tolerance DIVERT, which needs it; tolerance is $tolerance, deadLetters $deadLetters"
            }
            return BridgeOptions(this)
        }

        private fun requireRange(name: String, value: Int, min: Int, max: Int) =
            require(value in min..max) { "$name is from $min to $max, not $value" }

        internal companion object {
            private const val MAX_BATCH_RECORDS = 100_000
            private const val MAX_BATCH_BYTES = 15 shl 20
            private const val MAX_RESENDS = 20

            @JvmSynthetic
            internal fun create(): Builder = Builder()

            @JvmSynthetic
            internal fun from(options: BridgeOptions): Builder = Builder().apply {
                batchRecords = options.batchRecords
                batchBytes = options.batchBytes
                inserters = options.inserters
                parallelBytes = options.parallelBytes
                encoders = options.chosenEncoders
                order = options.order
                tolerance = options.tolerance
                deadLetters = options.deadLetters
                maxRejections = options.maxRejections
                equalDocuments = options.equalDocuments
                resends = options.resends
                resendDelayMillis = options.resendDelayMillis
                readBatch = options.readBatch
                dispatcher = options.dispatcher
            }
        }
    }

    public companion object {
        private const val MOST_WORKERS = 256

        /** All options at their defaults. */
        @JvmField
        public val DEFAULT: BridgeOptions = Builder.create().build()

        /** Returns a builder with every option at its default. */
        @JvmStatic
        public fun builder(): Builder = Builder.create()
    }
}

/** Makes options: `BridgeOptions { inserters = 4 }`. */
@JvmSynthetic
public fun BridgeOptions(configure: BridgeOptions.Builder.() -> Unit): BridgeOptions =
    BridgeOptions.builder().apply(configure).build()
