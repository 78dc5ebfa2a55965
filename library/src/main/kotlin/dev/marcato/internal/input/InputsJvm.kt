// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.SeekableInput
import java.io.File
import java.io.InputStream
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.channels.SeekableByteChannel
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.io.RawSource

internal fun seekable(path: Path): SeekableInput = ChannelInput(path.toString(), 0) { opened(path) }

internal fun inputOf(path: Path): ByteInput = ByteInput.of(seekable(path))

internal fun inputOf(path: kotlinx.io.files.Path): ByteInput = inputOf(File(path.toString()))

// The name may be invalid, which shows when the file is opened.
internal fun inputOf(file: File): ByteInput = ByteInput.of(ChannelInput(file.path, 0) { opened(file.toPath()) })

internal fun inputOf(bytes: ByteArray, startIndex: Int, endIndex: Int): ByteInput {
    if (startIndex < 0 || startIndex > endIndex || endIndex > bytes.size) {
        throw IndexOutOfBoundsException(
            "The range $startIndex until $endIndex is not within an array of ${bytes.size} bytes",
        )
    }
    return inputOf(ByteBuffer.wrap(bytes, startIndex, endIndex - startIndex))
}

internal fun inputOf(buffer: ByteBuffer): ByteInput = ByteInput.of(BufferInput(buffer))

internal fun inputOf(source: RawSource): ByteInput = ByteInput.once("source") { KotlinxSource(source) }

internal fun inputOf(stream: InputStream): ByteInput = ByteInput.once("input stream") { StreamSource(stream) }

internal fun inputOf(channel: ReadableByteChannel): ByteInput = ByteInput.once("channel") { ChannelSource(channel) }

internal fun inputOf(socket: Socket): ByteInput = ByteInput.once("socket") { StreamSource(socket.getInputStream()) }

/** Many systems open a folder like a file, and the failure of the first read doesn't name it. */
private fun opened(path: Path): SeekableByteChannel {
    if (Files.isDirectory(path)) throw FileSystemException(path.toString(), null, "Is a directory")
    return Files.newByteChannel(path)
}
