// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import dev.marcato.Record
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.internal.writes.ChunkEncoder
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.InsertEncoding
import dev.marcato.mongodb.internal.writes.RecordSpan
import io.kotest.matchers.nulls.shouldBeNull
import io.kotest.matchers.nulls.shouldNotBeNull
import java.nio.ByteBuffer
import org.bson.BsonBinaryReader
import org.bson.RawBsonDocument

/** What an insert would send for [record]. */
internal fun encode(documents: RecordDocuments, record: Record): EncodedWrite {
    val encoder = ChunkEncoder(100, keepValues = false)
    val span = RecordSpan(0, 1)
    encoder.add(InsertEncoding(documents), record, span, span.offer())
    return encoder.finish().single()
}

/** The document of [record], which must not be rejected. */
internal fun write(documents: RecordDocuments, record: Record): RawBsonDocument {
    val write = encode(documents, record)
    write.rejection.shouldBeNull()
    return write.document.shouldNotBeNull()
}

/** What comes back when [document] is found. */
internal fun read(documents: RecordDocuments, document: RawBsonDocument): Record {
    val bytes = ByteBuffer.wrap(document.backingArray, document.byteOffset, document.byteLength).slice()
    return BsonBinaryReader(bytes).use(documents::decode)
}
