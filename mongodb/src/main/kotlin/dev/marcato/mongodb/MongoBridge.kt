// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato.mongodb

import com.mongodb.MongoClientSettings
import com.mongodb.client.model.Filters
import com.mongodb.client.model.IndexModel
import com.mongodb.client.model.Sorts
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.internal.bson.ElementName
import dev.marcato.mongodb.internal.bulk.DriverSink
import dev.marcato.mongodb.internal.bulk.Lanes
import dev.marcato.mongodb.internal.bulk.LoadProgress
import dev.marcato.mongodb.internal.bulk.OperationEncoding
import dev.marcato.mongodb.internal.bulk.writeTo
import dev.marcato.mongodb.internal.documents.decoded
import dev.marcato.mongodb.internal.writes.InsertEncoding
import dev.marcato.mongodb.internal.writes.UpsertEncoding
import dev.marcato.mongodb.internal.writes.WriteEncoding
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.toList
import org.bson.Document
import org.bson.RawBsonDocument
import org.bson.conversions.Bson

/**
 * Writes flows of values to a MongoDB collection in bulk, and reads flows of values from it.
 *
 *     val bridge = MongoBridge.of(database.getCollection<Document>("records"), RecordDocuments.DEFAULT)
 *     val report = bridge.upsertMany(MarcReader.open(path).records())
 *
 * **Writing.** Values are taken from the flow, encoded to BSON (in parallel, once there is enough of it), cut into
 * batches and sent by several inserters; see [BridgeOptions] for the measures. Values must not change after they were
 * emitted. Memory is bounded whatever the length of the flow, and a server that stalls stops the flow from being
 * collected.
 *
 * **Every record is accounted for**, in the [BulkReport] that each write returns, or that the [BulkFailedException]
 * carries which it throws when it ends early: on the first rejected record unless [BridgeOptions.tolerance] says
 * otherwise, when the server is gone, and when the flow itself fails, after what came before was sent. Who cancels a
 * write learns it from the [BulkLedger] that was passed. Cancellation is prompt; what is on its way to the server then
 * is *unknown*.
 *
 * **Reading.** Flows are cold, keep the order of the server, and fail with the driver's exceptions as they are, or with
 * what the codec throws. A collector that stops early closes the cursor.
 *
 * A bridge is immutable and may be shared between threads. It closes nothing: client and collection are the caller's.
 * For Java there are [dev.marcato.mongodb.blocking.BlockingMongoBridge] and
 * [dev.marcato.mongodb.blocking.MongoBridgeFutures].
 */
