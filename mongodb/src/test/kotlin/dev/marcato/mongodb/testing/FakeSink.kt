// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import dev.marcato.mongodb.WriteOrder
import dev.marcato.mongodb.internal.bulk.BulkSink
import dev.marcato.mongodb.internal.writes.BatchOutcome
import dev.marcato.mongodb.internal.writes.DUPLICATE_KEY
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.WriteError
import dev.marcato.mongodb.internal.writes.WriteKind
import java.io.IOException
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import org.bson.BsonDocument
import org.bson.BsonValue
import org.bson.RawBsonDocument

/**
 * Keeps documents in memory as a server would, with a unique `_id` and exact errors, and fails when [fault] says so: it
 * is asked before each batch, by the number of the batch.
 */
internal class FakeSink(private val fault: suspend (call: Int) -> Fault = { Fault.None }) : BulkSink {
    private val documents = LinkedHashMap<BsonValue, RawBsonDocument>()
    private val calls = AtomicInteger()

    /** The batches, as they came: how many writes, how many bytes. */
    val batches = ConcurrentLinkedQueue<List<EncodedWrite>>()

    /** What looking for stored documents fails with. */
    var lookUpFailure: IOException? = null

    val stored: Map<BsonValue, RawBsonDocument> get() = synchronized(documents) { LinkedHashMap(documents) }

    val ids: List<String> get() = stored.keys.map { it.asString().value }.sorted()

    fun text(id: String): String? =
        stored.entries.firstOrNull { it.key.asString().value == id }?.value?.getString("text")?.value

    fun put(id: String, text: String) {
        val document = RawBsonDocument.parse("""{"_id": "$id", "text": "$text"}""")
        synchronized(documents) { documents[document.getValue("_id")] = document }
    }

    override suspend fun write(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder): BatchOutcome {
        batches.add(writes)
        return when (val fault = fault(calls.getAndIncrement())) {
            Fault.None -> apply(kind, writes, order)

            Fault.CutBefore -> BatchOutcome.Lost(IOException("the wire was cut"), isTransient = true)

            Fault.CutAfter -> {
                apply(kind, writes, order)
                BatchOutcome.Lost(IOException("the wire was cut"), isTransient = true)
            }

            Fault.Gone -> BatchOutcome.Refused(IOException("the server is gone"), isTransient = true)

            Fault.Forbidden -> BatchOutcome.Refused(IOException("not authorized"), isTransient = false)

            Fault.Concern -> {
                val answer = apply(kind, writes, order)
                BatchOutcome.Answered(answer.errors, answer.upserted, concern = IOException("waiting timed out"))
            }

            is Fault.Refused -> refuse(kind, writes, order, fault.ids)
        }
    }

    override fun stored(ids: List<BsonValue>): Flow<BsonDocument> = flow {
        lookUpFailure?.let { throw it }
        stored.filterKeys { it in ids }.values.forEach { emit(it) }
    }

    private fun apply(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder) =
        refuse(kind, writes, order, emptySet())

    private fun refuse(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder, refused: Set<String>) =
        synchronized(documents) {
            val errors = ArrayList<WriteError>()
            val upserted = HashSet<Int>()
            for ((index, write) in writes.withIndex()) {
                val document = checkNotNull(write.document)
                val id = document.getValue("_id")
                when {
                    id.isString && id.asString().value in refused ->
                        errors +=
                            WriteError(index, 121, "validation failed")

                    kind == WriteKind.INSERT && id in documents ->
                        errors +=
                            WriteError(index, DUPLICATE_KEY, "duplicate")

                    else -> if (documents.put(id, document) == null) upserted += index
                }
                if (errors.isNotEmpty() && order == WriteOrder.ORDERED) break
            }
            BatchOutcome.Answered(errors, if (kind == WriteKind.UPSERT) upserted else emptySet())
        }
}

/** What goes wrong with a batch. */
internal sealed interface Fault {
    data object None : Fault

    /** Nothing arrives. */
    data object CutBefore : Fault

    /** All is applied, and nobody hears of it. */
    data object CutAfter : Fault

    /** There is no server to send it to. */
    data object Gone : Fault

    /** The server does not take the command. */
    data object Forbidden : Fault

    /** All is applied, but not replicated. */
    data object Concern : Fault

    /** The server refuses the documents with these ids. */
    class Refused(val ids: Set<String>) : Fault
}
