// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.internal.formats.detectFormat
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.input.ChunkReader
import dev.marcato.internal.input.ChunkSource
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.sessions.failureOf
import java.io.Closeable
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch

/** The bytes of an input, uncompressed, however they come. */
internal interface ByteSupply : Closeable {
    /** Puts at least a byte into [bytes], from [start] until [end] at most, and returns how many; -1 at the end. */
    suspend fun read(bytes: ByteArray, start: Int, end: Int): Int
}

/** Blocking reads, for as long as the bytes [areWanted]. */
internal class ReaderSupply(private val reader: ChunkReader, private val areWanted: () -> Boolean = { true }) :
    ByteSupply {
    override suspend fun read(bytes: ByteArray, start: Int, end: Int): Int =
        if (areWanted()) reader.read(bytes, start, end) else -1

    override fun close() {
        reader.close()
    }
}

/** The chunks of a flow, which is collected in [scope], one chunk at a time and only on demand. */
internal class FlowSupply(private val scope: CoroutineScope, private val chunks: Flow<Chunk>) : ByteSupply {
    private val arrived = Channel<Chunk>()
    private var failure: Throwable? = null
    private var isBegun = false
    private var chunk = Chunk.END
    private var at = 0

    override suspend fun read(bytes: ByteArray, start: Int, end: Int): Int {
        if (!isBegun) begin()
        while (at == chunk.end) {
            chunk = arrived.receiveCatching().getOrNull() ?: return failure?.let { throw it } ?: -1
            at = chunk.start
        }
        val count = minOf(end - start, chunk.end - at)
        chunk.bytes.copyInto(bytes, start, at, at + count)
        at += count
        return count
    }

    // The flow ends with the scope.
    override fun close(): Unit = Unit

    private fun begin() {
        isBegun = true
        val _ = scope.launch(start = CoroutineStart.UNDISPATCHED) {
            failure = failureOf { chunks.collect { arrived.send(it) } }
            val _ = arrived.close()
        }
    }
}

/** A supply whose first bytes were looked at, to find out what they are; it gives them again. */
internal class KnownSupply(private val supply: ByteSupply) : ByteSupply {
    private val head = ByteArray(HEAD)
    private var at = 0
    private var end = 0
    private var isOver = false

    /** Reads as many bytes as it takes to see the format; null if they are too many. */
    suspend fun format(options: ReadOptions): MarcFormat? {
        var format = options.format
        while (format == null && (end < HEAD || isOver)) {
            if (!isOver) {
                val count = supply.read(head, end, HEAD)
                if (count < 0) isOver = true else end += count
            }
            format = detectFormat(littleEndian(head), 0, end, isOver)
        }
        return format
    }

    override suspend fun read(bytes: ByteArray, start: Int, end: Int): Int {
        if (at == this.end) return if (isOver) -1 else supply.read(bytes, start, end)
        val count = minOf(end - start, this.end - at)
        head.copyInto(bytes, start, at, at + count)
        at += count
        return count
    }

    override fun close() {
        supply.close()
    }

    /** Returns all bytes, as a source that goes on with [reader], from which they come. */
    fun asSource(reader: ChunkReader): ChunkSource = reader.asSource(head.copyOf(end))

    /** Returns all bytes, as a flow for one collection. */
    fun asFlow(): Flow<ByteArray> = flow {
        val bytes = ByteArray(CHUNK)
        while (true) {
            val count = read(bytes, 0, bytes.size)
            if (count < 0) break
            emit(bytes.copyOf(count))
        }
    }

    private companion object {
        const val HEAD = 4096
        const val CHUNK = 64 * 1024
    }
}
