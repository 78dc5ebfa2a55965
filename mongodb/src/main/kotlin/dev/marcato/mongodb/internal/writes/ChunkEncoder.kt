// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.MissingKeyException
import dev.marcato.mongodb.Rejection
import dev.marcato.mongodb.internal.bson.DocumentBuffer
import dev.marcato.mongodb.internal.bson.ElementName
import dev.marcato.mongodb.internal.bson.documentOf
import dev.marcato.mongodb.internal.bson.dollarName
import dev.marcato.mongodb.internal.bson.findElement
import dev.marcato.mongodb.internal.bson.leadingId
import dev.marcato.mongodb.internal.bson.objectIdElement
import dev.marcato.mongodb.internal.bson.readLength
import dev.marcato.mongodb.internal.bson.whyNoKey
import org.bson.BsonBinaryWriter
import org.bson.BsonBinaryWriterSettings
import org.bson.BsonDocument
import org.bson.BsonMaximumSizeExceededException
import org.bson.BsonWriterSettings
import org.bson.RawBsonDocument
import org.bson.codecs.BsonDocumentCodec
import org.bson.codecs.EncoderContext
import org.bson.types.ObjectId

/**
 * Encodes consecutive records into one buffer, which all their documents share. For one thread. [finish] returns the
 * writes.
 */
internal class ChunkEncoder(expectedBytes: Int, private val keepValues: Boolean) {
    private val buffer = DocumentBuffer(expectedBytes)
    private val writes = ArrayList<EncodedWrite>()
    private val chunk = EncodedChunk()

    // One for all documents, until one fails: a writer takes more memory than a small document.
    private var writer = DocumentWriter(buffer)

    val byteCount: Int get() = buffer.position

    /** Encodes [value], or rejects it if its codec throws. */
    fun <S : Any> add(encoding: WriteEncoding<S>, value: S, span: RecordSpan, index: Int) {
        val start = buffer.position
        val count = writes.size
        try {
            encoding.encode(value, this)
            check(writes.size == count + 1) { "one write was expected, not ${writes.size - count}" }
        } catch (e: Exception) {
            // Codecs are the caller's and may throw anything. It concerns only this value, and the rejection keeps it.
            val id = leadingId(buffer.internalBuffer, start, buffer.position)
            while (writes.size > count) writes.removeAt(count)
            buffer.truncateToPosition(start)
            // The old writer is in the middle of a document.
            writer = DocumentWriter(buffer)
            val rejection = Rejection.of(span.first + index, id, reasonOf(e), e.message ?: e.toString())
            writes.add(EncodedWrite(WriteKind.INSERT, chunk, start).also { it.rejection = rejection })
        }
        writes[count].let {
            it.span = span
            it.index = index
            it.value = if (keepValues) encoding.offered(value) else null
        }
    }

    fun <T : Any> addInsert(codec: DocumentCodec<T>, value: T, withKey: Boolean = false) {
        val write = EncodedWrite(WriteKind.INSERT, chunk, buffer.position)
        encodeDocument(codec, value, write, needsId = true)
        if (withKey) write.keyEnd = checkNotNull(findElement(buffer.internalBuffer, write.start, ElementName.ID)).end
    }

    fun <T : Any> addUpsert(codec: DocumentCodec<T>, value: T, key: List<ElementName>) {
        val write = EncodedWrite(WriteKind.UPSERT, chunk, buffer.position)
        encodeDocument(codec, value, write, needsId = false)
        requireReplacement(write)
        val bytes = buffer.internalBuffer
        val elements = key.map { name ->
            val element = findElement(bytes, write.start, name)
                ?: throw MissingKeyException("the document has no field \"${name.text}\", which is its key")
            // In a filter, the key must match only itself.
            val why = whyNoKey(bytes, element) ?: return@map element
            throw MissingKeyException("the field \"${name.text}\", which is the key of the document, $why")
        }
        write.filter = documentOf(bytes, elements)
        write.change = REPLACE_OR_INSERT
    }

