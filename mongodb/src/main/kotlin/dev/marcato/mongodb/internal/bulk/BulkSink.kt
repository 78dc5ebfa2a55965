// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.writes.BatchOutcome
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteKind
import kotlinx.coroutines.flow.Flow
import org.bson.BsonDocument
import org.bson.BsonValue

/** Where batches go: a collection, or in tests a sink that fails on purpose. */
internal interface BulkSink {
    /** Sends writes of one kind and waits for the answer. Throws only what ends the coroutine. */
    suspend fun write(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder): BatchOutcome

    /** Returns the stored documents with these ids. */
    fun stored(ids: List<BsonValue>): Flow<BsonDocument>
}
