// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.SeekableInput
import java.io.File
import java.io.InputStream
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.ReadableByteChannel
import java.nio.file.Path
import kotlinx.io.RawSource

private val KINDS = listOf(
    "java.nio.file.Path", "java.io.File", "String (a file name)", "byte[]", "java.nio.ByteBuffer",
    "dev.marcato.SeekableInput",
    "java.io.InputStream", "java.nio.channels.ReadableByteChannel", "java.net.Socket",
    "kotlinx.io.files.Path", "kotlinx.io.RawSource",
)

/** Returns the input for an object whose type is known only at run time. */
internal fun inputOfAny(input: Any): ByteInput = when (input) {
    is Path -> inputOf(input)
    is File -> inputOf(input)
    is String -> inputOf(File(input))
    is ByteArray -> inputOf(input, 0, input.size)
    is ByteBuffer -> inputOf(input)
    is SeekableInput -> ByteInput.of(input)
    is InputStream -> inputOf(input)
    is ReadableByteChannel -> inputOf(input)
    is Socket -> inputOf(input)
    is kotlinx.io.files.Path -> inputOf(input)
    is RawSource -> inputOf(input)
    else -> throw IllegalArgumentException(unsupported(input))
}

private fun unsupported(input: Any): String =
    "Can't read records from ${input.javaClass.name}; supported types are ${KINDS.joinToString()}"
