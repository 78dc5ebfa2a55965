// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.Outcome
import java.io.IOException
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Path

/** The bytes of outcomes, as they are in the input. Any thread may ask. */
internal interface OldBytes : AutoCloseable {
    fun of(outcome: Outcome): ByteArray

    /** Forgets what is before [offset] of the input. */
    fun release(offset: Long) = Unit

    override fun close() = Unit
}

/** Reads them again from a file that isn't compressed. */
internal class FileBytes(path: Path) : OldBytes {
    private val channel = FileChannel.open(path)

    override fun of(outcome: Outcome): ByteArray {
        val raw = (outcome as? Outcome.Read)?.record?.rawBytes
        if (raw != null && raw.size.toLong() == outcome.byteLength) return raw
        val buffer = ByteBuffer.allocate(Math.toIntExact(outcome.byteLength))
        while (buffer.hasRemaining()) {
            val count = channel.read(buffer, outcome.byteOffset + buffer.position())
            if (count < 0) throw IOException("the file has become shorter while it was read")
        }
        return buffer.array()
    }

    override fun close() {
        channel.close()
    }
}

/** Keeps what is read from a [source], until it is released. */
internal class KeptBytes :
    InputStream(),
    OldBytes {
    lateinit var source: InputStream

    private class Piece(val offset: Long, val bytes: ByteArray)

    private val pieces = ArrayDeque<Piece>()
    private var end = 0L

    override fun read(): Int {
        val one = ByteArray(1)
        return if (read(one, 0, 1) < 0) -1 else one[0].toInt() and BYTE
    }

    override fun read(bytes: ByteArray, offset: Int, length: Int): Int {
        val count = source.read(bytes, offset, length)
        if (count > 0) keep(bytes.copyOfRange(offset, offset + count))
        return count
    }

    @Synchronized
    private fun keep(bytes: ByteArray) {
        pieces.addLast(Piece(end, bytes))
        end += bytes.size
    }

    @Synchronized
    override fun of(outcome: Outcome): ByteArray {
        val from = outcome.byteOffset
        val all = ByteArray(Math.toIntExact(outcome.byteLength))
        var done = 0
        for (piece in pieces) {
            val start = from + done - piece.offset
            if (start >= piece.bytes.size) continue
            if (done == all.size) break
            check(start >= 0) { "bytes of the input were released too early" }
            val count = minOf(all.size - done, piece.bytes.size - start.toInt())
            piece.bytes.copyInto(all, done, start.toInt(), start.toInt() + count)
            done += count
        }
        check(done == all.size) { "bytes of the input weren't read" }
        return all
    }

    @Synchronized
    override fun release(offset: Long) {
        while (pieces.isNotEmpty() && pieces.first().let { it.offset + it.bytes.size <= offset }) pieces.removeFirst()
    }

    override fun close() {
        if (::source.isInitialized) source.close()
    }

    private companion object {
        const val BYTE = 0xFF
    }
}
