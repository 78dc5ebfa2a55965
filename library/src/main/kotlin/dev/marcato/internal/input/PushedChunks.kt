// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.Compression
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.FlowCollector
import kotlinx.coroutines.flow.flow

/** The arrays of this flow as chunks, uncompressed as [compression] says. */
internal fun Flow<ByteArray>.asChunks(compression: Compression): Flow<Chunk> = flow {
    var gunzip: Gunzip? = null
    var head: ByteArray? = ByteArray(0)
    try {
        collect { bytes ->
            val unseen = head
            val arrived = if (unseen == null) bytes else unseen + bytes
            if (unseen != null && arrived.size < Gunzip.MAGIC_LENGTH) {
                head = arrived
                return@collect
            }
            if (unseen != null && compression.isGzip(arrived, 0, arrived.size)) gunzip = Gunzip()
            head = null
            gunzip?.let { emitUncompressed(it, arrived) } ?: emitPlain(arrived)
        }
        head?.let {
            val _ = compression.isGzip(it, 0, it.size)
            emitPlain(it)
        }
        gunzip?.finish()
    } finally {
        gunzip?.close()
    }
}

private suspend fun FlowCollector<Chunk>.emitPlain(bytes: ByteArray) {
    if (bytes.isNotEmpty()) emit(Chunk(bytes, 0, bytes.size, isOurs = false))
}

private suspend fun FlowCollector<Chunk>.emitUncompressed(gunzip: Gunzip, compressed: ByteArray) {
    gunzip.feed(compressed, 0, compressed.size)
    // Most compressed arrays grow when they are uncompressed; some give nothing.
    val bytes = ByteArray(UNCOMPRESSED_CHUNK)
    while (true) {
        val count = gunzip.read(bytes, 0, bytes.size)
        if (count == 0) break
        emit(Chunk(bytes.copyOf(count), 0, count, isOurs = false))
    }
}

private const val UNCOMPRESSED_CHUNK = 64 * 1024
