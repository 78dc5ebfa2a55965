// SPDX-License-Identifier: Apache-2.0
package dev.marcato.blocking

import dev.marcato.MarcFiles
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.SourcedRecord
import dev.marcato.internal.sessions.asStream
import java.io.IOException
import java.io.UncheckedIOException
import java.nio.file.Path
import java.util.function.Function
import java.util.stream.Stream

/**
 * Reads the records of many files in the calling thread, one file after another, each record with its file.
 *
 *     try (BlockingMarcFiles files = BlockingMarcFiles.open(folder, "*.mrc")) {
 *         for (SourcedRecord found : files) System.out.println(found.source() + ": " + found.record().title());
 *     }
 *
 * There is one pass: as iterator, as [stream], or in parallel with [mapParallel]. A file is opened when its turn comes
 * and closed after it was read; [close] closes the current one. Failures are those of [BlockingMarcReader], and the
 * first one ends the pass. For one thread at a time; records can be shared.
 */
public class BlockingMarcFiles private constructor(private val files: MarcFiles) :
    Iterator<SourcedRecord>,
    Iterable<SourcedRecord>,
    AutoCloseable {
    private var left: Iterator<Path>? = null
    private var file: Path? = null
    private var reader: BlockingMarcReader? = null
    private var results: ParallelResults<*>? = null
    private var failure: RuntimeException? = null
    private var isPassed = false
    private var isClosed = false

    /** Whether there is another record; opens and reads files to find out. */
    override fun hasNext(): Boolean {
        check(!isClosed) { "The files are closed" }
        failure?.let { throw it }
        try {
            while (reader?.hasNext() != true) if (!openNext()) return false
            return true
        } catch (e: IOException) {
            throw UncheckedIOException(e).also { failure = it }
        } catch (e: RuntimeException) {
            // The reader closed its file.
            failure = e
            throw e
        }
    }

    /**
     * Returns the next record.
     *
     * @throws NoSuchElementException if there is none
     */
    override fun next(): SourcedRecord {
        if (!hasNext()) throw NoSuchElementException("There are no more records")
        return SourcedRecord.of(checkNotNull(file), checkNotNull(reader).next())
    }

    /**
     * Returns this object as the iterator of its one pass.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    override fun iterator(): Iterator<SourcedRecord> {
        makePass()
        return this
    }

    /**
     * Returns the records as a sequential, ordered stream; closing it closes these files.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    public fun stream(): Stream<SourcedRecord> = iterator().asStream(::close)

    /**
     * Returns the result of [function] for each record, in file and record order. Several workers read and transform at
     * the same time.
     *
     * @throws IllegalStateException if a pass was begun before
     */
    @JvmOverloads
    public fun <R> mapParallel(
        function: Function<in SourcedRecord, out R>,
        options: ParallelOptions = ParallelOptions.DEFAULT,
    ): ParallelResults<R> {
        makePass()
        val results = ParallelResults.of<R>(onClose = {}) { deliver ->
            files.transformAll(options, isOrdered = true, transform = { function.apply(it) }, deliver)
        }
        this.results = results
        return results
    }

    /** Closes the current file and the results. Can be called repeatedly. */
    override fun close() {
        isClosed = true
        results?.close()
        closeReader()
    }

    private fun openNext(): Boolean {
        val left = left ?: files.list().iterator().also { left = it }
        closeReader()
        if (!left.hasNext()) return false
        val next = left.next()
        file = next
        reader = BlockingMarcReader.open(next, files.options)
        return true
    }

    private fun closeReader() {
        val opened = reader ?: return
        reader = null
        try {
            opened.close()
        } catch (e: IOException) {
            throw UncheckedIOException(e)
        }
    }

    private fun makePass() {
        check(!isClosed) { "The files are closed" }
        check(!isPassed) { "There is one pass over the files" }
        isPassed = true
    }

    public companion object {
        /** Reads these files, in this order. */
        @JvmStatic @JvmOverloads
        public fun open(files: Iterable<Path>, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcFiles =
            BlockingMarcFiles(MarcFiles.open(files, options))

        /**
         * Reads the files in [folder] whose names match [glob] (see [java.nio.file.FileSystem.getPathMatcher]), sorted
         * by name, without subfolders. They are listed when the reading begins.
         */
        @JvmStatic @JvmOverloads
        public fun open(folder: Path, glob: String, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcFiles =
            BlockingMarcFiles(MarcFiles.open(folder, glob, options))
    }
}
