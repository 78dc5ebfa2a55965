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
 * The [MongoBridge] for callers who block: for Java, and for everybody who has no coroutines.
 *
 *     try (BlockingMongoBridge<Record> bridge =
 *             BlockingMongoBridge.connect("mongodb://localhost", "catalogue", "records", RecordDocuments.DEFAULT)) {
 *         BulkReport report = bridge.upsertMany(reader);
 *     }
 *
 * Writes take their values from an [Iterable], such as a `BlockingMarcReader`, in the calling thread, and return when
 * all is acknowledged. They throw [dev.marcato.mongodb.BulkFailedException], which carries the report, when they end
 * early; what the iterable throws is its cause. An interrupted thread gets an [InterruptedException], and the ledger
 * that was passed tells how far it had come. Reading is by a [DocumentReader].
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

    /** Makes all the writes. */
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun bulkWrite(operations: Iterable<WriteOperation<T>>, ledger: BulkLedger = BulkLedger()): BulkReport =
        runBlocking { bridge.bulkWrite(operations.asFlow(), ledger) }

    /** Reads the documents that match [filter]. Close the reader, unless it was read to its end. */
    @JvmOverloads
    public fun find(filter: Bson = Filters.empty(), options: FindOptions = FindOptions.DEFAULT): DocumentReader<T> =
        DocumentReader.of(bridge.find(filter, options))

    /** Reads all documents in the order of their `_id`. Close the reader, unless it was read to its end. */
    public fun findAll(): DocumentReader<T> = DocumentReader.of(bridge.findAll())

    /** Reads what an aggregation [pipeline] makes of the documents. */
    public fun aggregate(pipeline: List<Bson>): DocumentReader<T> = DocumentReader.of(bridge.aggregate(pipeline))

    /** Reads what an aggregation [pipeline] makes of the documents by another [codec]. */
    public fun <R : Any> aggregate(pipeline: List<Bson>, codec: DocumentCodec<R>): DocumentReader<R> =
        DocumentReader.of(bridge.aggregate(pipeline, codec))

    /** Makes the declared indexes as far as they are not there, and returns their names. */
    @Throws(InterruptedException::class)
    public fun ensureIndexes(indexes: List<IndexModel>): List<String> = runBlocking { bridge.ensureIndexes(indexes) }

    /** Returns the bridge that this one drives. */
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
         * Makes a client for [uri] with a connection for each inserter, and a bridge to a collection, which owns the
         * client. The connection is made when it is first used.
         *
         * @throws IllegalArgumentException if [uri] is no connection string, or a name is none that MongoDB has
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
            // Looks at the names before there is a client that somebody would have to close.
            val name = MongoNamespace(database, collection)
            val client = MongoClient.create(mongoClientSettings(uri, options).build())
            val target = client.getDatabase(name.databaseName).getCollection(name.collectionName, Document::class.java)
            return BlockingMongoBridge(MongoBridge.of(target, codec, options), client)
        }

        /**
         * Loads the records of a file, from where [checkpoint] says, and keeps that file up to date; see
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
         * Loads what a reading hands out, such as `reader.outcomes()::iterator`: its records, and its damage as rejected
         * ones; see [dev.marcato.mongodb.load].
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
