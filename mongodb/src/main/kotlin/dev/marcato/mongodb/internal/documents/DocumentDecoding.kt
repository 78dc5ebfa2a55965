// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.documents

import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.DocumentCodec
import java.nio.ByteBuffer
import kotlin.coroutines.cancellation.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.ReceiveChannel
import kotlinx.coroutines.channels.produce
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import org.bson.BsonBinaryReader
import org.bson.ByteBufNIO
import org.bson.RawBsonDocument
import org.bson.io.ByteBufferBsonInput

/**
 * Decodes documents in their order. Until they add up to [BridgeOptions.parallelBytes], this happens where the flow is
 * collected; then other threads do it. A failure comes after everything before it. At most `encoders + 2` chunks of
 * that size wait for the collector.
 */
internal fun <T : Any> Flow<RawBsonDocument>.decoded(codec: DocumentCodec<T>, options: BridgeOptions): Flow<T> = flow {
    coroutineScope {
        for (chunk in decodedChunks(this@decoded, codec, options)) {
            val decoded = chunk.await()
            for (value in decoded.values) emit(value)
            decoded.failure?.let { throw it }
        }
    }
}

/** The values of a chunk, and the failure that ended it. */
private class Decoded<T>(val values: List<T>, val failure: Exception?)

@OptIn(ExperimentalCoroutinesApi::class)
private fun <T : Any> CoroutineScope.decodedChunks(
    documents: Flow<RawBsonDocument>,
    codec: DocumentCodec<T>,
    options: BridgeOptions,
): ReceiveChannel<Deferred<Decoded<T>>> = produce(capacity = options.encoders) {
    var chunk = ArrayList<RawBsonDocument>()
    var bytes = 0
    var failure: Exception? = null
    try {
        documents.collect { document ->
            chunk.add(document)
            bytes += document.byteLength
            if (bytes >= options.parallelBytes) {
                val full = chunk
                send(this@decodedChunks.async(options.dispatcher) { decodeAll(full, codec, null) })
                chunk = ArrayList(full.size)
                bytes = 0
            }
        }
    } catch (e: CancellationException) {
        throw e
    } catch (e: Exception) {
        failure = e
    }
    if (chunk.isNotEmpty() || failure != null) send(CompletableDeferred(decodeAll(chunk, codec, failure)))
}

private fun <T : Any> decodeAll(
    documents: List<RawBsonDocument>,
    codec: DocumentCodec<T>,
    failureAfter: Exception?,
): Decoded<T> {
    val values = ArrayList<T>(documents.size)
    for (document in documents) {
        val bytes = ByteBuffer.wrap(document.backingArray, document.byteOffset, document.byteLength)
        try {
            values.add(BsonBinaryReader(ByteBufferBsonInput(ByteBufNIO(bytes.slice()))).use(codec::decode))
        } catch (e: Exception) {
            return Decoded(values, e)
        }
    }
    return Decoded(values, failureAfter)
}
