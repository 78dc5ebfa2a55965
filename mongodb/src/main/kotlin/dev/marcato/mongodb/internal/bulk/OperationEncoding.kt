// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bulk

import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.IfMissing
import dev.marcato.mongodb.WriteOperation
import dev.marcato.mongodb.internal.writes.Change
import dev.marcato.mongodb.internal.writes.ChunkEncoder
import dev.marcato.mongodb.internal.writes.ID_KEY
import dev.marcato.mongodb.internal.writes.WriteEncoding
import dev.marcato.mongodb.internal.writes.WriteKind
import org.bson.BsonDocument
import org.bson.Document
import org.bson.codecs.configuration.CodecRegistry
import org.bson.conversions.Bson

/** Turns every operation into its write. */
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

    /** Checked here, because the driver would refuse the whole batch. */
    private fun requireOperators(update: BsonDocument) {
        val name = update.keys.firstOrNull { !it.startsWith("$") }
        require(update.isNotEmpty() && name == null) {
            "an update consists of operators such as \$set, not of " + (name?.let { "the field \"$it\"" } ?: "nothing")
        }
    }
}
