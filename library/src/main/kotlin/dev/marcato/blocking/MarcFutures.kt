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
 * Reads all records of a file into a list, which cannot be changed. All of them are in memory then; for files of
 * any size there is [BlockingMarcReader].
 *
 * The future fails with the [java.io.IOException] or [dev.marcato.MarcException] that the reading met. Cancelling
 * it stops the reading at the next record and closes the file.
 *
 * @param executor makes the blocking reads; a pool of daemon threads made for that unless given
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
            // Nothing is swallowed: whoever waits for the future gets it, an Error like any other failure.
            future.completeExceptionally(e)
        }
    }
    return future
}
