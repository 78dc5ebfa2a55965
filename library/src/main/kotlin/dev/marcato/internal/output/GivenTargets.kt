// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.io.OutputStream
import java.nio.ByteBuffer
import java.nio.channels.IllegalBlockingModeException
import java.nio.channels.SelectableChannel
import java.nio.channels.WritableByteChannel
import kotlinx.io.Buffer
import kotlinx.io.RawSink

/** The caller's target, which the caller also closes; bytes written to it can't be taken back. */
internal abstract class GivenTarget : ByteTarget {
    final override var isUntouched: Boolean = true
        private set

    override fun open(): Unit = Unit

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        isUntouched = false
        pass(bytes, start, end)
    }

    protected abstract fun pass(bytes: ByteArray, start: Int, end: Int)

    override fun finish() {
        flush()
    }

    override fun discard(): Unit = Unit
}

internal class StreamTarget(private val stream: OutputStream) : GivenTarget() {
    override fun pass(bytes: ByteArray, start: Int, end: Int) {
        stream.write(bytes, start, end - start)
    }

    override fun flush() {
        stream.flush()
    }

    override fun toString(): String = "output stream"
}

internal class ChannelTarget(private val channel: WritableByteChannel) : GivenTarget() {
    override fun pass(bytes: ByteArray, start: Int, end: Int) {
        if (channel is SelectableChannel && !channel.isBlocking) throw IllegalBlockingModeException()
        writeAll(channel, bytes, start, end)
    }

    override fun flush(): Unit = Unit

    override fun toString(): String = "channel"
}

internal class KotlinxTarget(private val sink: RawSink) : GivenTarget() {
    private val buffer = Buffer()

    override fun pass(bytes: ByteArray, start: Int, end: Int) {
        buffer.write(bytes, start, end)
        try {
            sink.write(buffer, buffer.size)
        } finally {
            buffer.clear()
        }
    }

    override fun flush() {
        sink.flush()
    }

    override fun toString(): String = "sink"
}

/** Writes until nothing is left: a channel may take fewer bytes than it is given. */
internal fun writeAll(channel: WritableByteChannel, bytes: ByteArray, start: Int, end: Int) {
    val left = ByteBuffer.wrap(bytes, start, end - start)
    while (left.hasRemaining()) {
        val _ = channel.write(left)
    }
}