public class MongoBridge<T : Any> private constructor(
    private val collection: MongoCollection<*>,
    private val codec: DocumentCodec<T>,
    /** How this bridge writes and reads. */
    @get:JvmName("options")
    public val options: BridgeOptions,
) {
    private val raw: MongoCollection<RawBsonDocument> = collection
        .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
        .withDocumentClass(RawBsonDocument::class.java)

    /**
     * Stores every value as a new document.
     *
     * @throws BulkFailedException if the write ended early
     */
    @JvmSynthetic
    public suspend fun insertMany(values: Flow<T>, ledger: BulkLedger = BulkLedger()): BulkReport =
        write(values, InsertEncoding(codec), Lanes.ANY, ledger)

    /**
     * Stores every value in the place of the document with the same key, or as a new one. Of several values with the
     * same key the last one is kept. The key is made of the top-level fields named [key], `_id` unless given; there
     * should be a unique index on others. A value whose key is missing or null, or which a server would take for a
     * condition (a regular expression, an operator), is rejected as [RejectionReason.NO_KEY].
     *
     * @throws BulkFailedException if the write ended early
     * @throws IllegalArgumentException if [key] is empty, or a name in it is one that MongoDB takes for a path or an
     * operator
     */
    @JvmSynthetic
    public suspend fun upsertMany(
        values: Flow<T>,
        key: List<String> = listOf("_id"),
        ledger: BulkLedger = BulkLedger(),
    ): BulkReport {
        require(key.isNotEmpty()) { "A key has one field at least" }
        for (name in key) {
            require(name.isNotEmpty() && '.' !in name && !name.startsWith('$')) {
                "A key is made of top-level fields, and \"$name\" is no name of one"
            }
        }
        return write(values, UpsertEncoding(codec, key.map(::ElementName)), Lanes.BY_KEY, ledger)
    }

    /**
     * Makes all writes of the flow. In [WriteOrder.UNORDERED] they may be applied in any order; but upserts with the
     * same key keep theirs.
     *
     * @throws BulkFailedException if the write ended early
     */
    @JvmSynthetic
    public suspend fun bulkWrite(operations: Flow<WriteOperation<T>>, ledger: BulkLedger = BulkLedger()): BulkReport =
        write(operations, OperationEncoding(codec, collection.codecRegistry), Lanes.BY_KEY, ledger)

    /** Reads the documents that match [filter], as a cold flow. */
    @JvmSynthetic
    public fun find(filter: Bson = Filters.empty(), options: FindOptions = FindOptions.DEFAULT): Flow<T> {
        val batch = this.options.readBatch
        val found = raw.find(rendered(filter)).skip(options.skip).limit(options.limit)
            // The driver asks for as few as 64 at a time otherwise; and with a limit, for one more command.
            .batchSize(if (options.limit in 1..batch) options.limit else batch)
            .projection(options.projection?.let(::rendered))
            .sort(options.sort?.let(::rendered))
        return found.decoded(codec, this.options)
    }

    /** Reads all documents in the order of their `_id`, as a cold flow. */
    @JvmSynthetic
    public fun findAll(): Flow<T> = find(options = FindOptions { sort = Sorts.ascending("_id") })

    /** Reads what an aggregation [pipeline] makes of the documents, as a cold flow. */
    @JvmSynthetic
    public fun aggregate(pipeline: List<Bson>): Flow<T> = aggregate(pipeline, codec)

    /** Reads what an aggregation [pipeline] makes of the documents by another [codec], as a cold flow. */
    @JvmSynthetic
    public fun <R : Any> aggregate(pipeline: List<Bson>, codec: DocumentCodec<R>): Flow<R> =
        raw.aggregate(pipeline.map(::rendered)).batchSize(options.readBatch).decoded(codec, options)

    /**
     * Makes the declared [indexes] as far as they are not there; of the codec's own kind for records, see
     * [RecordDocuments.indexes]. Returns their names.
     *
     * Fails with the driver's [com.mongodb.MongoCommandException] if there is an index of the same name or keys with
     * other options.
     */
    @JvmSynthetic
    public suspend fun ensureIndexes(indexes: List<IndexModel>): List<String> =
        if (indexes.isEmpty()) emptyList() else raw.createIndexes(indexes).toList()

    override fun toString(): String = "MongoBridge(${collection.namespace}, $codec, $options)"

    @get:JvmSynthetic
    internal val namespace: String get() = collection.namespace.fullName

    /** A write with what a load from a file needs besides. */
    @JvmSynthetic
    internal suspend fun <S : Any> load(
        values: Flow<S>,
        encoding: (DocumentCodec<T>) -> WriteEncoding<S>,
        ledger: BulkLedger,
        progress: LoadProgress,
    ): BulkReport {
        // What was stored after the last checkpoint comes again.
        val resuming = options.toBuilder().equalDocuments(EqualDocuments.MATCH).build()
        return write(values, encoding(codec), Lanes.BY_KEY, ledger, progress, resuming)
    }

    private suspend fun <S : Any> write(
        values: Flow<S>,
        encoding: WriteEncoding<S>,
        lanes: Lanes,
        ledger: BulkLedger,
        progress: LoadProgress = LoadProgress.NONE,
        options: BridgeOptions = this.options,
    ): BulkReport {
        require(raw.writeConcern.isAcknowledged) {
            "Write concern ${raw.writeConcern} is not acknowledged: nobody could tell what became of the records. " +
                "Take MAJORITY, JOURNALED or a number from 1 on"
        }
        return writeTo(DriverSink(raw), values, encoding, options, lanes, ledger, progress)
    }

    private fun rendered(bson: Bson): Bson = bson.toBsonDocument(Document::class.java, collection.codecRegistry)

    public companion object {
        /** Makes a bridge to [collection], whose own document class does not matter, for the values of [codec]. */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> of(
            collection: MongoCollection<*>,
            codec: DocumentCodec<T>,
            options: BridgeOptions = BridgeOptions.DEFAULT,
        ): MongoBridge<T> = MongoBridge(collection, codec, options)
    }
}
