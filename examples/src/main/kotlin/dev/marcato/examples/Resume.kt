// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.WholeFile
import java.io.RandomAccessFile
import java.nio.file.Path
import kotlin.io.path.Path
import kotlin.io.path.exists
import kotlin.io.path.readText

/**
 * Writes a line for each record, and continues where it was if it is started again, even after it was killed: no line
 * is missing, none is there twice. Arguments: a file with records in any format, the lines, the checkpoint.
 */
suspend fun main(args: Array<String>) {
    val (input, lines, checkpoint) = args.map { Path(it) }
    resume(input, lines, checkpoint, ::lineOf) { done -> println("$done bytes done") }
}

suspend fun resume(
    input: Path,
    lines: Path,
    checkpoint: Path,
    lineOf: (Outcome) -> String,
    onCheckpoint: (Long) -> Unit = {},
) {
    val place = if (checkpoint.exists()) checkpoint.readText() else "0 0"
    var (done, written) = place.split(' ').map { it.toLong() }
    RandomAccessFile(lines.toFile(), "rw").use { file ->
        file.setLength(written) // lines after the checkpoint come again
        file.seek(written)
        MarcReader.open(input) { strictness = Strictness.LENIENT }.outcomeCursor().use { cursor ->
            while (true) {
                val batch = cursor.readBatch(maxItems = 1_000).ifEmpty { return }
                val next = batch.last().run { byteOffset + byteLength }
                if (next <= done) continue // reading again is faster than finding the place, and works for any format
                for (outcome in batch) if (outcome.byteOffset >= done) file.write(lineOf(outcome).toByteArray())
                file.channel.force(false) // the lines first, then the checkpoint, which appears as a whole
                done = next
                written = file.filePointer
                WholeFile.open(checkpoint).use { it.stream.write("$done $written".toByteArray()) }
                onCheckpoint(done)
            }
        }
    }
}

/** Each outcome begins where the one before ends, so together they are the whole input. */
fun lineOf(outcome: Outcome): String = when (outcome) {
    is Outcome.Read -> "${outcome.record.controlNumber}: ${outcome.record.title}\n"
    is Outcome.Damage -> "${outcome.byteLength} bytes at ${outcome.byteOffset} are no record: ${outcome.problem.code}\n"
    is Outcome.Filler -> ""
}
