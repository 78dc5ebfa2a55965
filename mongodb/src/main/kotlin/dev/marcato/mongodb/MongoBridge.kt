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
 * **Writing.** Values from the flow are encoded to BSON (in parallel if there are many), cut into batches and sent by
 * several inserters; [BridgeOptions] sets the sizes. Values must not change after they were emitted. Memory use doesn't
 * grow with the flow, and if the server stalls, the flow isn't collected any further.
 *
 * **Every record is accounted for** in the [BulkReport] of the write. A write that ends early throws a
 * [BulkFailedException] with the report. It ends early on the first rejected record (unless [BridgeOptions.tolerance]
 * says otherwise), if the server is gone, or if the flow fails; the values before the failure are sent first. If you
 * cancel a write, the [BulkLedger] that you passed has the report. Cancellation is prompt; records on their way to the
 * server are then *unknown*.
 *
 * **Reading.** Flows are cold, keep the order of the server, and fail with the exceptions of the driver or the codec as
 * they are. A collector that stops early closes the cursor.
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
     * Replaces the document with the same key by the value, or stores the value as a new document. Of several values
     * with the same key the last one is kept. The key consists of the top-level fields named [key], `_id` unless given;
     * other fields should have a unique index. A value is rejected as [RejectionReason.NO_KEY] if its key is missing or
     * null, or if a server would take it for a condition (a regular expression, an operator).
     *
     * @throws BulkFailedException if the write ended early
     * @throws IllegalArgumentException if [key] is empty, or MongoDB takes a name in it for a path or an operator
     */
    @JvmSynthetic
    public suspend fun upsertMany(
        values: Flow<T>,
        key: List<String> = listOf("_id"),
        ledger: BulkLedger = BulkLedger(),
    ): BulkReport {
        require(key.isNotEmpty()) { "A key has at least one field" }
        for (name in key) {
            require(name.isNotEmpty() && '.' !in name && !name.startsWith('$')) {
                "A key consists of top-level fields, and \"$name\" isn't the name of one"
            }
        }
        return write(values, UpsertEncoding(codec, key.map(::ElementName)), Lanes.BY_KEY, ledger)
    }

    /**
     * Applies all writes of the flow. With [WriteOrder.UNORDERED] they may be applied in any order, but upserts with
     * the same key keep theirs.
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
            // Otherwise the driver asks for only 64 at first, and with a limit it sends one more command.
            .batchSize(if (options.limit in 1..batch) options.limit else batch)
            .projection(options.projection?.let(::rendered))
            .sort(options.sort?.let(::rendered))
        return found.decoded(codec, this.options)
    }

    /** Reads all documents in the order of their `_id`, as a cold flow. */
    @JvmSynthetic
    public fun findAll(): Flow<T> = find(options = FindOptions { sort = Sorts.ascending("_id") })

    /** Reads the results of an aggregation [pipeline], as a cold flow. */
    @JvmSynthetic
    public fun aggregate(pipeline: List<Bson>): Flow<T> = aggregate(pipeline, codec)

    /** Reads the results of an aggregation [pipeline] with another [codec], as a cold flow. */
    @JvmSynthetic
    public fun <R : Any> aggregate(pipeline: List<Bson>, codec: DocumentCodec<R>): Flow<R> =
        raw.aggregate(pipeline.map(::rendered)).batchSize(options.readBatch).decoded(codec, options)

    /**
     * Makes the declared [indexes] that don't exist yet, and returns the names of all; for records, see
     * [RecordDocuments.indexes].
     *
     * Fails with the driver's [com.mongodb.MongoCommandException] if an index with the same name or keys has other
     * options.
     */
    @JvmSynthetic
    public suspend fun ensureIndexes(indexes: List<IndexModel>): List<String> =
        if (indexes.isEmpty()) emptyList() else raw.createIndexes(indexes).toList()

    override fun toString(): String = "MongoBridge(${collection.namespace}, $codec, $options)"

    @get:JvmSynthetic
    internal val namespace: String get() = collection.namespace.fullName

    /** A write that reports its progress, for loads. */
    @JvmSynthetic
    internal suspend fun <S : Any> load(
        values: Flow<S>,
        encoding: (DocumentCodec<T>) -> WriteEncoding<S>,
        ledger: BulkLedger,
        progress: LoadProgress,
    ): BulkReport {
        // Records that were stored after the last checkpoint come again.
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
            "The server doesn't acknowledge writes with the write concern ${raw.writeConcern}, so there is no " +
                "report. Use MAJORITY, JOURNALED or a number from 1 up"
        }
        return writeTo(DriverSink(raw), values, encoding, options, lanes, ledger, progress)
    }

    private fun rendered(bson: Bson): Bson = bson.toBsonDocument(Document::class.java, collection.codecRegistry)

    public companion object {
        /**
         * Makes a bridge to [collection] for the values of [codec]. The document class of the collection doesn't
         * matter.
         */
        @JvmStatic
        @JvmOverloads
        public fun <T : Any> of(
            collection: MongoCollection<*>,
            codec: DocumentCodec<T>,
            options: BridgeOptions = BridgeOptions.DEFAULT,
        ): MongoBridge<T> = MongoBridge(collection, codec, options)
    }
}
