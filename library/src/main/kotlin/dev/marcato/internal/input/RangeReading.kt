// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.ReadOptions
import dev.marcato.SeekableInput
import java.io.EOFException
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first

/** Collects the bytes of one range from the chunks of an input. */
internal class RangeReading(private val offset: Long, length: Long) {
    private val bytes: ByteArray
    private var passed = 0L
    private var taken = 0

    init {
        require(length <= Int.MAX_VALUE - HEADROOM) { "An array cannot hold $length bytes" }
        bytes = ByteArray(length.toInt())
    }

    fun from(input: ByteInput.Pulled, options: ReadOptions): ByteArray {
        ChunkReader(input, options).use { reader ->
            while (taken < bytes.size) {
                val chunk = reader.next() ?: break
                take(chunk)
                reader.recycle(chunk.bytes)
            }
        }
        return result(input.source)
    }

    suspend fun from(chunks: Flow<Chunk>): ByteArray {
        if (bytes.isNotEmpty()) chunks.firstOrEnd { take(it) }
        return result()
    }

    /** Reads nothing but the range; returns null if that isn't possible, since the input is compressed. */
    fun from(input: SeekableInput): ByteArray? = input.open().use { session ->
        if (isCompressed(session.head(Gunzip.MAGIC_LENGTH))) return null
        taken = session.fill(offset, bytes, bytes.size)
        passed = session.size()
        result(input.source)
    }

    private suspend fun Flow<Chunk>.firstOrEnd(take: (Chunk) -> Unit) {
        try {
            first { chunk ->
                take(chunk)
                taken == bytes.size
            }
        } catch (e: NoSuchElementException) {
            // The flow ended; the range may have ended with it.
        }
    }

    private fun take(chunk: Chunk) {
        val skipped = minOf(maxOf(0, offset - passed), chunk.size.toLong()).toInt()
        val count = minOf(chunk.size - skipped, bytes.size - taken)
        chunk.bytes.copyInto(bytes, taken, chunk.start + skipped, chunk.start + skipped + count)
        taken += count
        passed += chunk.size
    }

    private fun result(name: String? = null): ByteArray =
        if (taken == bytes.size) bytes else throw missing(passed, name)

    private fun missing(size: Long, name: String? = null): EOFException = EOFException(
        "${name ?: "The input"} has $size bytes, too few for ${bytes.size} from offset $offset on: it has changed",
    )

    private companion object {
        // Some JVMs need a few bytes of an array for themselves.
        const val HEADROOM = 8L
    }
}
