// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal

import dev.marcato.mongodb.Rejection
import org.bson.BsonDocument
import org.bson.RawBsonDocument

/** What commands are made of: writes of different kinds cannot travel in the same one. */
internal enum class WriteKind(
    /** Whether sending it once more leads to the same documents. */
    val isRepeatable: Boolean,
) {
    INSERT(isRepeatable = true),

    /** Replaces a document, or stores it if there is none. */
    UPSERT(isRepeatable = true),
    UPDATE_ONE(isRepeatable = false),

    // Servers retry none of the commands that change many documents: these keep out of the others.
    UPDATE_MANY(isRepeatable = false),
    DELETE_ONE(isRepeatable = false),
    DELETE_MANY(isRepeatable = true),
}

/** One record or operation, ready to be sent, or rejected already. */
internal class EncodedWrite(
    val stretch: Stretch,
    val index: Int,
    val kind: WriteKind,
    /** About how many bytes it takes in a command. */
    val size: Int,
    /** The document to be stored. */
    val document: RawBsonDocument? = null,
    val filter: BsonDocument? = null,
    val change: Change? = null,
    /** Tells apart writes whose order matters; those without may go any way. */
    val key: DocumentKey? = null,
    /** What was offered, kept where it may have to be diverted. */
    val value: Any? = null,
    val rejection: Rejection? = null,
) {
    val ordinal: Long get() = stretch.first + index

    var state: Byte
        get() = stretch.states[index]
        set(state) {
            stretch.states[index] = state
        }
}

/** What an update or a replacement does besides what its document says. */
internal class Change(
    val update: BsonDocument? = null,
    val pipeline: List<BsonDocument>? = null,
    val arrayFilters: List<BsonDocument>? = null,
    val upsert: Boolean = false,
)

/** The bytes of a key, comparable. */
internal class DocumentKey(private val bytes: ByteArray, private val start: Int, private val end: Int) {
    private val hash: Int

    init {
        var hash = 1
        for (index in start until end) hash = 31 * hash + bytes[index]
        // Ids that count up differ in the last bytes only, and lanes are few.
        this.hash = hash xor (hash ushr 16)
    }

    override fun equals(other: Any?): Boolean {
        if (other !is DocumentKey || hash != other.hash || end - start != other.end - other.start) return false
        for (offset in 0 until end - start) if (bytes[start + offset] != other.bytes[other.start + offset]) return false
        return true
    }

    override fun hashCode(): Int = hash
}
