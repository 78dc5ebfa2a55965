// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.MarcProblem
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.MissingKeyException
import dev.marcato.mongodb.RejectionReason
import dev.marcato.mongodb.internal.bson.ElementName

/** Says how what is offered to an operation becomes a write. Used by several threads at once. */
internal interface WriteEncoding<in S> {
    /** Adds [value] to the chunk; whatever is thrown rejects it. */
    fun encode(value: S, chunk: ChunkEncoder)

    /** About how many bytes the value takes, if that can be told before it is encoded; else 0. */
    fun sizeOf(value: S): Long = 0

    /** What a dead-letter sink gets for [value]. */
    fun offered(value: S): Any? = value
}

/** Every value a new document. */
internal class InsertEncoding<T : Any>(private val codec: DocumentCodec<T>) : WriteEncoding<T> {
    override fun encode(value: T, chunk: ChunkEncoder) = chunk.addInsert(codec, value)
}

/** Every value the document under its key. */
internal class UpsertEncoding<T : Any>(private val codec: DocumentCodec<T>, private val key: List<ElementName>) :
    WriteEncoding<T> {
    override fun encode(value: T, chunk: ChunkEncoder) = chunk.addUpsert(codec, value, key)
}

internal val ID_KEY: List<ElementName> = listOf(ElementName.ID)

internal fun reasonOf(failure: Exception): RejectionReason = when (failure) {
    is MissingKeyException -> RejectionReason.NO_KEY
    is TooLargeException -> RejectionReason.TOO_LARGE
    is DamagedInputException -> RejectionReason.DAMAGED
    else -> RejectionReason.UNENCODABLE
}

/** Found before anything is sent: the driver would give up the whole call. */
internal class TooLargeException(size: String, cause: Throwable? = null) :
    RuntimeException("the document takes $size; a server takes $MAX_DOCUMENT_BYTES bytes at most", cause)

/** A stretch of the input of which no record could be made. */
internal class DamagedInputException(problem: MarcProblem) : RuntimeException("$problem")

/** What every server takes: 16 MiB. */
internal const val MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
