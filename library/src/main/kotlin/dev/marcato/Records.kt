// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.formats.encoder
import dev.marcato.internal.output.MemoryTarget
import dev.marcato.internal.output.compressed
import dev.marcato.internal.sessions.EncodedChunks
import java.io.File
import java.io.OutputStream
import java.nio.channels.WritableByteChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.io.RawSink

/**
 * Writes these records to a file, which is replaced when all are written, and returns the report. See [MarcWriter], and
 * [MarcWriter.writeAll] for contexts and failures.
 */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    path: java.nio.file.Path,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(path, options, configure))

/** The same as the first [writeTo]. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    path: kotlinx.io.files.Path,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(path, options, configure))

/** The same as the first [writeTo]. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    file: File,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(file, options, configure))

/** The same as the first [writeTo], for the file with this name. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    fileName: String,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(fileName, options, configure))

/**
 * Writes these records to a kotlinx-io sink, flushes it, and returns the report. [Flush.WHEN_IDLE] is for records that
 * come slowly: none waits for a later one.
 */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    sink: RawSink,
    options: WriteOptions = WriteOptions.DEFAULT,
    flush: Flush = Flush.WHEN_FULL,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(sink, options, configure), flush)

/** The same for an output stream. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    stream: OutputStream,
    options: WriteOptions = WriteOptions.DEFAULT,
    flush: Flush = Flush.WHEN_FULL,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(stream, options, configure), flush)

/** The same for a channel in blocking mode, which has nothing to flush. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    channel: WritableByteChannel,
    options: WriteOptions = WriteOptions.DEFAULT,
    flush: Flush = Flush.WHEN_FULL,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(channel, options, configure), flush)

/** Returns these records as the bytes of one file: ISO 2709 unless the options set another format. */
@JvmSynthetic
public suspend fun Flow<Record>.toByteArray(
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): ByteArray {
    val all = options.toBuilder().apply(configure).build()
    val memory = MemoryTarget()
    val _ = writeTo(MarcWriter.of(compressed(memory, "", all), all))
    return memory.take()
}

/**
 * Returns these records as chunks of bytes in [format], with its envelope, such as the body of a response. The flow is
 * cold: each collection collects these records and encodes them again. The chunks together are what [toByteArray]
 * returns; if [options] compress them, they are after decompression.
 *
 * **Live.** No record waits for a later one: whatever these records have ready becomes a chunk, at the latest when they
 * suspend. It is one record if they come slowly, up to 100 records or 300 kB if they come fast. The start of the
 * envelope comes with the first record, its end as a chunk of its own. No chunk is empty.
 *
 * **Contexts.** These records are collected in the collector's context, encoded on [WriteOptions.encodingDispatcher],
 * and callbacks of the options run on [WriteOptions.ioDispatcher]. At most 100 records are ahead of the collector, so a
 * collector that stalls stalls the records. Cancellation ends both.
 *
 * **Failures.** A failure of these records, or a [MarcException] for a refused record ([Refusal.FAIL]), is thrown to
 * the collector after the chunks with the records before it, without the end of the envelope. With [Refusal.SKIP],
 * [WriteOptions.Builder.onRefused] reports refused records; there is no report.
 *
 * @throws IllegalArgumentException if the format can't be written
 * @sample dev.marcato.samples.respondWithLines
 */
@JvmSynthetic
public fun Flow<Record>.encoded(
    format: MarcFormat,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): Flow<ByteArray> {
    val all = options.toBuilder().apply(configure).format(format).build()
    val encoder = all.encoder()
    return flow { EncodedChunks(encoder, all).run(this@encoded) { emit(it) } }
}

private suspend fun Flow<Record>.writeTo(writer: MarcWriter, flush: Flush = Flush.WHEN_FULL): WriteReport {
    writer.use { it.writeAll(this, flush) }
    return writer.report
}
