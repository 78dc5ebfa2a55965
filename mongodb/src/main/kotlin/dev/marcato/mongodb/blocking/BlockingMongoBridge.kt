// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.blocking

import com.mongodb.MongoNamespace
import com.mongodb.client.model.Filters
import com.mongodb.client.model.IndexModel
import com.mongodb.kotlin.client.coroutine.MongoClient
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.BulkLedger
import dev.marcato.mongodb.BulkReport
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.FindOptions
import dev.marcato.mongodb.LoadMode
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.WriteOperation
import dev.marcato.mongodb.load
import dev.marcato.mongodb.mongoClientSettings
import java.io.IOException
import java.nio.file.Path
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.runBlocking
import org.bson.Document
import org.bson.conversions.Bson

/**
 * The [MongoBridge] for callers that block: for Java, and for Kotlin without coroutines.
 *
 *     try (BlockingMongoBridge<Record> bridge =
 *             BlockingMongoBridge.connect("mongodb://localhost", "catalogue", "records", RecordDocuments.DEFAULT)) {
 *         BulkReport report = bridge.upsertMany(reader);
 *     }
 *
 * Writes take their values from an [Iterable], such as a `BlockingMarcReader`, in the calling thread, and return when
 * the server has acknowledged everything. A write that ends early throws [dev.marcato.mongodb.BulkFailedException] with
 * the report; an exception of the iterable is its cause. An interrupted thread gets an [InterruptedException]; the
 * ledger that you passed then has the report. A [DocumentReader] reads documents.
 *
 * A bridge may be shared between threads. [close] closes the client if [connect] made it, else nothing.
 */
public class BlockingMongoBridge<T : Any> private constructor(
    private val bridge: MongoBridge<T>,
    private val client: MongoClient?,
) : AutoCloseable {
    /** Stores every value as a new document. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun insertMany(values: Iterable<T>, ledger: BulkLedger = BulkLedger()): BulkReport =
        runBlocking { bridge.insertMany(values.asFlow(), ledger) }

    /** Stores every value in the place of the document with the same `_id`, or as a new one. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun upsertMany(values: Iterable<T>, ledger: BulkLedger = BulkLedger()): BulkReport =
        runBlocking { bridge.upsertMany(values.asFlow(), ledger = ledger) }

    /** Stores every value in the place of the document with the same values of the fields [key], or as a new one. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun upsertMany(values: Iterable<T>, key: List<String>, ledger: BulkLedger = BulkLedger()): BulkReport =
        runBlocking { bridge.upsertMany(values.asFlow(), key, ledger) }

    /** Applies all writes. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun bulkWrite(operations: Iterable<WriteOperation<T>>, ledger: BulkLedger = BulkLedger()): BulkReport =
        runBlocking { bridge.bulkWrite(operations.asFlow(), ledger) }

    /** Reads the documents that match [filter]. Close the reader unless you read it to its end. */
    @JvmOverloads
    public fun find(filter: Bson = Filters.empty(), options: FindOptions = FindOptions.DEFAULT): DocumentReader<T> =
        DocumentReader.of(bridge.find(filter, options))

    /** Reads all documents in the order of their `_id`. Close the reader unless you read it to its end. */
    public fun findAll(): DocumentReader<T> = DocumentReader.of(bridge.findAll())

    /** Reads the results of an aggregation [pipeline]. */
    public fun aggregate(pipeline: List<Bson>): DocumentReader<T> = DocumentReader.of(bridge.aggregate(pipeline))

    /** Reads the results of an aggregation [pipeline] with another [codec]. */
    public fun <R : Any> aggregate(pipeline: List<Bson>, codec: DocumentCodec<R>): DocumentReader<R> =
        DocumentReader.of(bridge.aggregate(pipeline, codec))

    /** Makes the declared indexes that don't exist yet, and returns the names of all. */
    @Throws(InterruptedException::class)
    public fun ensureIndexes(indexes: List<IndexModel>): List<String> = runBlocking { bridge.ensureIndexes(indexes) }

    /** Returns the bridge behind this one. */
    public fun bridge(): MongoBridge<T> = bridge

    override fun close() {
        client?.close()
    }

    override fun toString(): String = "Blocking$bridge"

    public companion object {
        /** Makes a blocking bridge of [bridge]; closing it closes nothing. */
        @JvmStatic
        public fun <T : Any> of(bridge: MongoBridge<T>): BlockingMongoBridge<T> = BlockingMongoBridge(bridge, null)

        /**
         * Makes a client for [uri] with a connection for each inserter, and a bridge that owns the client. The client
         * connects when it is first used.
         *
         * @throws IllegalArgumentException if [uri] isn't a connection string, or MongoDB doesn't allow one of the
         * names
         */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> connect(
            uri: String,
            database: String,
            collection: String,
            codec: DocumentCodec<T>,
            options: BridgeOptions = BridgeOptions.DEFAULT,
        ): BlockingMongoBridge<T> {
            // Checks the names before there is a client to close.
            val name = MongoNamespace(database, collection)
            val client = MongoClient.create(mongoClientSettings(uri, options).build())
            val target = client.getDatabase(name.databaseName).getCollection(name.collectionName, Document::class.java)
            return BlockingMongoBridge(MongoBridge.of(target, codec, options), client)
        }

        /**
         * Loads the records of a file, starting at [checkpoint], and keeps that file up to date; see
         * [dev.marcato.mongodb.load].
         */
        @JvmStatic
        @JvmOverloads
        @Throws(IOException::class, InterruptedException::class)
        public fun load(
            bridge: BlockingMongoBridge<Record>,
            input: Path,
            checkpoint: Path,
            mode: LoadMode = LoadMode.UPSERT,
            reading: ReadOptions = ReadOptions.DEFAULT,
            ledger: BulkLedger = BulkLedger(),
        ): BulkReport = runBlocking { bridge.bridge.load(input, checkpoint, mode, reading, ledger) }

        /**
         * Loads the outcomes of a reading, such as `reader.outcomes()::iterator`: its records, and its damage as
         * rejected ones; see [dev.marcato.mongodb.load].
         */
        @JvmStatic
        @JvmOverloads
        @Throws(InterruptedException::class)
        public fun load(
            bridge: BlockingMongoBridge<Record>,
            outcomes: Iterable<Outcome>,
            mode: LoadMode = LoadMode.UPSERT,
            ledger: BulkLedger = BulkLedger(),
        ): BulkReport = runBlocking { bridge.bridge.load(outcomes.asFlow(), mode, ledger) }
    }
}
