// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import dev.marcato.ParallelOptions
import java.util.concurrent.Executor
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher

/** What happens when a record is rejected. */
public enum class Tolerance {
    /** The run ends: it waits for batches under way, attempts no others, and the write throws. */
    FAIL,

    /** The rejection is kept in the report, and the run goes on. */
    COLLECT,

    /** The record goes to the [DeadLetterSink] of the options, the rejection is kept too, and the run goes on. */
    DIVERT,
}

/** In which order writes are applied. */
public enum class WriteOrder {
    /** In any order, by several inserters. Upserts with the same key keep their order. */
    UNORDERED,

    /** In input order, one batch after the other. */
    ORDERED,
}

/** What an insert does if the collection already has the same document, byte for byte. */
public enum class EqualDocuments {
    /** It rejects the record as a repeated key, unless the same run has sent it before. */
    REJECT,

    /** It counts the record as matched: an earlier run, perhaps an interrupted one, has stored it. */
    MATCH,
}

/**
 * How to write and read in bulk. In Kotlin `BridgeOptions { inserters = 4 }`, in Java
 * `BridgeOptions.builder().inserters(4).build()`.
 *
 * Immutable and safe to share between threads and bridges.
 */
public class BridgeOptions private constructor(private val set: Builder) {
    /**
     * The maximum number of records in a batch: 5,000 unless set, up to 100,000, the limit of servers. For small
     * documents, larger batches cost the client less time, since each is one command.
     */
    @get:JvmName("batchRecords")
    public val batchRecords: Int get() = set.batchRecords

    /**
     * The maximum number of bytes of documents in a batch: 4 MiB unless set, up to 15 MiB, so that the driver never
     * splits it into two commands. A larger document has a batch of its own.
     */
    @get:JvmName("batchBytes")
    public val batchBytes: Int get() = set.batchBytes

    /**
     * How many batches are under way at once: 2 unless set. The connection pool of the client needs a connection
     * for each, and one more for reading; [mongoClientSettings] sets that. With [WriteOrder.ORDERED] it is always
     * 1.
     */
    @get:JvmName("inserters")
    public val inserters: Int get() = set.inserters

    /**
     * From how many bytes of documents on other threads encode or decode: 128 KiB unless set, or 2,000 records if
     * these come first. Before that, the work is done where the flow is collected, which for small amounts takes
     * less time than waking another thread.
     */
    @get:JvmName("parallelBytes")
    public val parallelBytes: Int get() = set.parallelBytes

    /**
     * How many chunks are encoded or decoded at once, from 1 to 256. If null or not set, the number of workers in
     * [ParallelOptions], at most 256: the system property `marcato.parallelism`, else the environment variable
     * `MARCATO_PARALLELISM`, else the number of processors. These are read when the number is first needed, which
     * fails with an [IllegalArgumentException] if one of them isn't a whole number from 1 up.
     */
    @get:JvmName("encoders")
    public val encoders: Int get() = set.encoders ?: minOf(ParallelOptions.DEFAULT.workers, MOST_WORKERS)

    /** In which order writes are applied: [WriteOrder.UNORDERED] unless set. */
    @get:JvmName("order")
    public val order: WriteOrder get() = set.order

    /** What happens when a record is rejected: [Tolerance.FAIL] unless set. */
    @get:JvmName("tolerance")
    public val tolerance: Tolerance get() = set.tolerance

    /** Where rejected records go. [Tolerance.DIVERT] needs it; other tolerances don't allow it. */
    @get:JvmName("deadLetters")
    public val deadLetters: DeadLetterSink? get() = set.deadLetters

    /** How many rejections a report keeps: 10,000 unless set. All are counted. */
    @get:JvmName("maxRejections")
    public val maxRejections: Int get() = set.maxRejections

    /** What an equal document means to an insert: [EqualDocuments.REJECT] unless set. */
    @get:JvmName("equalDocuments")
    public val equalDocuments: EqualDocuments get() = set.equalDocuments

    /**
     * How many times a batch is sent again if the connection failed or the server wasn't ready: 0 unless set. The
     * driver's own retry, where the server supports it, comes on top. Only inserts, upserts by key and deletes of
     * many are sent again, because repeating them leads to the same documents. An insert that had already reached
     * the server is recognised by its content.
     */
    @get:JvmName("resends")
    public val resends: Int get() = set.resends

    /**
     * How long to wait before the first resend, in milliseconds: 200 unless set. It doubles each time, up to a
     * minute.
     */
    @get:JvmName("resendDelayMillis")
    public val resendDelayMillis: Long get() = set.resendDelayMillis

    /**
     * How many documents the server sends at once when reading: 1,000 unless set, and never more than 16 MiB. A
     * smaller [FindOptions.limit] lowers it.
     */
    @get:JvmName("readBatch")
    public val readBatch: Int get() = set.readBatch

    /** Where documents are encoded and decoded in parallel: [Dispatchers.Default] unless set. */
    @get:JvmSynthetic
    public val dispatcher: CoroutineDispatcher get() = set.dispatcher

    /** Returns a builder that starts from these options. */
    public fun toBuilder(): Builder = set.copy()

