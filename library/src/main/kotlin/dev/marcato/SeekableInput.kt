// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.input.BufferInput
import dev.marcato.internal.input.ChannelInput
import dev.marcato.internal.input.OpenChannelInput
import dev.marcato.internal.input.seekable
import java.io.Closeable
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.channels.SeekableByteChannel
import java.nio.file.Path

/**
 * An input that has a size and can be read from any position: a file, an object in a store, a database's large object.
 * [MarcReader] reads it like a file: any number of times, in ranges, and by several workers.
 *
 * [of] makes one of what Java offers. Implement it yourself for anything else; `toString` is its name in messages.
 * Implementations must be safe to share between threads.
 *
 * @sample dev.marcato.samples.inputOf
 */
public fun interface SeekableInput {
    /**
     * Opens the input for one reading, which closes the session. Several sessions may be open at the same time: one for
     * each reader, and one for each worker.
     */
    @Throws(IOException::class)
    public fun open(): Session

    /** The input as one reading sees it; used by one thread at a time. Its exceptions reach the reader's caller. */
    public interface Session : Closeable {
        /**
         * Returns the size in bytes; 0 also if it is unknown, as for a pipe. Asked for often, so it should be at hand.
         * An input without a size is read from its start to its end.
         */
        @Throws(IOException::class)
        public fun size(): Long

        /**
         * Reads at least one byte from [position] on into [into], from [start] until [end] at most, and returns how
         * many; -1 if the input ends at or before [position]. [end] is after [start].
         *
         * Most calls continue where the last one ended, with room for up to [ReadOptions.chunkSize] bytes.
         */
        @Throws(IOException::class)
        public fun read(position: Long, into: ByteArray, start: Int, end: Int): Int
    }

    /** Opens channels for [of]. */
    public fun interface Channels {
        /** Opens a channel, which its session closes. */
        @Throws(IOException::class)
        public fun open(): SeekableByteChannel
    }

    public companion object {
        /** Returns the file at [path], which each session opens. */
        @JvmStatic
        public fun of(path: Path): SeekableInput = seekable(path)

        /**
         * Returns an input with this [name] that opens a channel of its own for each session. Positions are those of
         * the channels. A single channel can't serve several sessions, since it has one position; see the other [of]
         * for a [FileChannel].
         */
        @JvmStatic
        public fun of(name: String, channels: Channels): SeekableInput = ChannelInput(name, null, channels)

        /**
         * Returns the file of an open [channel], which all sessions share. They leave its position alone and don't
         * close it. Interrupting a thread that reads closes it for all, as [FileChannel] says.
         */
        @JvmStatic
        public fun of(channel: FileChannel): SeekableInput = OpenChannelInput(channel)

        /** Returns these [bytes] as an input, without copying them; don't change them meanwhile. */
        @JvmStatic
        public fun of(bytes: ByteArray): SeekableInput = BufferInput(ByteBuffer.wrap(bytes))

        /** Returns the bytes from the buffer's position to its limit, without copying them or moving either. */
        @JvmStatic
        public fun of(buffer: ByteBuffer): SeekableInput = BufferInput(buffer)
    }
}
