// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.blocking

import com.mongodb.client.model.Filters
import com.mongodb.client.model.IndexModel
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.mongodb.BulkLedger
import dev.marcato.mongodb.BulkReport
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.FindOptions
import dev.marcato.mongodb.LoadMode
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.WriteOperation
import dev.marcato.mongodb.load
import java.nio.file.Path
import java.util.Collections
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executor
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.future
import org.bson.conversions.Bson

/**
 * The [MongoBridge] with results as [CompletableFuture]s.
 *
 * Values are taken from their iterable on the given executor. A future fails with the exception of the bridge, such as
 * [dev.marcato.mongodb.BulkFailedException] for a write. Cancelling a future cancels its work, and [close] cancels all
 * work; the ledger that you passed then has the report. May be shared between threads.
 */
public class MongoBridgeFutures<T : Any> private constructor(
    private val bridge: MongoBridge<T>,
    executor: Executor,
) : AutoCloseable {
    private val scope = CoroutineScope(SupervisorJob() + executor.asCoroutineDispatcher())

    /** Stores every value as a new document. */
    @JvmOverloads
    public fun insertMany(values: Iterable<T>, ledger: BulkLedger = BulkLedger()): CompletableFuture<BulkReport> =
        scope.future { bridge.insertMany(values.asFlow(), ledger) }

    /** Replaces the document with the same `_id` by the value, or stores the value as a new one. */
    @JvmOverloads
    public fun upsertMany(values: Iterable<T>, ledger: BulkLedger = BulkLedger()): CompletableFuture<BulkReport> =
        scope.future { bridge.upsertMany(values.asFlow(), ledger = ledger) }

    /**
     * Replaces the document with the same values of the fields [key] by the value, or stores the value as a new one.
     */
    @JvmOverloads
    public fun upsertMany(
        values: Iterable<T>,
        key: List<String>,
        ledger: BulkLedger = BulkLedger(),
    ): CompletableFuture<BulkReport> = scope.future { bridge.upsertMany(values.asFlow(), key, ledger) }

    /** Applies all writes. */
    @JvmOverloads
    public fun bulkWrite(
        operations: Iterable<WriteOperation<T>>,
        ledger: BulkLedger = BulkLedger(),
    ): CompletableFuture<BulkReport> = scope.future { bridge.bulkWrite(operations.asFlow(), ledger) }

    /** Reads the documents that match [filter] into an unmodifiable list, which holds all of them in memory. */
    @JvmOverloads
    public fun find(
        filter: Bson = Filters.empty(),
        options: FindOptions = FindOptions.DEFAULT,
    ): CompletableFuture<List<T>> =
        scope.future { Collections.unmodifiableList(bridge.find(filter, options).toList(ArrayList())) }

    /** Reads all documents in the order of their `_id` into an unmodifiable list. */
    public fun findAll(): CompletableFuture<List<T>> =
        scope.future { Collections.unmodifiableList(bridge.findAll().toList(ArrayList())) }

    /** Reads the results of an aggregation [pipeline] into an unmodifiable list. */
    public fun aggregate(pipeline: List<Bson>): CompletableFuture<List<T>> =
        scope.future { Collections.unmodifiableList(bridge.aggregate(pipeline).toList(ArrayList())) }

    /** Reads the results of an aggregation [pipeline] with another [codec] into an unmodifiable list. */
    public fun <R : Any> aggregate(pipeline: List<Bson>, codec: DocumentCodec<R>): CompletableFuture<List<R>> =
        scope.future { Collections.unmodifiableList(bridge.aggregate(pipeline, codec).toList(ArrayList())) }

    /** Makes the declared indexes that don't exist yet, and returns the names of all. */
    public fun ensureIndexes(indexes: List<IndexModel>): CompletableFuture<List<String>> =
        scope.future { bridge.ensureIndexes(indexes) }

    /** Cancels all work. May be called more than once. Doesn't shut down the executor. */
    override fun close(): Unit = scope.cancel()

    override fun toString(): String = "MongoBridgeFutures($bridge)"

    public companion object {
        /** Makes futures of [bridge] that begin their work on [executor]. */
        @JvmStatic
        public fun <T : Any> of(bridge: MongoBridge<T>, executor: Executor): MongoBridgeFutures<T> =
            MongoBridgeFutures(bridge, executor)

        /**
         * Loads the records of a file, starting at [checkpoint], and keeps that file up to date; see
         * [dev.marcato.mongodb.load].
         */
        @JvmStatic
        @JvmOverloads
        public fun load(
            futures: MongoBridgeFutures<Record>,
            input: Path,
            checkpoint: Path,
            mode: LoadMode = LoadMode.UPSERT,
            reading: ReadOptions = ReadOptions.DEFAULT,
            ledger: BulkLedger = BulkLedger(),
        ): CompletableFuture<BulkReport> = futures.scope.future {
            futures.bridge.load(input, checkpoint, mode, reading, ledger)
        }

        /**
         * Loads the outcomes of a reading: its records, and its damage as rejected ones; see
         * [dev.marcato.mongodb.load].
         */
        @JvmStatic
        @JvmOverloads
        public fun load(
            futures: MongoBridgeFutures<Record>,
            outcomes: Iterable<Outcome>,
            mode: LoadMode = LoadMode.UPSERT,
            ledger: BulkLedger = BulkLedger(),
        ): CompletableFuture<BulkReport> = futures.scope.future {
            futures.bridge.load(outcomes.asFlow(), mode, ledger)
        }
    }
}
