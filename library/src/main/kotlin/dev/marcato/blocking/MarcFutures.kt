// SPDX-License-Identifier: Apache-2.0
@file:JvmName("MarcFutures")

package dev.marcato.blocking

import dev.marcato.ReadOptions
import dev.marcato.Record
import java.nio.file.Path
import java.util.Collections
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executor
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor

/**
 * Reads all records of a file into an unmodifiable list in memory. For files of any size use [BlockingMarcReader].
 *
 * The future fails with the [java.io.IOException] or [dev.marcato.MarcException] of the reading. Cancelling it stops
 * the reading at the next record and closes the file.
 *
 * @param executor runs the blocking reads; by default a pool of daemon threads for such work
 * @throws java.util.concurrent.RejectedExecutionException if the executor refuses the work
 */
@JvmOverloads
public fun readAll(
    path: Path,
    options: ReadOptions = ReadOptions.DEFAULT,
    executor: Executor = Dispatchers.IO.asExecutor(),
): CompletableFuture<List<Record>> {
    val future = CompletableFuture<List<Record>>()
    executor.execute {
        try {
            BlockingMarcReader.open(path, options).use { reader ->
                val records = ArrayList<Record>()
                while (!future.isDone) records.add(reader.read() ?: break)
                future.complete(Collections.unmodifiableList(records))
            }
        } catch (e: Throwable) {
            // Every failure, an Error included, completes the future.
            future.completeExceptionally(e)
        }
    }
    return future
}
