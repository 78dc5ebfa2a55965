// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.Compression
import dev.marcato.MarcFiles
import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.mapParallel
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow

/** What the guide and threads.md show of reading. */
internal fun limited(upload: Flow<ByteArray>): MarcReader =
    MarcReader.open(upload) {
        compression = Compression.NONE                           // gzip isn't accepted: a ZipException
        limits { inputBytes = 200L shl 20; records = 1_000_000 } // after gunzip, if gzip is accepted
    }

internal suspend fun titlesBelow(folder: Path) {
    MarcFiles.open(folder, "**/*.mrc").records().collect { (file, record) -> println("$file: ${record.title}") }
}

internal suspend fun readOn(folder: Path, index: MutableList<String>): Map<Path, Exception> {
    val failures = LinkedHashMap<Path, Exception>()
    MarcFiles.open(folder, "**/*.mrc", onFailure = { file, failure -> failures[file] = failure })
        .mapParallel { (file, record) -> convert(file, record) }
        .collect(index::add)
    return failures
}

private fun convert(file: Path, record: Record): String = "${file.fileName}: ${record.title}"

internal fun lookUpInParallel(reader: MarcReader): Flow<String> = run {
    val options = ParallelOptions {
        workers = 32
        dispatcher = Dispatchers.IO.limitedParallelism(32)
    }
    reader.mapParallel(options) { record -> lookUpBlocking(record) }
}

private fun lookUpBlocking(record: Record): String {
    Thread.sleep(1) // as a request of a blocking client would
    return record.title.orEmpty()
}

internal fun convertAll(reader: MarcReader, convert: (Record) -> String): Flow<Result<String>> =
    reader.mapParallel { record -> runCatching { convert(record) } }
