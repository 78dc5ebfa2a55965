// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.SeekableInput
import dev.marcato.SeekableInput.Session
import java.io.IOException

// A larger read of a file needs memory of its own for as many bytes.
private const val LARGEST_READ = 512 * 1024

/** Opens a session for [use], and closes it if that fails. */
internal inline fun <T> SeekableInput.opened(use: (Session) -> T): T {
    val session = open()
    try {
        return use(session)
    } catch (e: Throwable) {
        try {
            session.close()
        } catch (onClose: Exception) {
            e.addSuppressed(onClose)
        }
        throw e
    }
}

/** Reads as [Session.read] does, and doesn't rely on what others return. */
internal fun Session.readAt(position: Long, bytes: ByteArray, start: Int, end: Int): Int {
    val count = read(position, bytes, start, end)
    if (count < -1 || count == 0 || count > end - start) {
        throw IOException(
            "A read of 1 to ${end - start} bytes returned $count: $this breaks the contract of Session.read",
        )
    }
    return count
}

/** Reads [count] bytes from [position] on into [bytes], fewer only at the end; returns how many. */
internal fun Session.fill(position: Long, bytes: ByteArray, count: Int): Int {
    var filled = 0
    while (filled < count) {
        val end = minOf(count.toLong(), filled.toLong() + LARGEST_READ).toInt()
        val read = readAt(position + filled, bytes, filled, end)
        if (read < 0) break
        filled += read
    }
    return filled
}

/** Returns up to [length] first bytes. */
internal fun Session.head(length: Int): ByteArray {
    val bytes = ByteArray(length)
    return bytes.copyOf(fill(0, bytes, length))
}

internal fun isCompressed(head: ByteArray): Boolean =
    head.size >= Gunzip.MAGIC_LENGTH && Gunzip.isMagic(head[0], head[1])

/** The bytes of a session from [position] on. */
internal class SessionSource(
    private val session: Session,
    private var position: Long = 0,
    override val isPlain: Boolean = false,
) : ChunkSource {
    override fun read(bytes: ByteArray, start: Int, end: Int): Int {
        val count = session.readAt(position, bytes, start, end)
        if (count > 0) position += count
        return count
    }

    // Pipes and devices have no size.
    override fun remaining(): Long = session.size().let { if (it <= 0) Long.MAX_VALUE else maxOf(0, it - position) }

    override fun neverWaits(): Boolean = session.size() > 0

    override fun close() {
        session.close()
    }
}
