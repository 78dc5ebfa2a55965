// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.mongodb.Rejection
import org.bson.BsonDocument
import org.bson.RawBsonDocument

/** The bytes of documents that were encoded one after the other; set when all of them are encoded. */
internal class EncodedChunk {
    var bytes: ByteArray = NONE

    private companion object {
        val NONE = ByteArray(0)
    }
}

/** One record or operation, ready to be sent or already rejected. Its encoder sets the mutable properties. */
internal class EncodedWrite(
    val kind: WriteKind,
    private val chunk: EncodedChunk,
    /** The offset of its document in the chunk. */
    val start: Int,
) {
    lateinit var span: RecordSpan
    var index = 0

    /** The size of the document to store; 0 if there is none. */
    var documentBytes = 0

    /** The size of everything else: filters and changes. */
    var extraBytes = 0

    /** The end of the first element of the document, if that is the key. */
    var keyEnd = 0
    var filter: BsonDocument? = null
    var change: Change? = null

    /** The value that was offered, if a rejection could divert it. */
    var value: Any? = null
    var rejection: Rejection? = null

    val ordinal: Long get() = span.first + index

    var state: Byte
        get() = span.states[index]
        set(state) {
            span.states[index] = state
        }

    /** The document to store. Each call makes a new view of the chunk. */
    val document: RawBsonDocument?
        get() = if (documentBytes > 0) RawBsonDocument(chunk.bytes, start, documentBytes) else null

    /** The approximate size in a command: the document, the filter, and the names of options. */
    val size: Int
        get() = documentBytes +
            if (kind == WriteKind.INSERT) 0 else OPERATION_BYTES + maxOf(extraBytes, filterBytes())

    /** Writes with the same key must keep their order; null if the order of this one doesn't matter. */
    var key: DocumentKey? = null
        private set

    /** Called when the chunk is encoded. */
    fun complete() {
        val filter = filter
        key = when {
            keyEnd > 0 -> DocumentKey(chunk.bytes, start + HEADER, keyEnd)

            kind == WriteKind.UPSERT && filter is RawBsonDocument ->
                DocumentKey(filter.backingArray, 0, filter.byteLength)

            else -> null
        }
    }

    private fun filterBytes(): Int = (filter as? RawBsonDocument)?.byteLength ?: 0

    private companion object {
        const val HEADER = 4

        /** About the size of `{q: , u: , multi: , upsert: , hint: }` without values. */
        const val OPERATION_BYTES = 48
    }
}

/** What an update or a replacement does, apart from its document. */
internal class Change(
    val update: BsonDocument? = null,
    val pipeline: List<BsonDocument>? = null,
    val arrayFilters: List<BsonDocument>? = null,
    val upsert: Boolean = false,
)
