// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.input.ByteInput
import dev.marcato.internal.input.inputOf
import dev.marcato.internal.parallel.FilesPlan
import dev.marcato.internal.parallel.PortionTransform
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.sessions.failureOf
import java.nio.file.Files
import java.nio.file.Path
import java.util.Collections
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withContext

/**
 * Reads the records of many files as one [Flow], each with the file that it came from.
 *
 * Files are read one after another, each as by [MarcReader]. The first failure ends the reading. Problems and progress
 * count records and bytes per file. A file is opened when its turn comes, or shortly before, and closed after it was
 * read.
 *
 * Immutable and safe to share between threads. For Java there is [dev.marcato.blocking.BlockingMarcFiles].
 *
 * @sample dev.marcato.samples.readFolder
 */
public class MarcFiles private constructor(
    private val name: String,
    private val listing: () -> List<Path>,
    /** The options that the files are read with. */
    @get:JvmSynthetic public val options: ReadOptions,
) {
    /** Returns all records, file by file, as a cold flow: every collection lists and reads the files again. */
    @JvmSynthetic
    public fun records(): Flow<SourcedRecord> = flow {
        for (file in files()) {
            MarcReader.open(file, options).records().map { SourcedRecord.of(file, it) }.collect { emit(it) }
        }
    }

    /**
     * Returns the result of [transform] for each record, in file and record order, as a cold flow. Several workers read
     * and transform at the same time: large files in ranges, small files concurrently. See [MarcReader.mapParallel].
     */
    @JvmSynthetic
    public fun <R> mapParallel(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (SourcedRecord) -> R,
    ): Flow<R> = transformed(options, isOrdered = true, transform)

    /** The same as [mapParallel] with a number of [workers]. */
    @JvmSynthetic
    public fun <R> mapParallel(workers: Int, transform: suspend (SourcedRecord) -> R): Flow<R> =
        mapParallel(ParallelOptions { this.workers = workers }, transform)

    /** The same as [mapParallel], but results come in the order of completion. */
    @JvmSynthetic
    public fun <R> mapParallelUnordered(
        options: ParallelOptions = ParallelOptions.DEFAULT,
        transform: suspend (SourcedRecord) -> R,
    ): Flow<R> = transformed(options, isOrdered = false, transform)

    /**
     * Lists the files in reading order. Blocks if it has to list a folder.
     *
     * @throws java.io.IOException if listing fails
     */
    @JvmSynthetic
    public fun list(): List<Path> = Collections.unmodifiableList(listing())

    override fun toString(): String = "MarcFiles($name, $options)"

    private fun <R> transformed(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (SourcedRecord) -> R,
    ): Flow<R> = flow {
        transformAll(options, isOrdered, transform) { results -> for (result in results) emit(result) }
    }

    @JvmSynthetic
    internal suspend fun <R> transformAll(
        options: ParallelOptions,
        isOrdered: Boolean,
        transform: suspend (SourcedRecord) -> R,
        deliver: suspend (List<R>) -> Unit,
    ) {
        val files = files()
        val inputs = files.map { inputOf(it) as ByteInput.Pulled }
        val plan = FilesPlan(inputs, this.options, PortionTransform.rangeSize(options)) { source ->
            // A pipe, for example, can't be opened twice.
            if (Files.isRegularFile(files[source])) Files.size(files[source]) else 0
        }
        PortionTransform<Record, R>(this.options, options, isOrdered, StretchDecoder::next) { source ->
            { record -> transform(SourcedRecord.of(files[source], record)) }
        }.run(plan, deliver)
    }

    private suspend fun files(): List<Path> {
        var files = emptyList<Path>()
        // Rethrown here: an exception that crosses contexts may be copied.
        withContext(options.ioDispatcher) { failureOf { files = list() } }?.let { throw it }
        return files
    }

    public companion object {
        /** Reads these files, in this order. */
        @JvmSynthetic
        public fun open(
            files: Iterable<Path>,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcFiles {
            val copy = files.toList()
            return files("${copy.size} files", { copy }, options.toBuilder().apply(configure).build())
        }

        /**
         * Reads the files in [folder] whose names match [glob] (see [java.nio.file.FileSystem.getPathMatcher]), sorted
         * by name, without subfolders. Each reading lists them when it begins.
         */
        @JvmSynthetic
        public fun open(
            folder: Path,
            glob: String,
            options: ReadOptions = ReadOptions.DEFAULT,
            configure: ReadOptions.Builder.() -> Unit = {},
        ): MarcFiles = files("$glob in $folder", {
            filesIn(folder, glob)
        }, options.toBuilder().apply(configure).build())

        @JvmSynthetic
        internal fun files(name: String, list: () -> List<Path>, options: ReadOptions): MarcFiles =
            MarcFiles(name, list, options)

        @JvmSynthetic
        internal fun filesIn(folder: Path, glob: String): List<Path> =
            Files.newDirectoryStream(folder, glob).use { found ->
                found.filterNot { Files.isDirectory(it) }.sortedBy { it.fileName.toString() }
            }
    }
}
