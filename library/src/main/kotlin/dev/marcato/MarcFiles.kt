// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.Listing
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.input.listingOf
import dev.marcato.internal.parallel.FilesPlan
import dev.marcato.internal.parallel.PortionTransform
import dev.marcato.internal.parallel.behind
import dev.marcato.internal.parallel.portionSize
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.WatchedCallbacks
import dev.marcato.internal.sessions.failureOf
import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path
import java.util.Collections
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withContext

/**
 * Reads many files as one [Flow] of records or outcomes, each with the file that it came from.
 *
 * Files are read one after another, each as by [MarcReader]. Problems and progress count records and bytes per file;
 * [MarcProblem.source] is the file. A file is opened when its turn comes, or shortly before, and closed after it was
 * read.
 *
 * **Folders.** The glob (see [java.nio.file.FileSystem.getPathMatcher]) decides which folders are read:
 *
 * | glob | files |
 * |---|---|
 * | `*.mrc` | of the folder, without subfolders |
 * | `**` followed by `/` and `*.mrc` | of the folder and everything below it |
 * | a path such as `2023/` and `*.mrc` | of that subfolder |
 *
 * Files are sorted by the names on their paths, from the first to the last. Links are followed; one that leads nowhere
 * is a file. Each reading lists the files when it begins.
 *
 * **Failures.** The first failure ends the reading, after everything before it. With the `onFailure` of [open] the
 * reading goes on with the next file: that function is called with the file and its [MarcException] or [IOException],
 * in the collector's context, after the items before the failure. Nothing is left out without such a call. Before the
 * first file, it is called for each folder that can't be listed, and for each link that leads to a folder above it
 * ([java.nio.file.FileSystemLoopException]); without it, these end the reading at once. Other exceptions, and those of
 * the collector, a transform or a callback, always end the reading.
 *
 * Immutable and safe to share between threads. For Java there is [dev.marcato.blocking.BlockingMarcFiles].
 *
 * @sample dev.marcato.samples.readFolder
 * @sample dev.marcato.samples.readWhatCanBeRead
 */
