// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import dev.marcato.internal.parallel.CallerThread
import java.io.IOException
import java.io.InterruptedIOException
import java.io.UncheckedIOException
import java.util.Spliterator
import java.util.Spliterators
import java.util.stream.Stream
import java.util.stream.StreamSupport
import kotlin.coroutines.Continuation
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlinx.coroutines.Job
import kotlinx.coroutines.suspendCancellableCoroutine

/**
 * The results of a parallel transform, to be looped over or streamed once, and to be closed.
 *
 *     try (ParallelResults<String> titles = reader.mapParallel(Record::title)) {
 *         for (String title : titles) System.out.println(title);
 *     }
 *
 * The work begins when the first result is asked for; of an input of up to 512 KiB, in the calling thread for the first
 * few records. It continues in the background, as far as [dev.marcato.ParallelOptions.windowRecords] allows.
 *
 * **Failures.** The caller gets the results before a failure, then the exception of the function or the
 * [dev.marcato.MarcException] unchanged; an [IOException] is the cause of an [UncheckedIOException]. After a failure,
 * and after the last result, all resources are released. After a failure, every call fails the same way.
 *
 * **Closing** stops the work and waits for functions in progress. **Interrupting** a thread that waits for results ends
 * them: it gets an [UncheckedIOException] with an [InterruptedIOException], and stays interrupted. [close] still waits
 * for functions in progress.
 *
 * For one thread at a time.
 */
public class ParallelResults<R> private constructor(
    private val onClose: () -> Unit,
    private val work: suspend (deliver: suspend (List<R>) -> Unit) -> Unit,
) : Iterable<R>,
    AutoCloseable {
    private val caller = CallerThread()
    private val job = Job()
    private var results = emptyList<R>()
    private var position = 0
    private var demand: Continuation<Unit>? = null
    private var failure: Throwable? = null
    private var isStarted = false
    private var isEnded = false
    private var isIterated = false
    private var isClosed = false

    private fun hasMore(): Boolean {
        check(!isClosed) { "The results are closed" }
        while (position == results.size) {
            failure?.let { throw it }
            if (isEnded) return false
            advance()
        }
        return true
    }

    /**
     * Returns the iterator of the one pass; its results are null where the function returned null.
     *
     * @throws IllegalStateException if it or [stream] was called before
     */
    override fun iterator(): Iterator<R> {
        check(!isIterated) { "There is one pass over the results" }
        isIterated = true
        return object : Iterator<R> {
            override fun hasNext(): Boolean = hasMore()

            override fun next(): R {
                if (!hasMore()) throw NoSuchElementException("There are no more results")
                return results[position++]
            }
        }
    }

    /**
     * Returns the results as a sequential, ordered stream; closing it closes these results.
     *
     * @throws IllegalStateException if it or [iterator] was called before
     */
    public fun stream(): Stream<R> {
        val spliterator = Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED)
        return StreamSupport.stream(spliterator, false).onClose(::close)
    }

    /** Stops the work, waits for functions in progress, and releases all resources. Can be called repeatedly. */
    override fun close() {
        if (isClosed) return
        isClosed = true
        results = emptyList()
        position = 0
        letGo()
    }

    private fun advance() {
        try {
            results = emptyList()
            position = 0
            if (!isStarted) start() else demand?.resume(Unit)
            caller.runUntil { results.isNotEmpty() || isEnded }
        } catch (e: InterruptedException) {
            fail(UncheckedIOException(InterruptedIOException("Interrupted while waiting for results")))
            job.cancel(null)
            Thread.currentThread().interrupt()
        }
        if (isEnded) letGo()
    }

    private fun start() {
        isStarted = true
        val ended = Continuation<Unit>(caller + job) { outcome ->
            outcome.exceptionOrNull()?.let(::fail)
            isEnded = true
        }
        suspend { work(::give) }.startCoroutine(ended)
    }

    private suspend fun give(more: List<R>) {
        results = more
        suspendCancellableCoroutine { demand = it }
    }

    private fun fail(cause: Throwable) {
        if (failure == null) failure = if (cause is IOException) UncheckedIOException(cause) else cause
    }

    private fun letGo() {
        job.cancel(null)
        if (isStarted) finish()
        onClose()
    }

    /** Runs the rest of the work to its end. An interrupt has to wait, or files would stay open. */
    private fun finish() {
        var isInterrupted = false
        while (!isEnded) {
            try {
                caller.runUntil { isEnded }
            } catch (e: InterruptedException) {
                isInterrupted = true
            }
        }
        if (isInterrupted) Thread.currentThread().interrupt()
    }

    internal companion object {
        @JvmSynthetic
        internal fun <R> of(
            onClose: () -> Unit,
            work: suspend (deliver: suspend (List<R>) -> Unit) -> Unit,
        ): ParallelResults<R> = ParallelResults(onClose, work)

        /** Leaves out the results that are null. */
        @JvmSynthetic
        internal fun <R : Any> ofNotNull(
            onClose: () -> Unit,
            work: suspend (deliver: suspend (List<R?>) -> Unit) -> Unit,
        ): ParallelResults<R> = ParallelResults(onClose) { deliver ->
            work { results ->
                val wanted = results.filterNotNull()
                // Who waits for results waits for more than none.
                if (wanted.isNotEmpty()) deliver(wanted)
            }
        }
    }
}
