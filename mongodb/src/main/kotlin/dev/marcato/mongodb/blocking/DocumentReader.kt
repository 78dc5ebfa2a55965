// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.blocking

import com.mongodb.MongoInterruptedException
import java.util.Spliterator
import java.util.Spliterators
import java.util.stream.Stream
import java.util.stream.StreamSupport
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/**
 * The documents of a blocking read: an iterator to use once and close. It sends nothing to the server until you ask for
 * the first value.
 *
 * An exception of the driver or the codec is thrown as it is, after all values before it, and again on every further
 * call. An interrupted thread gets a [MongoInterruptedException]. At the end and after a failure the reader closes its
 * cursor by itself. Not for several threads at once.
 */
public class DocumentReader<T : Any> private constructor(private val values: Flow<T>) :
    Iterator<T>,
    Iterable<T>,
    AutoCloseable {

    // Values come in lists, so that the calling thread isn't woken for each of them.
    private val lists = Channel<List<T>>(1)
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private var isStarted = false
    private var isClosed = false
    private var failure: Throwable? = null
    private var current: Iterator<T> = emptyList<T>().iterator()

    /** Returns this reader, which is its own iterator. */
    override fun iterator(): Iterator<T> = this

    /** Returns whether there is another value, and waits until this is known. */
    override fun hasNext(): Boolean {
        while (!current.hasNext()) {
            failure?.let { throw it }
            if (isClosed) return false
            start()
            val list = receive()
            if (list == null) {
                close()
                failure?.let { throw it }
                return false
            }
            current = list.iterator()
        }
        return true
    }

    /** The next values; null at the end and after a failure. */
    private fun receive(): List<T>? = try {
        val next = runBlocking { lists.receiveCatching() }
        failure = next.exceptionOrNull()
        next.getOrNull()
    } catch (e: InterruptedException) {
        Thread.currentThread().interrupt()
        failure = MongoInterruptedException("Interrupted while waiting for documents", e)
        null
    }

    /**
     * Returns the next value.
     *
     * @throws NoSuchElementException at the end
     */
    override fun next(): T {
        if (!hasNext()) throw NoSuchElementException("There are no more documents")
        return current.next()
    }

    /** Returns the values as a sequential, ordered stream, which closes this reader when it is closed. */
    public fun stream(): Stream<T> {
        val characteristics = Spliterator.ORDERED or Spliterator.NONNULL
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, characteristics), false).onClose(::close)
    }

    /** Closes the cursor. May be called more than once. After it there are no more values. */
    override fun close() {
        isClosed = true
        current = emptyList<T>().iterator()
        scope.cancel()
    }

    private fun start() {
        if (isStarted) return
        isStarted = true
        val _ = scope.launch {
            var failure: Throwable? = null
            try {
                send()
            } catch (e: Throwable) {
                // The reading thread throws it.
                failure = e
            }
            val _ = lists.close(failure)
        }
    }

    private suspend fun send() {
        var list = ArrayList<T>(LIST)
        try {
            values.collect { value ->
                list.add(value)
                if (list.size == LIST) {
                    lists.send(list)
                    list = ArrayList(LIST)
                }
            }
        } finally {
            // Also the values before a failure. After a cancellation the send fails, and that is fine.
            if (list.isNotEmpty()) lists.send(list)
        }
    }

    internal companion object {
        private const val LIST = 100

        @JvmSynthetic
        internal fun <T : Any> of(values: Flow<T>): DocumentReader<T> = DocumentReader(values)
    }
}
