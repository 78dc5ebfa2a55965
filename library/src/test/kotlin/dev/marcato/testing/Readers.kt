// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.channels.ReadableByteChannel
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.GZIPOutputStream
import kotlin.concurrent.thread
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import kotlinx.io.Buffer
import kotlinx.io.RawSource

/** Opens readers of any kind of input, and reads inputs to their end. */
internal object Readers {
    fun of(input: Any, options: ReadOptions = ReadOptions.DEFAULT): MarcReader = when (input) {
        is Path -> MarcReader.open(input, options)
        is kotlinx.io.files.Path -> MarcReader.open(input, options)
        is File -> MarcReader.open(input, options)
        is String -> MarcReader.open(input, options)
        is ByteArray -> MarcReader.open(input, options = options)
        is ByteRange -> MarcReader.open(input.bytes, options, input.from, input.until)
        is ByteBuffer -> MarcReader.open(input, options)
        is SeekableInput -> MarcReader.open(input, options)
        is RawSource -> MarcReader.open(input, options)
        is InputStream -> MarcReader.open(input, options)
        is ReadableByteChannel -> MarcReader.open(input, options)
        is Socket -> MarcReader.open(input, options)
        is PushedBytes -> MarcReader.open(input.chunks, options)
        else -> error("no input: $input")
    }

    fun blocking(input: Any, options: ReadOptions = ReadOptions.DEFAULT): BlockingMarcReader = when (input) {
        is Path -> BlockingMarcReader.open(input, options)
        is kotlinx.io.files.Path -> BlockingMarcReader.open(input, options)
        is File -> BlockingMarcReader.open(input, options)
        is String -> BlockingMarcReader.open(input, options)
        is ByteArray -> BlockingMarcReader.open(input, options)
        is ByteRange -> BlockingMarcReader.open(input.bytes, input.from, input.until, options)
        is ByteBuffer -> BlockingMarcReader.open(input, options)
        is SeekableInput -> BlockingMarcReader.open(input, options)
        is RawSource -> BlockingMarcReader.open(input, options)
        is InputStream -> BlockingMarcReader.open(input, options)
        is ReadableByteChannel -> BlockingMarcReader.open(input, options)
        is Socket -> BlockingMarcReader.open(input, options)
        else -> error("no input for blocking: $input")
    }

    /** Reads all outcomes with suspending functions. */
    suspend fun outcomes(input: Any, options: ReadOptions = TestOptions.LENIENT): List<Outcome> =
        of(input, options).outcomes().toList()

    /** Reads all records with suspending functions. */
    suspend fun records(input: Any, options: ReadOptions = ReadOptions.DEFAULT): List<Record> =
        of(input, options).records().toList()

    /** Reads all records, blocking. */
    fun readAll(input: Any, options: ReadOptions = ReadOptions.DEFAULT): List<Record> =
        blocking(input, options).use { reader -> generateSequence { reader.read() }.toList() }
}
