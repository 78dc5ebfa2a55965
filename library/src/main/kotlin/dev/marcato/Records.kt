// SPDX-License-Identifier: Apache-2.0
@file:JvmSynthetic

package dev.marcato

import dev.marcato.internal.output.MemoryTarget
import dev.marcato.internal.output.compressed
import java.io.File
import java.io.OutputStream
import java.nio.channels.WritableByteChannel
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.Flow
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

/** Writes these records to a kotlinx-io sink, flushes it, and returns the report. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    sink: RawSink,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(sink, options, configure))

/** Writes these records to an output stream, flushes it, and returns the report. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    stream: OutputStream,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(stream, options, configure))

/** Writes these records to a channel in blocking mode, and returns the report. */
@JvmSynthetic
public suspend fun Flow<Record>.writeTo(
    channel: WritableByteChannel,
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): WriteReport = writeTo(MarcWriter.open(channel, options, configure))

/** Returns these records as the bytes of one file: ISO 2709 unless the options set another format. */
@JvmSynthetic
public suspend fun Flow<Record>.toByteArray(
    options: WriteOptions = WriteOptions.DEFAULT,
    configure: WriteOptions.Builder.() -> Unit = {},
): ByteArray {
    val all = options.toBuilder().apply(configure).build()
    val memory = MemoryTarget()
    val _ = writeTo(MarcWriter.of(compressed(memory, "", all), all))
    return memory.toByteArray()
}

private suspend fun Flow<Record>.writeTo(writer: MarcWriter): WriteReport {
    writer.use { it.writeAll(this) }
    return writer.report
}
