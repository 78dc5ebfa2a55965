// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.channels.Channel

/**
 * Limits the items and bytes in progress; a coroutine that adds more waits for room. Any number of coroutines may
 * remove; one at a time may wait.
 */
internal class Window(private val mostItems: Int, private val mostBytes: Long) {
    private val items = AtomicInteger()
    private val bytes = AtomicLong()
    private val changes = Channel<Unit>(Channel.CONFLATED)

    /** Waits for room, and takes it. An item that is too large for the window enters when the window is empty. */
    suspend fun enter(items: Int, bytes: Long) {
        while (!hasRoomFor(items, bytes)) changes.receive()
        force(items, bytes)
    }

    /** Adds without waiting. */
    fun force(items: Int, bytes: Long) {
        val _ = this.items.addAndGet(items)
        val _ = this.bytes.addAndGet(bytes)
    }

    fun leave(items: Int, bytes: Long) {
        // In this order: a reader that sees no items left must see no bytes left.
        val _ = this.bytes.addAndGet(-bytes)
        val _ = this.items.addAndGet(-items)
        val _ = changes.trySend(Unit)
    }

    private fun hasRoomFor(more: Int, moreBytes: Long): Boolean {
        val now = items.get()
        return now == 0 || (now + more <= mostItems && bytes.get() + moreBytes <= mostBytes)
    }
}
