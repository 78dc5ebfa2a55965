// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import dev.marcato.internal.reading.StretchDecoder
import java.io.IOException
import java.io.UncheckedIOException
import java.util.Collections
import java.util.Spliterator
import java.util.Spliterators
import java.util.stream.Stream
import java.util.stream.StreamSupport

/**
 * Takes the results of [next] from [pull]: one by one, in batches, or as an iterator, which continue one another and
 * read no further than requested.
 *
 * @param check is called before anything is read, and refuses it by an exception
 */
internal class PulledItems<T : Any>(
    private val pull: RecordPull,
    private val next: StretchDecoder.() -> T?,
    private val check: () -> Unit,
) : Iterator<T> {
    private var ahead: T? = null

    /** Returns the next item, or null at the end. */
    fun read(): T? {
        check()
        takeAhead()?.let { return it }
        while (true) {
            pull.atHand(next)?.let { return it }
            if (!pull.readMore()) return null
        }
    }

    /** Returns the next items as an unmodifiable list; none at the end. */
    fun readBatch(maxItems: Int, maxBytes: Int): List<T> {
        val batch = BatchCutter<T>(maxItems, maxBytes)
        batch.add(read() ?: return emptyList())
        while (!batch.isFull) {
            val item = readWithoutWaiting() ?: break
            if (!batch.addIfRoom(item)) {
                ahead = item
                break
            }
        }
        return Collections.unmodifiableList(batch.items)
    }

    override fun hasNext(): Boolean {
        if (ahead == null) ahead = unchecked(::read)
        return ahead != null
    }

    override fun next(): T {
        if (!hasNext()) throw NoSuchElementException("There is nothing more to read")
        return checkNotNull(takeAhead())
    }

    /** Forgets an item that was read but not returned. */
    fun forget() {
        ahead = null
    }

    private fun takeAhead(): T? = ahead.also { ahead = null }

    /** For a batch in progress: failures are thrown by the next call, since they persist. */
    private fun readWithoutWaiting(): T? {
        while (true) {
            try {
                pull.atHand(next)?.let { return it }
                if (pull.mayWait() || !pull.readMore()) return null
            } catch (e: Exception) {
                return null
            }
        }
    }
}

/** Calls [action], and wraps an [IOException] of it. */
internal inline fun <T> unchecked(action: () -> T): T = try {
    action()
} catch (e: IOException) {
    throw UncheckedIOException(e)
}

/** Returns a sequential, ordered stream of items that are never null and never change. */
internal fun <T> Iterator<T>.asStream(onClose: Runnable): Stream<T> {
    val traits = Spliterator.ORDERED or Spliterator.NONNULL or Spliterator.IMMUTABLE
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, traits), false).onClose(onClose)
}
