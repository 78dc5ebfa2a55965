// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import com.mongodb.MongoBulkWriteException
import com.mongodb.MongoClientException
import com.mongodb.MongoCommandException
import com.mongodb.MongoConnectionPoolClearedException
import com.mongodb.MongoException
import com.mongodb.MongoOperationTimeoutException
import com.mongodb.MongoSecurityException
import com.mongodb.MongoServerUnavailableException
import com.mongodb.MongoSocketException
import com.mongodb.MongoSocketOpenException
import com.mongodb.MongoTimeoutException
import com.mongodb.ReadPreference
import com.mongodb.bulk.BulkWriteResult
import com.mongodb.client.model.BulkWriteOptions
import com.mongodb.client.model.DeleteManyModel
import com.mongodb.client.model.DeleteOneModel
import com.mongodb.client.model.Filters
import com.mongodb.client.model.InsertOneModel
import com.mongodb.client.model.ReplaceOneModel
import com.mongodb.client.model.ReplaceOptions
import com.mongodb.client.model.UpdateManyModel
import com.mongodb.client.model.UpdateOneModel
import com.mongodb.client.model.UpdateOptions
import com.mongodb.client.model.WriteModel
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.writes.BatchOutcome
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteError
import dev.marcato.mongodb.internal.writes.WriteKind
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import org.bson.BSONException
import org.bson.BsonDocument
import org.bson.BsonValue
import org.bson.RawBsonDocument

/** Sends batches to a collection with the official driver, and interprets its exceptions. */
internal class DriverSink(private val collection: MongoCollection<RawBsonDocument>) : BulkSink {
    override suspend fun write(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder): BatchOutcome {
        val isOrdered = order == WriteOrder.ORDERED
        return try {
            // Also for inserts: insertMany would make a map of all ids.
            answer(collection.bulkWrite(writes.map(::modelOf), BulkWriteOptions().ordered(isOrdered)))
        } catch (e: MongoBulkWriteException) {
            answer(e)
        } catch (e: MongoException) {
            failure(e)
        } catch (e: BSONException) {
            // Thrown while the command was written: it hasn't been sent.
            BatchOutcome.Refused(e, isTransient = false)
        } catch (e: IllegalArgumentException) {
            BatchOutcome.Refused(e, isTransient = false)
        } catch (e: IllegalStateException) {
            if (e is CancellationException) {
                // This coroutine's own cancellation is thrown. Another one may have come at any time.
                currentCoroutineContext().ensureActive()
                BatchOutcome.Lost(e, isTransient = false)
            } else {
                BatchOutcome.Refused(e, isTransient = false)
            }
        }
    }

    /** Reads from the primary, because other members may be late. */
    override fun stored(ids: List<BsonValue>): Flow<BsonDocument> =
        collection.withReadPreference(ReadPreference.primary()).find(Filters.`in`("_id", ids)).batchSize(ids.size + 1)
}

private fun modelOf(write: EncodedWrite): WriteModel<RawBsonDocument> {
    val document = write.document
    if (write.kind == WriteKind.INSERT) return InsertOneModel(checkNotNull(document))
    val filter = checkNotNull(write.filter)
    val change = write.change
    if (document != null) {
        return ReplaceOneModel(filter, document, ReplaceOptions().upsert(checkNotNull(change).upsert))
    }
    return when (write.kind) {
        WriteKind.DELETE_ONE -> DeleteOneModel(filter)

        WriteKind.DELETE_MANY -> DeleteManyModel(filter)

        else -> {
            checkNotNull(change)
            val options = UpdateOptions().upsert(change.upsert).arrayFilters(change.arrayFilters)
            val isMany = write.kind == WriteKind.UPDATE_MANY
            val pipeline = change.pipeline
            when {
                pipeline != null && isMany -> UpdateManyModel(filter, pipeline, options)
                pipeline != null -> UpdateOneModel(filter, pipeline, options)
                isMany -> UpdateManyModel(filter, checkNotNull(change.update), options)
                else -> UpdateOneModel(filter, checkNotNull(change.update), options)
            }
        }
    }
}

private fun answer(result: BulkWriteResult): BatchOutcome = BatchOutcome.Answered(
    upserted = result.upserts.mapTo(HashSet()) { it.index },
    matched = result.matchedCount.toLong(),
    modified = result.modifiedCount.toLong(),
    deleted = result.deletedCount.toLong(),
)

private fun answer(e: MongoBulkWriteException): BatchOutcome = BatchOutcome.Answered(
    errors = e.writeErrors.map { WriteError(it.index, it.code, it.message) }.sortedBy { it.index },
    upserted = e.writeResult.upserts.mapTo(HashSet()) { it.index },
    matched = e.writeResult.matchedCount.toLong(),
    modified = e.writeResult.modifiedCount.toLong(),
    deleted = e.writeResult.deletedCount.toLong(),
    concern = e.takeIf { it.writeConcernError != null },
)

/** Error codes with which a server refuses a whole command before it applies anything. */
private val REFUSING_CODES = setOf(
    2, // BadValue
    9, // FailedToParse
    13, // Unauthorized
    14, // TypeMismatch
    18, // AuthenticationFailed
    59, // CommandNotFound
    73, // InvalidNamespace
)

/** In doubt, a batch is lost, not refused: repeating a write does less harm than leaving it out. */
private fun failure(e: MongoException): BatchOutcome = when (e) {
    is MongoOperationTimeoutException -> BatchOutcome.Lost(e, isTransient = true)

    // There was no server or no connection, so nothing was sent. After a retry the driver throws the failure of the
    // first attempt, so this isn't the failure of a second one.
    is MongoTimeoutException, is MongoSocketOpenException, is MongoServerUnavailableException,
    is MongoConnectionPoolClearedException,
    -> BatchOutcome.Refused(e, isTransient = true)

    is MongoSecurityException -> BatchOutcome.Refused(e, isTransient = false)

    is MongoSocketException -> BatchOutcome.Lost(e, isTransient = true)

    is MongoCommandException -> {
        val isTransient = e.hasErrorLabel("RetryableWriteError")
        val isRefused = e.hasErrorLabel("NoWritesPerformed") || (!isTransient && e.code in REFUSING_CODES)
        if (isRefused) BatchOutcome.Refused(e, isTransient) else BatchOutcome.Lost(e, isTransient)
    }

    is MongoClientException -> BatchOutcome.Refused(e, isTransient = false)

    else -> BatchOutcome.Lost(e, isTransient = false)
}
