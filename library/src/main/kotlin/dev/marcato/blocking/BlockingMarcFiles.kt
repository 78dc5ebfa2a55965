// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import dev.marcato.MarcFiles
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Sourced
import dev.marcato.internal.sessions.WatchedCallbacks
import dev.marcato.internal.sessions.asStream
import dev.marcato.internal.sessions.unchecked
import java.io.IOException
import java.io.UncheckedIOException
import java.nio.file.Path
import java.util.function.BiConsumer
import java.util.function.Function
import java.util.function.Predicate
import java.util.stream.Stream

/**
 * Reads many files in the calling thread, one after another, each record or outcome with its file.
 *
 *     try (BlockingMarcFiles files = BlockingMarcFiles.open(folder, "*.mrc")) {
 *         for (Sourced<Record> found : files) System.out.println(found.source() + ": " + found.value().title());
 *     }
 *
 * There is one pass: in a loop, as [stream], as [outcomes], or in parallel with [mapParallel] and its like. A file is
 * opened when its turn comes and closed after it was read; [close] closes the current one. Folders, order and failures
 * are those of [MarcFiles]. Without `onFailure`, the first failure ends the pass; an [IOException] is the cause of an
 * [UncheckedIOException]. For one thread at a time; records can be shared.
 */
public class BlockingMarcFiles private constructor(private val files: MarcFiles) :
    Iterable<Sourced<Record>>,
    AutoCloseable {
    private var reader: BlockingMarcReader? = null
    private var results: ParallelResults<*>? = null
    private var isPassed = false
    private var isClosed = false

    /**
     * Returns the iterator of the one pass over the records.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    override fun iterator(): Iterator<Sourced<Record>> = pass { it.iterator() }

    /**
     * Returns the records as a sequential, ordered stream; closing it closes these files.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    public fun stream(): Stream<Sourced<Record>> = iterator().asStream(::close)

    /**
     * Returns everything in the files as a sequential, ordered stream of [Outcome]s; closing it closes these files. The
     * offsets of each file begin at 0.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    public fun outcomes(): Stream<Sourced<Outcome>> = pass { it.outcomeIterator() }.asStream(::close)

    /**
     * Returns the result of [function] for each record, in file and record order. Several workers read and transform at
     * the same time.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    @JvmOverloads
    public fun <R> mapParallel(
        function: Function<in Sourced<Record>, out R>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<R> = begun(ParallelResults.of({}, work(options, isOrdered = true, function::apply)))

    /** The same as [mapParallel], but results come in the order of completion. */
    @JvmOverloads
    public fun <R> mapParallelUnordered(
        function: Function<in Sourced<Record>, out R>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<R> = begun(ParallelResults.of({}, work(options, isOrdered = false, function::apply)))

    /** Returns the records for which [predicate] is true, in file and record order; otherwise as [mapParallel]. */
    @JvmOverloads
    public fun filterParallel(
        predicate: Predicate<in Sourced<Record>>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<Sourced<Record>> =
        begun(ParallelResults.ofNotNull({}, work(options, isOrdered = true) { if (predicate.test(it)) it else null }))

    /**
     * Lists the files in reading order.
     *
     * @throws IOException if a folder can't be listed and there is no `onFailure`
     */
    @Throws(IOException::class)
    public fun list(): List<Path> = files.list()

    /** Closes the current file and the results. Can be called repeatedly. */
    override fun close() {
        isClosed = true
        results?.close()
        closeReader()
    }

    private fun <R> begun(results: ParallelResults<R>): ParallelResults<R> = results.also { this.results = it }

    private fun <R> work(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (Sourced<Record>) -> R,
    ): suspend (deliver: suspend (List<R>) -> Unit) -> Unit {
        makePass()
        return { deliver -> files.transformAll(options, isOrdered, transform, deliver) }
    }

    private fun <T : Any> pass(items: (BlockingMarcReader) -> Iterator<T>): Iterator<Sourced<T>> {
        makePass()
        return Items(items)
    }

    private fun makePass() {
        check(!isClosed) { "The files are closed" }
        check(!isPassed) { "There is one pass over the files" }
        isPassed = true
    }

    private fun closeReader() {
        val opened = reader ?: return
        reader = null
        unchecked { opened.close() }
    }

    /** The items of one file after another. */
    private inner class Items<T : Any>(private val itemsOf: (BlockingMarcReader) -> Iterator<T>) :
        Iterator<Sourced<T>> {
        private val callbacks = WatchedCallbacks(files.options)
        private var left: Iterator<Path>? = null
        private var file: Path? = null
        private var items: Iterator<T>? = null
        private var failure: RuntimeException? = null

        override fun hasNext(): Boolean {
            check(!isClosed) { "The files are closed" }
            failure?.let { throw it }
            try {
                while (!unchecked(::hasNextInFile)) if (!unchecked(::beginNextFile)) return false
                return true
            } catch (e: RuntimeException) {
                failure = e
                throw e
            }
        }

        override fun next(): Sourced<T> {
            if (!hasNext()) throw NoSuchElementException("There is nothing more to read")
            return Sourced.of(checkNotNull(file), checkNotNull(items).next())
        }

        private fun hasNextInFile(): Boolean = try {
            items?.hasNext() == true
        } catch (e: Exception) {
            // The reader has closed the file.
            goOnAfter(e)
            false
        }

        private fun beginNextFile(): Boolean {
            val left = left ?: files.list().iterator().also { left = it }
            items = null
            closeReader()
            if (!left.hasNext()) return false
            val next = left.next()
            file = next
            try {
                items = itemsOf(BlockingMarcReader.open(next, callbacks.options).also { reader = it })
            } catch (e: IOException) {
                goOnAfter(e)
            }
            return true
        }

        private fun goOnAfter(failure: Exception) {
            items = null
            files.fail(checkNotNull(file), callbacks.failureOfInput(failure))
        }
    }

    public companion object {
        /** Reads these files, in this order. With [onFailure], it goes on after failures; see [MarcFiles]. */
        @JvmStatic @JvmOverloads
        public fun open(
            files: Collection<Path>,
            options: ReadOptions = ReadOptions.DEFAULT,
            onFailure: BiConsumer<in Path, in Exception>? = null,
        ): BlockingMarcFiles = BlockingMarcFiles(MarcFiles.open(files, options, onFailure?.let { it::accept }))

        /**
         * Reads the files in or below [folder] that match [glob]; see [MarcFiles]. With [onFailure], it goes on after
         * failures.
         */
        @JvmStatic @JvmOverloads
        public fun open(
            folder: Path,
            glob: String,
            options: ReadOptions = ReadOptions.DEFAULT,
            onFailure: BiConsumer<in Path, in Exception>? = null,
        ): BlockingMarcFiles = BlockingMarcFiles(MarcFiles.open(folder, glob, options, onFailure?.let { it::accept }))
    }
}
