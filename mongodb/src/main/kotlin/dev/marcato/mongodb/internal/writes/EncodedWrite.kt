// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.mongodb.Rejection
import org.bson.BsonDocument
import org.bson.RawBsonDocument

/** The bytes of documents that were encoded one behind the other; they are there when all of them are. */
internal class EncodedChunk {
    var bytes: ByteArray = NONE

    private companion object {
        val NONE = ByteArray(0)
    }
}

/** One record or operation, ready to be sent, or rejected already. What can change is filled in by its encoder. */
internal class EncodedWrite(
    val kind: WriteKind,
    private val chunk: EncodedChunk,
    /** Where in the chunk its document begins. */
    val start: Int,
) {
    lateinit var span: RecordSpan
    var index = 0

    /** How many bytes the document to be stored takes; 0 if there is none. */
    var documentBytes = 0

    /** How many bytes what is no document takes: filters and changes. */
    var extraBytes = 0

    /** Where the first element of the document ends, if that is the key. */
    var keyEnd = 0
    var filter: BsonDocument? = null
    var change: Change? = null

    /** What was offered, kept where it may have to be diverted. */
    var value: Any? = null
    var rejection: Rejection? = null

    val ordinal: Long get() = span.first + index

    var state: Byte
        get() = span.states[index]
        set(state) {
            span.states[index] = state
        }

    /** The document to be stored; a view of the chunk, made anew each time. */
    val document: RawBsonDocument?
        get() = if (documentBytes > 0) RawBsonDocument(chunk.bytes, start, documentBytes) else null

    /** About how many bytes it takes in a command: besides its document the filter, and names and switches. */
    val size: Int
        get() = documentBytes +
            if (kind == WriteKind.INSERT) 0 else OPERATION_BYTES + maxOf(extraBytes, filterBytes())

    /** Tells apart writes whose order matters; those without may go any way. */
    var key: DocumentKey? = null
        private set

    /** Called when all of the chunk is there. */
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

        /** `{q: , u: , multi: , upsert: , hint: }` about, without what is filled in. */
        const val OPERATION_BYTES = 48
    }
}

/** What an update or a replacement does besides what its document says. */
internal class Change(
    val update: BsonDocument? = null,
    val pipeline: List<BsonDocument>? = null,
    val arrayFilters: List<BsonDocument>? = null,
    val upsert: Boolean = false,
)
