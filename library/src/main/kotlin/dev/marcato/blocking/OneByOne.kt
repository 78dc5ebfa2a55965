// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import java.io.IOException
import java.io.UncheckedIOException

/** Iterates over what [read] returns until that is null; reads no further than it is asked. */
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

    /** Returns what was read but not returned, if there is something, and forgets it. */
    fun takeAhead(): T? = ahead.also { ahead = null }

    /** Makes [read] the next that is returned. */
    fun putBack(read: T) {
        ahead = read
    }
}

/** Calls [action] where no [IOException] may be thrown. */
internal inline fun <T> unchecked(action: () -> T): T = try {
    action()
} catch (e: IOException) {
    throw UncheckedIOException(e)
}
