// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.sessions

import java.io.IOException
import java.io.UncheckedIOException
import java.util.Spliterator
import java.util.Spliterators
import java.util.stream.Stream
import java.util.stream.StreamSupport

/** Iterates over the results of [read] until it returns null, and reads no further than requested. */
internal class OneByOne<T : Any>(private val read: () -> T?) : Iterator<T> {
    private var ahead: T? = null

    override fun hasNext(): Boolean {
        if (ahead == null) ahead = unchecked(read)
        return ahead != null
    }

    override fun next(): T {
        if (!hasNext()) throw NoSuchElementException("There is nothing more to read")
        return checkNotNull(takeAhead())
    }

    /** Returns and forgets an item that was read but not returned, if there is one. */
    fun takeAhead(): T? = ahead.also { ahead = null }

    /** Makes [read] the next item. */
    fun putBack(read: T) {
        ahead = read
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
