// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.StretchDecoder
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** Feeds a cursor. A cancelled call loses nothing: the next one gets the bytes that it caused to be read. */
internal interface CursorFeed<out T : Any> {
    /** Returns the next record or outcome in the bytes read so far, or null if there is none. */
    fun nextAtHand(): T?

    /** Reads more bytes and returns true, or returns false if there are none. */
    suspend fun readMore(): Boolean

    /** Whether the next [readMore] may have to wait for input. */
    suspend fun mayWait(): Boolean

    fun close()
}

/** Feeds a cursor by blocking reads on [dispatcher]. */
internal class PulledFeed<T : Any>(
    private val pull: RecordPull,
    private val dispatcher: CoroutineDispatcher,
    private val next: StretchDecoder.() -> T?,
) : CursorFeed<T> {
    override fun nextAtHand(): T? = pull.atHand(next)

    // The block completes even if the caller is cancelled, and leaves the bytes in `pull`.
    override suspend fun readMore(): Boolean = withContext(dispatcher) { pull.readMore() }

    override suspend fun mayWait(): Boolean = withContext(dispatcher) { pull.mayWait() }

    override fun close() {
        pull.close()
    }
}

/**
 * Feeds a cursor from a flow, one chunk at a time and only on demand.
 *
 * The flow is suspended between two calls of the cursor, so this class owns a scope for it. A feed that isn't closed
 * can still be collected as garbage, since no thread or timer refers to it.
 */
internal class PushedFeed<T : Any>(
    private val decoder: StretchDecoder,
    private val chunks: Flow<Chunk>,
    private val next: StretchDecoder.() -> T?,
) : CursorFeed<T> {
    private val scope = CoroutineScope(Job() + Dispatchers.Unconfined)
    private val demand = Channel<Unit>(Channel.CONFLATED)
    private val supply = Channel<Unit>(Channel.CONFLATED)

    // The flow's coroutine owns the decoder from the demand until the supply.
    private var isAwaited = false
    private var isStarted = false

    @Volatile
    private var isSupplied = false

    @Volatile
    private var failure: Throwable? = null

    @Volatile
    private var isFed = false

    override fun nextAtHand(): T? = if (isAwaited) null else next(decoder)

    override suspend fun readMore(): Boolean {
        if (!isAwaited) {
            failure?.let { throw it }
            if (isFed) return false
            isAwaited = true
            if (!isStarted) start()
            demand.send(Unit)
        }
        // A cancelled call may take the signal with it, but not the supply.
        while (!isSupplied) supply.receive()
        isSupplied = false
        isAwaited = false
        failure?.let { throw it }
        return true
    }

    override suspend fun mayWait(): Boolean = !isFed

    override fun close() {
        scope.cancel()
    }

    private fun start() {
        isStarted = true
        scope.launch {
            try {
                demand.receive()
                chunks.collect {
                    decoder.feed(it)
                    isSupplied = true
                    supply.send(Unit)
                    demand.receive()
                }
                decoder.end()
                isFed = true
            } catch (e: Throwable) {
                // Thrown by this and every later call that asks for more.
                failure = e
            }
            isSupplied = true
            supply.trySend(Unit)
        }
    }
}
