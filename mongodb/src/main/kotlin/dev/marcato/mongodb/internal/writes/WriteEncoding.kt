// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.IfMissing
import dev.marcato.mongodb.LoadMode
import dev.marcato.mongodb.MissingKeyException
import dev.marcato.mongodb.RejectionReason
import dev.marcato.mongodb.WriteOperation
import dev.marcato.mongodb.internal.bson.ElementName
import org.bson.BsonDocument
import org.bson.Document
import org.bson.codecs.configuration.CodecRegistry
import org.bson.conversions.Bson

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

/** Every record of an input the document under its key, or a new one; its damage is rejected. */
internal class LoadEncoding(private val codec: DocumentCodec<Record>, private val mode: LoadMode) :
    WriteEncoding<Outcome> {
    override fun encode(value: Outcome, chunk: ChunkEncoder) {
        if (value !is Outcome.Read) throw DamagedInputException(value.problems.first())
        when (mode) {
            // The key keeps repeated ones in their order, so that the same one is there in the end however often a
            // load was interrupted.
            LoadMode.INSERT -> chunk.addInsert(codec, value.record, withKey = true)

            LoadMode.UPSERT -> chunk.addUpsert(codec, value.record, ID_KEY)
        }
    }

    override fun sizeOf(value: Outcome): Long = value.byteLength

    override fun offered(value: Outcome): Any = if (value is Outcome.Read) value.record else value
}

/** Every operation what it says. */
internal class OperationEncoding<T : Any>(
    private val codec: DocumentCodec<T>,
    private val registry: CodecRegistry,
) : WriteEncoding<WriteOperation<T>> {
    override fun encode(value: WriteOperation<T>, chunk: ChunkEncoder) {
        val document = value.value
        when (value.kind) {
            WriteKind.INSERT -> chunk.addInsert(codec, checkNotNull(document))

            WriteKind.UPSERT -> chunk.addUpsert(codec, checkNotNull(document), ID_KEY)

            WriteKind.UPDATE_ONE, WriteKind.UPDATE_MANY -> {
                val change = changeOf(value)
                val filter = checkNotNull(value.filter).rendered()
                if (document == null) {
                    chunk.addChange(value.kind, filter, change)
                } else {
                    chunk.addReplacement(codec, document, filter, change)
                }
            }

            WriteKind.DELETE_ONE, WriteKind.DELETE_MANY ->
                chunk.addChange(value.kind, checkNotNull(value.filter).rendered(), null)
        }
    }

    private fun changeOf(operation: WriteOperation<T>): Change = Change(
        operation.update?.rendered()?.also(::requireOperators),
        operation.pipeline?.map { it.rendered() },
        operation.arrayFilters?.map { it.rendered() }?.takeIf { it.isNotEmpty() },
        operation.ifMissing == IfMissing.INSERT,
    )

    private fun Bson.rendered(): BsonDocument = toBsonDocument(Document::class.java, registry)

    /** The driver would refuse the whole batch. */
    private fun requireOperators(update: BsonDocument) {
        val name = update.keys.firstOrNull { !it.startsWith("$") }
        require(update.isNotEmpty() && name == null) {
            "an update consists of operators such as \$set, not of " + (name?.let { "the field \"$it\"" } ?: "nothing")
        }
    }
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
