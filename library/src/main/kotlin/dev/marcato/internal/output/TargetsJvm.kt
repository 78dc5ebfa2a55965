// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.Compression
import dev.marcato.WriteOptions
import java.io.File
import java.io.OutputStream
import java.nio.channels.WritableByteChannel
import java.nio.file.Path
import kotlinx.io.RawSink

internal fun targetOf(path: Path, options: WriteOptions): ByteTarget =
    compressed(FileTarget(path, options.fileMode, options.durability), path.toString(), options)

internal fun targetOf(path: kotlinx.io.files.Path, options: WriteOptions): ByteTarget =
    targetOf(File(path.toString()), options)

internal fun targetOf(file: File, options: WriteOptions): ByteTarget = targetOf(file.toPath(), options)

internal fun targetOf(stream: OutputStream, options: WriteOptions): ByteTarget =
    compressed(StreamTarget(stream), "", options)

internal fun targetOf(channel: WritableByteChannel, options: WriteOptions): ByteTarget =
    compressed(ChannelTarget(channel), "", options)

internal fun targetOf(sink: RawSink, options: WriteOptions): ByteTarget = compressed(KotlinxTarget(sink), "", options)

internal fun compressed(target: ByteTarget, name: String, options: WriteOptions): ByteTarget {
    val isCompressed = when (options.compression) {
        Compression.AUTO -> name.endsWith(".gz", ignoreCase = true)
        Compression.GZIP -> true
        Compression.NONE -> false
    }
    return if (isCompressed) GzipTarget(target) else target
}
