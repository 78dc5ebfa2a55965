// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.SeekableInput
import io.kotest.assertions.withClue
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.io.IOException
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong

/**
 * An input as users make them: reads are short and of changing size, and may fail. Counts its sessions, each of which is
 * to be closed once.
 *
 * @property failAt the first byte that can't be read
 */
internal class ScatteredInput(
    private val bytes: ByteArray,
    private val mostAtOnce: Int = 1_000,
    private val failAt: Int = Int.MAX_VALUE,
    private val failure: IOException = IOException("unplugged"),
    private val sizeFailure: IOException? = null,
    private val closeFailure: IOException? = null,
    private val size: Long = bytes.size.toLong(),
) : SeekableInput {
    private val opened = AtomicInteger()
    private val closed = AtomicInteger()
    private val read = AtomicLong()

    /** How many sessions were opened so far. */
    val sessions: Int get() = opened.get()

    /** How many bytes were read so far, by all sessions. */
    val bytesRead: Long get() = read.get()

    fun shouldBeClosed() {
        withClue("sessions") {
            opened.get() shouldBeGreaterThan 0
            closed.get() shouldBe opened.get()
        }
    }

    override fun open(): SeekableInput.Session {
        opened.incrementAndGet()
        return Reading()
    }

    override fun toString(): String = "scattered"

    private inner class Reading : SeekableInput.Session {
        private var count = 0
        private var isOpen = true

        override fun size(): Long = sizeFailure?.let { throw it } ?: size

        override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int {
            check(isOpen) { "The session is closed" }
            check(end > start) { "There is no room" }
            if (position >= failAt) throw failure
            if (position >= bytes.size) return -1
            val left = minOf(bytes.size, failAt) - position.toInt()
            val wanted = minOf(end - start, left, 1 + (count++ * 331) % mostAtOnce)
            bytes.copyInto(into, start, position.toInt(), position.toInt() + wanted)
            read.addAndGet(wanted.toLong())
            return wanted
        }

        override fun close() {
            check(isOpen) { "The session was closed before" }
            isOpen = false
            closed.incrementAndGet()
            closeFailure?.let { throw it }
        }
    }
}
