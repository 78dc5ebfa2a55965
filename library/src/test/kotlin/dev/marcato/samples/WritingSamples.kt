// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.Flush
import dev.marcato.MarcFormat
import dev.marcato.MarcWriter
import dev.marcato.Record
import dev.marcato.WholeFile
import dev.marcato.WriteReport
import dev.marcato.encoded
import dev.marcato.writeTo
import java.io.OutputStream
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow

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

/** Sends each record as a line of JSON as soon as it comes, such as the response of a service. */
suspend fun respondWithLines(records: Flow<Record>, send: suspend (ByteArray) -> Unit) {
    records.encoded(MarcFormat.JSON_LINES).collect { send(it) }
}

/** Writes records to a socket or another stream, each as soon as it comes. */
suspend fun writeLive(records: Flow<Record>, stream: OutputStream): WriteReport =
    records.writeTo(stream, flush = Flush.WHEN_IDLE)

/** Writes a table of titles, which is complete or untouched. */
fun writeTable(path: Path, records: List<Record>) {
    WholeFile.open(path).use { file ->
        val table = file.stream.writer()
        for (record in records) table.append(record.title).append('\n')
        table.close()
    }
}
