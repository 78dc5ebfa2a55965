// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteKind
import kotlinx.coroutines.flow.Flow
import org.bson.BsonDocument
import org.bson.BsonValue

/** Where batches go: a collection, or in tests something that fails when it is told to. */
internal interface BulkSink {
    /** Sends writes of one kind, and waits for the answer. Throws nothing but what ends the coroutine. */
    suspend fun write(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder): BatchOutcome

    /** The stored documents with these ids, as far as there are any. */
    fun stored(ids: List<BsonValue>): Flow<BsonDocument>
}

/** What is known about a batch after it was sent. */
internal sealed interface BatchOutcome {
    /** The server answered: all were applied but [errors], and, in order, but those behind the first of them. */
    class Answered(
        val errors: List<WriteError> = emptyList(),
        /** The indexes of those that made a new document where one might have been matched. */
        val upserted: Set<Int> = emptySet(),
        val matched: Long = 0,
        val modified: Long = 0,
        val deleted: Long = 0,
        /** Set if they were applied, but not replicated as asked for. */
        val concern: Exception? = null,
    ) : BatchOutcome

    /** Nothing is known: any of them may have been applied. */
    class Lost(val cause: Exception, val isTransient: Boolean) : BatchOutcome

    /** None of them was applied. */
    class Refused(val cause: Exception, val isTransient: Boolean) : BatchOutcome
}

/** What a server says about one write of a batch. */
internal class WriteError(val index: Int, val code: Int, val message: String)

internal const val DUPLICATE_KEY = 11000