    fun <T : Any> addReplacement(codec: DocumentCodec<T>, value: T, filter: BsonDocument, change: Change) {
        val write = EncodedWrite(WriteKind.UPDATE_ONE, chunk, buffer.position)
        encodeDocument(codec, value, write, needsId = false)
        requireReplacement(write)
        write.filter = filter
        write.change = change
    }

    fun addChange(kind: WriteKind, filter: BsonDocument, change: Change?) {
        val write = EncodedWrite(kind, chunk, buffer.position)
        writes.add(write)
        write.filter = encoded(filter)
        write.change = change?.let { all ->
            Change(
                all.update?.let(::encoded),
                all.pipeline?.map(::encoded),
                all.arrayFilters?.map(::encoded),
                all.upsert,
            )
        }
        write.extraBytes = buffer.position - write.start
        buffer.truncateToPosition(write.start)
        if (write.extraBytes > MAX_DOCUMENT_BYTES) throw TooLargeException("${write.extraBytes} bytes")
    }

    /** Encodes a part here, to learn its size and whether it can be encoded. The driver then copies the bytes. */
    private fun encoded(part: BsonDocument): RawBsonDocument {
        val start = buffer.position
        DOCUMENTS.encode(writer, part, ENCODING)
        return RawBsonDocument(buffer.internalBuffer.copyOfRange(start, buffer.position))
    }

    fun finish(): List<EncodedWrite> {
        chunk.bytes = buffer.internalBuffer
        for (write in writes) write.complete()
        return writes
    }

    private fun <T : Any> encodeDocument(codec: DocumentCodec<T>, value: T, write: EncodedWrite, needsId: Boolean) {
        writes.add(write)
        try {
            codec.encode(value, writer)
            // A codec that stops in the middle, or doesn't stop, leaves bytes that aren't a document.
            val length = buffer.position - write.start
            val isWhole =
                writer.isComplete && length > HEADER && readLength(buffer.internalBuffer, write.start) == length
            check(isWhole) { "the codec didn't write one whole document" }
        } catch (e: BsonMaximumSizeExceededException) {
            throw TooLargeException("more than $MAX_DOCUMENT_BYTES bytes", e)
        }
        putIdFirst(write, needsId)
        write.documentBytes = buffer.position - write.start
        if (write.documentBytes > MAX_DOCUMENT_BYTES) throw TooLargeException("${write.documentBytes} bytes")
    }

    /** A server would do this itself, but the stored bytes would then differ from those sent. */
    private fun putIdFirst(write: EncodedWrite, needsId: Boolean) {
        val bytes = buffer.internalBuffer
        val element = findElement(bytes, write.start, ElementName.ID)
        if (element == null && !needsId) return
        if (element != null && element.start == write.start + HEADER) return
        val id = element?.let { bytes.copyOfRange(it.start, it.end) } ?: objectIdElement(ObjectId().toByteArray())
        val before = bytes.copyOfRange(write.start + HEADER, element?.start ?: (buffer.position - 1))
        val after = bytes.copyOfRange(element?.end ?: buffer.position - 1, buffer.position)
        buffer.truncateToPosition(write.start)
        buffer.writeInt32(HEADER + id.size + before.size + after.size)
        for (part in listOf(id, before, after)) buffer.writeBytes(part, 0, part.size)
    }

    private fun requireReplacement(write: EncodedWrite) {
        val name = dollarName(buffer.internalBuffer, write.start)
        require(name == null) {
            "a document that replaces another can't have the field \"$name\": servers take it for an update"
        }
    }

    private class DocumentWriter(buffer: DocumentBuffer) : BsonBinaryWriter(SETTINGS, BINARY_SETTINGS, buffer) {
        val isComplete: Boolean get() = state == State.DONE
    }

    private companion object {
        const val HEADER = 4

        val SETTINGS = BsonWriterSettings()
        val BINARY_SETTINGS = BsonBinaryWriterSettings(MAX_DOCUMENT_BYTES)
        val REPLACE_OR_INSERT = Change(upsert = true)
        val DOCUMENTS = BsonDocumentCodec()
        val ENCODING: EncoderContext = EncoderContext.builder().build()
    }
}
