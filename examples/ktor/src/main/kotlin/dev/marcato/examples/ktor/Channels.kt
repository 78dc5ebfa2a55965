// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.ktor

import dev.marcato.MarcException
import dev.marcato.ReadLimitException
import io.ktor.http.ContentType
import io.ktor.server.application.ApplicationCall
import io.ktor.server.response.respondBytesWriter
import io.ktor.utils.io.ByteReadChannel
import io.ktor.utils.io.readAvailable
import io.ktor.utils.io.writeFully
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.produceIn

/** The bytes of a request as they come. While there are none it suspends, so an upload that stalls holds no thread. */
fun ByteReadChannel.asFlow(): Flow<ByteArray> = flow {
    val buffer = ByteArray(64 * 1024)
    while (true) {
        val count = readAvailable(buffer)
        if (count < 0) return@flow
        emit(buffer.copyOf(count))
    }
}

/**
 * Responds with chunks as they come. The status waits for the first: if that fails, the exception is thrown, so the
 * application can still choose another status. A later failure is the last line.
 */
suspend fun ApplicationCall.respondLines(chunks: Flow<ByteArray>) = coroutineScope {
    val lines = chunks.failuresAsLastLine().buffer(Channel.RENDEZVOUS).produceIn(this)
    val first = lines.receiveCatching()
    first.exceptionOrNull()?.let { throw it }
    respondBytesWriter(ContentType("application", "x-ndjson")) {
        first.getOrNull()?.let { writeFully(it) }
        flush()
        for (line in lines) {
            writeFully(line)
            flush()
        }
    }
}

private fun Flow<ByteArray>.failuresAsLastLine(): Flow<ByteArray> {
    var isBegun = false
    return onEach { isBegun = true }.catch { failure ->
        if (!isBegun) throw failure
        val line = when (failure) {
            is MarcException -> "{\"problem\":${failure.problem.toJson()}}\n"
            is ReadLimitException -> "{\"limit\":\"${failure.limit}\"}\n"
            else -> throw failure
        }
        emit(line.toByteArray())
    }
}
