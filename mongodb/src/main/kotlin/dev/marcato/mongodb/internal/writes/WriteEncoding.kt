// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.MarcProblem
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.MissingKeyException
import dev.marcato.mongodb.RejectionReason
import dev.marcato.mongodb.internal.bson.ElementName

/** Turns offered values into writes. Used by several threads at once. */
internal interface WriteEncoding<in S> {
    /** Adds [value] to the chunk. An exception rejects it. */
    fun encode(value: S, chunk: ChunkEncoder)

    /** About the size of the value, if known before it is encoded; else 0. */
    fun sizeOf(value: S): Long = 0

    /** Returns what a dead-letter sink gets for [value]. */
    fun offered(value: S): Any? = value
}

/** Stores every value as a new document. */
internal class InsertEncoding<T : Any>(private val codec: DocumentCodec<T>) : WriteEncoding<T> {
    override fun encode(value: T, chunk: ChunkEncoder) = chunk.addInsert(codec, value)
}

/** Stores every value under its key. */
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

/** Found before anything is sent: otherwise the driver gives up the whole call. */
internal class TooLargeException(size: String, cause: Throwable? = null) :
    RuntimeException("the document has $size; a server accepts at most $MAX_DOCUMENT_BYTES bytes", cause)

/** A stretch of the input that isn't a record. */
internal class DamagedInputException(problem: MarcProblem) : RuntimeException("$problem")

/** The limit of every server: 16 MiB. */
internal const val MAX_DOCUMENT_BYTES = 16 * 1024 * 1024