public class MarcFiles private constructor(
    private val name: String,
    private val listing: () -> Listing,
    /** The options that the files are read with. */
    @get:JvmSynthetic public val options: ReadOptions,
    private val onFailure: ((Path, Exception) -> Unit)?,
) {
    /** Returns all records, file by file, as a cold flow: every collection lists and reads the files again. */
    @JvmSynthetic
    public fun records(): Flow<Sourced<Record>> = eachOf(MarcReader::records)

    /**
     * Returns everything in the files as [Outcome]s, file by file, as a cold flow. The offsets of each file begin at 0;
     * see [MarcReader.outcomes].
     */
    @JvmSynthetic
    public fun outcomes(): Flow<Sourced<Outcome>> = eachOf(MarcReader::outcomes)

    /**
     * Returns the result of [transform] for each record, in file and record order, as a cold flow. Several workers read
     * and transform at the same time: large files in portions, small files concurrently. See [MarcReader.mapParallel].
     * With `onFailure`, a transform may also be called for records after the failure of a file; they are left out.
     */
    @JvmSynthetic
    public fun <R> mapParallel(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (Sourced<Record>) -> R,
    ): Flow<R> = transformed(options, isOrdered = true, transform)

    /** The same as [mapParallel] with a number of [workers]. */
    @JvmSynthetic
    public fun <R> mapParallel(workers: Int, transform: suspend (Sourced<Record>) -> R): Flow<R> =
        mapParallel(ParallelOptions { this.workers = workers }, transform)

    /** The same as [mapParallel], but results come in the order of completion. */
    @JvmSynthetic
    public fun <R> mapParallelUnordered(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (Sourced<Record>) -> R,
    ): Flow<R> = transformed(options, isOrdered = false, transform)

    /** Returns the records for which [predicate] is true, in file and record order; otherwise as [mapParallel]. */
    @JvmSynthetic
    public fun filterParallel(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        predicate: suspend (Sourced<Record>) -> Boolean,
    ): Flow<Sourced<Record>> = mapParallel(options) { if (predicate(it)) it else null }.filterNotNull()

    /** The same as [filterParallel] with a number of [workers]. */
    @JvmSynthetic
    public fun filterParallel(workers: Int, predicate: suspend (Sourced<Record>) -> Boolean): Flow<Sourced<Record>> =
        filterParallel(ParallelOptions { this.workers = workers }, predicate)

    /** Returns the flow of [outcomes], in the same order, read by several workers; see [mapParallel]. */
    @JvmSynthetic
    public fun outcomesParallel(options: ParallelOptions = ParallelOptions.DEFAULT): Flow<Sourced<Outcome>> = flow {
        runAll<Outcome, Sourced<Outcome>>(
            options,
            isOrdered = true,
            StretchDecoder::nextOutcome,
            recount = { (file, outcome), recordsBefore -> Sourced.of(file, outcome.behind(recordsBefore)) },
            transform = { it },
        ) { results -> for (result in results) emit(result) }
    }

    /**
     * Lists the files in reading order. Blocks if it has to list a folder.
     *
     * @throws IOException if a folder can't be listed and there is no `onFailure`
     */
    @JvmSynthetic
    public fun list(): List<Path> = filesOf(listing())

    override fun toString(): String = "MarcFiles($name, $options)"

    private fun <T : Any> eachOf(items: MarcReader.() -> Flow<T>): Flow<Sourced<T>> = flow {
        val callbacks = WatchedCallbacks(options)
        for (file in filesOf(newListing())) {
            val found = MarcReader.open(file, callbacks.options).items().map { Sourced.of(file, it) }
            emitAll(found.catch { fail(file, callbacks.failureOfInput(it)) })
        }
    }

    private fun <R> transformed(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (Sourced<Record>) -> R,
    ): Flow<R> = flow {
        transformAll(options, isOrdered, transform) { results -> for (result in results) emit(result) }
    }

    @JvmSynthetic
    internal suspend fun <R> transformAll(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (Sourced<Record>) -> R,
        deliver: suspend (List<R>) -> Unit,
    ) {
        runAll(options, isOrdered, StretchDecoder::next, recount = null, transform, deliver)
    }

    private suspend fun <T : Any, R> runAll(
        options: ParallelOptions,
        isOrdered: Boolean,
        next: StretchDecoder.() -> T?,
        recount: ((result: R, recordsBefore: Long) -> R)?,
        transform: suspend (Sourced<T>) -> R,
        deliver: suspend (List<R>) -> Unit,
    ) {
        val files = filesOf(newListing())
        val inputs = files.map { inputOf(it) as ByteInput.Pulled }
        val plan = FilesPlan(inputs, this.options, options.portionSize) { source ->
            // A pipe, for example, can't be opened twice.
            if (Files.isRegularFile(files[source])) Files.size(files[source]) else 0
        }
        val onFailure = onFailure?.let { action -> { source: Int, cause: Exception -> action(files[source], cause) } }
        PortionTransform(this.options, options, isOrdered, next, recount, onFailure) { source ->
            { item: T -> transform(Sourced.of(files[source], item)) }
        }.run(plan, deliver)
    }

    private suspend fun newListing(): Listing {
        var found = Listing(emptyList())
        // Rethrown here: an exception that crosses contexts may be copied.
        withContext(options.ioDispatcher) { failureOf { found = listing() } }?.let { throw it }
        return found
    }

    private fun filesOf(found: Listing): List<Path> {
        for (failure in found.failures) fail(failure.path, failure.cause)
        return Collections.unmodifiableList(found.files)
    }

    /** Goes on after a failure of [file], or throws it. */
    @JvmSynthetic
    internal fun fail(file: Path, cause: Exception) {
        val action = onFailure ?: throw cause
        action(file, cause)
    }

    public companion object {
        /** Reads these files, in this order. With [onFailure], it goes on after failures; see [MarcFiles]. */
        @JvmSynthetic
        public fun open(
            files: Collection<Path>,
            options: ReadOptions = ReadOptions.DEFAULT,
            onFailure: ((file: Path, failure: Exception) -> Unit)? = null,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcFiles {
            val listing = Listing(files.toList())
            val all = options.toBuilder().apply(configure).build()
            return MarcFiles("${files.size} files", { listing }, all, onFailure)
        }

        /**
         * Reads the files in or below [folder] that match [glob]; see [MarcFiles]. With [onFailure], it goes on after
         * failures.
         *
         * @throws java.util.regex.PatternSyntaxException when the reading begins, if the glob is invalid
         */
        @JvmSynthetic
        public fun open(
            folder: Path,
            glob: String,
            options: ReadOptions = ReadOptions.DEFAULT,
            onFailure: ((file: Path, failure: Exception) -> Unit)? = null,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcFiles = MarcFiles(
            "$glob in $folder",
            { listingOf(folder, glob) },
            options.toBuilder().apply(configure).build(),
            onFailure,
        )
    }
}
