// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.MarcWriter
import dev.marcato.Record
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope

/** Writes records to a file, which is complete or untouched. */
suspend fun writeRecords(path: Path, records: List<Record>) {
    MarcWriter.open(path).use { writer ->
        for (record in records) writer.write(record)
    }
}

/** Encodes the parts of a file in parallel, and writes them in order. */
suspend fun shareEncoding(path: Path, parts: List<List<Record>>) {
    MarcWriter.open(path).use { writer ->
        val batches = coroutineScope {
            parts.map { part ->
                async(Dispatchers.Default) {
                    writer.newBatch().apply { for (record in part) write(record) }
                }
            }.awaitAll()
        }
        for (batch in batches) writer.write(batch)
    }
}
