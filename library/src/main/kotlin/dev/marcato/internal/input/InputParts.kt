// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import java.io.IOException
import java.nio.Buffer
import java.nio.ByteBuffer
import java.nio.channels.SeekableByteChannel

/** Whether reading may begin in the middle. A file may still turn out to be compressed when it is opened. */
internal val ByteInput.hasParts: Boolean
    get() = this is ByteInput.Memory || (this is ByteInput.Pulled && file != null)

internal fun ByteInput.Memory.from(start: Long): ByteBuffer {
    val rest = bytes.duplicate()
    val at = minOf(rest.position() + start, rest.limit().toLong()).toInt()
    // Cast to Buffer, because ByteBuffer returns another type from Java 9 on.
    val _ = (rest as Buffer).position(at)
    return rest
}

/** Returns this file, to be read from [start] on; opening it fails if it is compressed. */
internal fun ByteInput.Pulled.from(start: Long): ByteInput.Pulled {
    val file = checkNotNull(file) { "$this has no parts" }
    return ByteInput.Pulled("$this from byte $start on", source) {
        opened(file, start).let { ChannelSource(it, owned = it, isPlain = true) }
    }
}

private fun opened(file: () -> SeekableByteChannel, start: Long): SeekableByteChannel {
    val channel = file()
    try {
        if (isCompressed(headOf(channel, Gunzip.MAGIC_LENGTH))) {
            throw IOException("The file is compressed, so no part of it can be read by itself")
        }
        return channel.position(start)
    } catch (e: Throwable) {
        channel.close()
        throw e
    }
}

/** Returns up to [length] first bytes of the file; leaves its position undefined. */
internal fun headOf(channel: SeekableByteChannel, length: Int): ByteArray {
    val head = ByteBuffer.allocate(length)
    val _ = channel.position(0)
    while (head.hasRemaining()) if (channel.read(head) < 0) break
    return head.array().copyOf(length - head.remaining())
}

internal fun isCompressed(head: ByteArray): Boolean =
    head.size >= Gunzip.MAGIC_LENGTH && Gunzip.isMagic(head[0], head[1])