    override fun toString(): String = "BridgeOptions(batchRecords=$batchRecords, batchBytes=$batchBytes, " +
        "inserters=$inserters, parallelBytes=$parallelBytes, " +
        "encoders=${set.encoders ?: "as configured"}, order=$order, " +
        "tolerance=$tolerance, maxRejections=$maxRejections, equalDocuments=$equalDocuments, resends=$resends, " +
        "resendDelayMillis=$resendDelayMillis, readBatch=$readBatch, dispatcher=$dispatcher)"

    /** Collects options. In Kotlin assign the properties; the functions named like them are for Java. */
    public class Builder private constructor() {
        /** See [BridgeOptions.batchRecords]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var batchRecords: Int = 5_000

        /** See [BridgeOptions.batchBytes]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var batchBytes: Int = 4 shl 20

        /** See [BridgeOptions.inserters]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var inserters: Int = 2

        /** See [BridgeOptions.parallelBytes]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var parallelBytes: Int = 128 shl 10

        /** See [BridgeOptions.encoders]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var encoders: Int? = null

        /** See [BridgeOptions.order]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var order: WriteOrder = WriteOrder.UNORDERED

        /** See [BridgeOptions.tolerance]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var tolerance: Tolerance = Tolerance.FAIL

        /** See [BridgeOptions.deadLetters]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var deadLetters: DeadLetterSink? = null

        /** See [BridgeOptions.maxRejections]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var maxRejections: Int = 10_000

        /** See [BridgeOptions.equalDocuments]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var equalDocuments: EqualDocuments = EqualDocuments.REJECT

        /** See [BridgeOptions.resends]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var resends: Int = 0

        /** See [BridgeOptions.resendDelayMillis]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var resendDelayMillis: Long = 200

        /** See [BridgeOptions.readBatch]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var readBatch: Int = 1_000

        /** See [BridgeOptions.dispatcher]. */
        @get:JvmSynthetic
        @set:JvmSynthetic
        public var dispatcher: CoroutineDispatcher = Dispatchers.Default

        /** Sets [BridgeOptions.batchRecords]. */
        public fun batchRecords(batchRecords: Int): Builder = apply { this.batchRecords = batchRecords }

        /** Sets [BridgeOptions.batchBytes]. */
        public fun batchBytes(batchBytes: Int): Builder = apply { this.batchBytes = batchBytes }

        /** Sets [BridgeOptions.inserters]. */
        public fun inserters(inserters: Int): Builder = apply { this.inserters = inserters }

        /** Sets [BridgeOptions.parallelBytes]. */
        public fun parallelBytes(parallelBytes: Int): Builder = apply { this.parallelBytes = parallelBytes }

        /** Sets [BridgeOptions.encoders]. */
        public fun encoders(encoders: Int): Builder = apply { this.encoders = encoders }

        /** Sets [BridgeOptions.order]. */
        public fun order(order: WriteOrder): Builder = apply { this.order = order }

        /** Sets [BridgeOptions.tolerance]. */
        public fun tolerance(tolerance: Tolerance): Builder = apply { this.tolerance = tolerance }

        /** Sets [BridgeOptions.deadLetters]. */
        public fun deadLetters(deadLetters: DeadLetterSink?): Builder = apply { this.deadLetters = deadLetters }

        /** Sets [BridgeOptions.maxRejections]. */
        public fun maxRejections(maxRejections: Int): Builder = apply { this.maxRejections = maxRejections }

        /** Sets [BridgeOptions.equalDocuments]. */
        public fun equalDocuments(equalDocuments: EqualDocuments): Builder =
            apply { this.equalDocuments = equalDocuments }

        /** Sets [BridgeOptions.resends]. */
        public fun resends(resends: Int): Builder = apply { this.resends = resends }

        /** Sets [BridgeOptions.resendDelayMillis]. */
        public fun resendDelayMillis(resendDelayMillis: Long): Builder =
            apply { this.resendDelayMillis = resendDelayMillis }

        /** Sets [BridgeOptions.readBatch]. */
        public fun readBatch(readBatch: Int): Builder = apply { this.readBatch = readBatch }

        /**
         * Sets the executor for encoding and decoding in parallel; see [BridgeOptions.dispatcher]. Its owner shuts it
         * down after the work.
         */
        public fun executor(executor: Executor): Builder = apply { dispatcher = executor.asCoroutineDispatcher() }

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
                "deadLetters and tolerance DIVERT need each other; tolerance is $tolerance, deadLetters is $deadLetters"
            }
            return BridgeOptions(copy())
        }

        private fun requireRange(name: String, value: Int, min: Int, max: Int) =
            require(value in min..max) { "$name is from $min to $max, not $value" }

        @JvmSynthetic
        internal fun copy(): Builder = Builder().also {
            it.batchRecords = batchRecords
            it.batchBytes = batchBytes
            it.inserters = inserters
            it.parallelBytes = parallelBytes
            it.encoders = encoders
            it.order = order
            it.tolerance = tolerance
            it.deadLetters = deadLetters
            it.maxRejections = maxRejections
            it.equalDocuments = equalDocuments
            it.resends = resends
            it.resendDelayMillis = resendDelayMillis
            it.readBatch = readBatch
            it.dispatcher = dispatcher
        }

        internal companion object {
            private const val MAX_BATCH_RECORDS = 100_000
            private const val MAX_BATCH_BYTES = 15 shl 20
            private const val MAX_RESENDS = 20

            @JvmSynthetic
            internal fun create(): Builder = Builder()
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
