// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.MarcReader
import dev.marcato.ReadSplit
import dev.marcato.SeekableInput
import java.io.RandomAccessFile
import java.nio.file.Path
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.count

/** Counts the records of a file in several threads, each with splits of its own. */
suspend fun readSplitsInThreads(path: Path, bytesPerSplit: Long): Int = coroutineScope {
    val reader = MarcReader.open(path)
    reader.splits(bytesPerSplit)
        .map { split -> async(Dispatchers.Default) { reader.range(split).records().count() } }
        .awaitAll().sum()
}

/** Divides a file among processes: each [start] gets the text of one split. */
suspend fun sendSplits(path: Path, bytesPerSplit: Long, start: (split: String) -> Unit) {
    for (split in MarcReader.open(path).splits(bytesPerSplit)) start(split.toText())
}

/** Counts the records of one split, in a process that was started with its text. */
suspend fun readSplitsElsewhere(path: Path, split: String): Int =
    MarcReader.open(path).range(ReadSplit.parse(split)).records().count()

/** Makes an input of anything that has a size and can be read at a position. */
fun inputOf(path: Path): SeekableInput = SeekableInput {
    val file = RandomAccessFile(path.toFile(), "r")
    object : SeekableInput.Session {
        override fun size(): Long = file.length()

        override fun read(position: Long, into: ByteArray, start: Int, end: Int): Int {
            file.seek(position)
            return file.read(into, start, end - start)
        }

        override fun close() = file.close()
    }
}
