// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.channels.Channel

/**
 * Counts what is on its way, in items and in bytes, and makes whoever wants to add more wait for room. Any number of
 * coroutines may take out; one at a time may wait.
 */
internal class Window(private val mostItems: Int, private val mostBytes: Long) {
    private val items = AtomicInteger()
    private val bytes = AtomicLong()
    private val changes = Channel<Unit>(Channel.CONFLATED)

    /** Waits until there is room, and takes it. What is too large for the window gets in when it is empty. */
    suspend fun enter(items: Int, bytes: Long) {
        while (!hasRoomFor(items, bytes)) changes.receive()
        force(items, bytes)
    }

    /** Lets in what may not wait. */
    fun force(items: Int, bytes: Long) {
        val _ = this.items.addAndGet(items)
        val _ = this.bytes.addAndGet(bytes)
    }

    fun leave(items: Int, bytes: Long) {
        // In this order: who sees no items left sees no bytes left either.
        val _ = this.bytes.addAndGet(-bytes)
        val _ = this.items.addAndGet(-items)
        val _ = changes.trySend(Unit)
    }

    suspend fun awaitEmpty() {
        while (items.get() > 0) changes.receive()
    }

    private fun hasRoomFor(more: Int, moreBytes: Long): Boolean {
        val now = items.get()
        return now == 0 || (now + more <= mostItems && bytes.get() + moreBytes <= mostBytes)
    }
}
