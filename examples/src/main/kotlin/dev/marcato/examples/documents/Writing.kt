// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples.documents

import dev.marcato.Flush
import dev.marcato.MarcFormat
import dev.marcato.MarcReader
import dev.marcato.MarcWriter
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.WholeFile
import dev.marcato.encoded
import dev.marcato.writeTo
import java.io.OutputStream
import java.nio.file.Path
import kotlin.io.path.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map

/** What the guide shows of writing. */
internal suspend fun withoutLocalFields(input: Path) {
    MarcReader.open(input).records().map { it.edit { remove("999") } }.writeTo(Path("out.mrc.gz"))
}

internal fun writeTitles(text: ByteArray) {
    WholeFile.open(Path("titles.txt")).use { file -> file.stream.write(text) }
}

internal suspend fun sendLive(records: Flow<Record>, socketStream: OutputStream, send: suspend (ByteArray) -> Unit) {
    records.writeTo(socketStream, flush = Flush.WHEN_IDLE)      // or EACH_RECORD; the default is WHEN_FULL
    records.encoded(MarcFormat.JSON_LINES).collect { send(it) } // a Flow<ByteArray>: whatever records are ready
}

internal suspend fun copyDamageToo(outcomes: List<Outcome>, writer: MarcWriter) {
    for (outcome in outcomes) {
        when (outcome) {
            is Outcome.Read -> writer.write(outcome)
            is Outcome.Damage -> writer.write(outcome)      // copies the bytes, to ISO 2709 only
            is Outcome.Filler -> Unit
        }
    }
}

internal suspend fun writeBatch(writer: MarcWriter, part: List<Record>) {
    val batch = writer.newBatch()                                               // one per thread, for its part
    for (record in part) batch.write(record.edit { remove("999") })
    writer.write(batch)                                                         // one batch after the other
}
