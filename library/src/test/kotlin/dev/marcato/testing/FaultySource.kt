// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.IOException
import java.io.InputStream
import java.io.InterruptedIOException
import java.nio.ByteBuffer
import java.nio.channels.ClosedChannelException
import java.nio.channels.ReadableByteChannel
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlinx.io.Buffer
import kotlinx.io.RawSource

/**
 * Gives bytes the way bad files and networks do, and counts what was asked of it:
 * `FaultySource.of(bytes).inChunksOf(7).failingAfter(100, IOException("unplugged")).asSource()`.
 *
 * The faults are described first, each by a function that returns a new source; then the source is opened in one of
 * the three shapes. Every opening starts at the first byte with the same faults, and all openings share the counts. The
 * counts may be read from any thread.
 */
public class FaultySource private constructor(
    private val bytes: ByteArray,
    private val faults: Faults,
) {
    private val opened = AtomicInteger()
    private val closed = AtomicInteger()
    private val reads = AtomicInteger()
    private val given = AtomicLong()
    private val stalled = CountDownLatch(1)
    private val released = CountDownLatch(1)

    /** How many bytes there are. */
    public val size: Int get() = bytes.size

    /** Counts the openings so far. */
    public val openCount: Int get() = opened.get()

    /** Counts the openings that were closed; closing one twice counts once. */
    public val closeCount: Int get() = closed.get()

    /** Tells whether the source was opened and all openings were closed. */
    public val isClosed: Boolean get() = openCount > 0 && openCount == closeCount

    /** Counts the calls that asked for bytes. */
    public val readCount: Int get() = reads.get()

    /** Counts the bytes that were handed out. */
    public val bytesRead: Long get() = given.get()

    /** Gives at most one byte for each read. */
    public fun oneByteAtATime(): FaultySource = inChunksOf(1)

    /** Gives at most [size] bytes for each read. */
    public fun inChunksOf(size: Int): FaultySource {
        require(size > 0) { "A chunk has at least one byte, not $size" }
        return with(faults.copy(chunkSize = size))
    }

    /** Ends a read at each of [offsets] at the latest. */
    public fun splitAt(vararg offsets: Int): FaultySource = with(faults.copy(splits = offsets.sortedArray()))

    /** Throws [exception] when the first [byteCount] bytes were given, and again whenever more are asked for. */
    public fun failingAfter(byteCount: Int, exception: IOException): FaultySource =
        with(faults.copy(failAt = byteCount, failure = exception))

    /** Throws [exception] when an opening is closed, once; it then counts as closed. */
    public fun failingToClose(exception: IOException): FaultySource = with(faults.copy(closeFailure = exception))

    /**
     * Blocks the reader when the first [byteCount] bytes were given, until [release]. An interrupt ends the wait with
     * [InterruptedIOException]; after [STALL_LIMIT_SECONDS] it ends with an [IOException], so that no test hangs.
     */
    public fun stallingAfter(byteCount: Int): FaultySource = with(faults.copy(stallAt = byteCount))

    /**
     * Gives nothing at every read number [every] without being at the end. An [InputStream] may not do that and does
     * not.
     */
    public fun withEmptyReads(every: Int): FaultySource {
        require(every > 1) { "Only every second read or fewer can be empty, or no byte would ever come: $every" }
        return with(faults.copy(emptyReadEvery = every))
    }

    /** Waits until a reader is blocked by [stallingAfter]; false if none was within [seconds]. */
    @JvmOverloads
    public fun awaitStalled(seconds: Long = STALL_LIMIT_SECONDS): Boolean = stalled.await(seconds, TimeUnit.SECONDS)

    /** Lets the readers go that [stallingAfter] blocks, now and later. */
    public fun release(): Unit = released.countDown()

    /** Opens the bytes as a kotlinx-io source. */
    public fun asSource(): RawSource = object : RawSource {
        private val opening = Opening { IllegalStateException("The source is closed") }

        override fun readAtMostTo(sink: Buffer, byteCount: Long): Long {
            require(byteCount >= 0) { "A source gives no $byteCount bytes" }
            val count = opening.next(byteCount.coerceAtMost(Int.MAX_VALUE.toLong()).toInt(), mayBeEmpty = true)
            if (count > 0) sink.write(bytes, opening.position - count, opening.position)
            return count.toLong()
        }

        override fun close() = opening.close()
    }

    /** Opens the bytes as a Java stream. */
    public fun asInputStream(): InputStream = object : InputStream() {
        private val opening = Opening { IOException("Stream closed") }

        override fun read(): Int =
            if (opening.next(1, mayBeEmpty = false) < 0) -1 else bytes[opening.position - 1].toInt() and 0xFF

        override fun read(target: ByteArray, offset: Int, length: Int): Int {
            if (length == 0) return 0
            val count = opening.next(length, mayBeEmpty = false)
            if (count > 0) bytes.copyInto(target, offset, opening.position - count, opening.position)
            return count
        }

        override fun close() = opening.close()
    }

    /** Opens the bytes as a Java channel. */
    public fun asChannel(): ReadableByteChannel = object : ReadableByteChannel {
        private val opening = Opening { ClosedChannelException() }

        override fun read(target: ByteBuffer): Int {
            val count = opening.next(target.remaining(), mayBeEmpty = true)
            if (count > 0) target.put(bytes, opening.position - count, count)
            return count
        }

        override fun isOpen(): Boolean = opening.isOpen

        override fun close() = opening.close()
    }

    override fun toString(): String =
        "FaultySource(${bytes.size} bytes, $faults, opened=$openCount, closed=$closeCount, reads=$readCount, " +
            "given=$bytesRead)"

    private fun with(faults: Faults) = FaultySource(bytes, faults)

    private inner class Opening(
        private val closedFailure: () -> Exception,
    ) {
        @Volatile
        var isOpen = true
            private set

        var position = 0
            private set

        private var ownReads = 0

        init {
            opened.incrementAndGet()
        }

        /** Advances by at most [wanted] bytes and returns their number, or -1 at the end. */
        fun next(wanted: Int, mayBeEmpty: Boolean): Int {
            if (!isOpen) throw closedFailure()
            reads.incrementAndGet()
            ownReads++
            if (wanted == 0) return 0
            if (position >= faults.stallAt) stall()
            if (position >= faults.failAt) throw checkNotNull(faults.failure)
            if (mayBeEmpty && faults.emptyReadEvery > 0 && ownReads % faults.emptyReadEvery == 0) return 0
            if (position == bytes.size) return -1
            val end = minOf(faults.barrierAfter(position), bytes.size)
            val count = minOf(wanted, faults.chunkSize, end - position)
            position += count
            given.addAndGet(count.toLong())
            return count
        }

        fun close() {
            if (!isOpen) return
            isOpen = false
            closed.incrementAndGet()
            faults.closeFailure?.let { throw it }
        }

        private fun stall() {
            stalled.countDown()
            val letGo =
                try {
                    released.await(STALL_LIMIT_SECONDS, TimeUnit.SECONDS)
                } catch (interruption: InterruptedException) {
                    // Whoever interrupted may look at the flag again; InterruptedIOException does not carry it.
                    Thread.currentThread().interrupt()
                    throw InterruptedIOException("Interrupted while stalled").apply { initCause(interruption) }
                }
            if (!letGo) throw IOException("Nobody released the stalled source within $STALL_LIMIT_SECONDS s")
        }
    }

    private data class Faults(
        val chunkSize: Int = Int.MAX_VALUE,
        val splits: IntArray = IntArray(0),
        val failAt: Int = Int.MAX_VALUE,
        val failure: IOException? = null,
        val closeFailure: IOException? = null,
        val stallAt: Int = Int.MAX_VALUE,
        val emptyReadEvery: Int = 0,
    ) {
        /** Gives the offset beyond [position] at which a read must end. */
        fun barrierAfter(position: Int): Int {
            var barrier = splits.firstOrNull { it > position } ?: Int.MAX_VALUE
            for (offset in intArrayOf(failAt, stallAt)) if (offset > position) barrier = minOf(barrier, offset)
            return barrier
        }
    }

    public companion object {
        /** Bounds the wait of a stalled reader. */
        public const val STALL_LIMIT_SECONDS: Long = 30

        /** Gives [bytes] without any fault, but counts. The array must not change afterwards. */
        @JvmStatic
        public fun of(bytes: ByteArray): FaultySource = FaultySource(bytes, Faults())
    }
}
