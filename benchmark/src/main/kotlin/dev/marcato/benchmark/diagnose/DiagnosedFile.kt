// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import java.io.FileInputStream
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.fileSize
import kotlinx.io.RawSource
import kotlinx.io.asSource
import kotlinx.io.buffered

/**
 * The file that is diagnosed, given to the library as a [backEnd]. It is read leniently, so that damage does not end a
 * measurement, which costs sound files nothing.
 */
internal class DiagnosedFile(val path: Path, val backEnd: BackEnd) {
    private val all: ByteArray by lazy { Files.readAllBytes(path) }

    val size: Long = path.fileSize()

    /** The beginning of the file, as much as fits into an array that is not too large. */
    val sample: ByteArray by lazy {
        if (backEnd == BackEnd.MEMORY || size <= LARGEST_SAMPLE) {
            all
        } else {
            Files.newInputStream(path).use { it.readNBytes(LARGEST_SAMPLE) }
        }
    }

    /** Calls [use] with a reader, whose input is closed afterwards. */
    fun <T> read(configure: ReadOptions.Builder.() -> Unit = {}, use: (MarcReader) -> T): T {
        val options = LENIENT.toBuilder().apply(configure).build()
        return when (backEnd) {
            BackEnd.PATH -> use(MarcReader.open(path, options))
            BackEnd.MEMORY -> use(MarcReader.open(all, options = options))
            BackEnd.INPUT_STREAM -> stream().use { use(MarcReader.open(it, options)) }
            BackEnd.SOURCE -> source().use { use(MarcReader.open(it, options)) }
        }
    }

    /** Calls [use] with a reader for one thread, whose input is closed afterwards. */
    fun <T> readBlocking(use: (BlockingMarcReader) -> T): T = when (backEnd) {
        BackEnd.PATH -> BlockingMarcReader.open(path, LENIENT).use(use)
        BackEnd.MEMORY -> BlockingMarcReader.open(all, LENIENT).use(use)
        BackEnd.INPUT_STREAM -> stream().use { stream -> BlockingMarcReader.open(stream, LENIENT).use(use) }
        BackEnd.SOURCE -> source().use { source -> BlockingMarcReader.open(source, LENIENT).use(use) }
    }

    /** Reads all bytes as the library would, and does nothing with them; returns how many there are. */
    fun readBytes(chunk: ByteArray): Long = when (backEnd) {
        BackEnd.MEMORY -> all.size.toLong()

        BackEnd.PATH -> Files.newByteChannel(path).use { channel ->
            count { channel.read(ByteBuffer.wrap(chunk)) }
        }

        BackEnd.INPUT_STREAM -> stream().use { stream -> count { stream.read(chunk) } }

        BackEnd.SOURCE -> source().buffered().use { source -> count { source.readAtMostTo(chunk) } }
    }

    private inline fun count(read: () -> Int): Long {
        var bytes = 0L
        while (true) {
            val count = read()
            if (count < 0) return bytes
            bytes += count
        }
    }

    private fun stream(): InputStream = FileInputStream(path.toFile())

    private fun source(): RawSource = stream().asSource()

    companion object {
        /** What can be held in memory of a file that is not read from there. */
        const val LARGEST_SAMPLE = 128 * 1024 * 1024

        val LENIENT: ReadOptions = ReadOptions { strictness = Strictness.LENIENT }
    }
}
