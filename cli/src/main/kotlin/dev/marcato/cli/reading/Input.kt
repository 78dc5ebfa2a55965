// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.ReadSplit
import dev.marcato.SeekableInput
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.console.Console
import dev.marcato.cli.messages.usageFailure
import java.io.BufferedInputStream
import java.io.ByteArrayOutputStream
import java.io.FilterInputStream
import java.io.IOException
import java.io.InputStream
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import java.nio.file.PathMatcher
import java.util.regex.PatternSyntaxException
import java.util.zip.GZIPInputStream
import kotlin.io.path.fileSize
import kotlin.io.path.isRegularFile

/** An input file, or standard input, which has no [path]. */
internal class Input(val name: String, val path: Path?) {
    /** The size in bytes; null if it isn't known before reading. */
    val size: Long? get() = path?.takeIf { it.isRegularFile() }?.fileSize()

    // Standard input can't be read again.
    private var start: StartKeeper? = null

    /** Takes all bytes that are read, uncompressed, and returns the stream to read instead; null if nothing does. */
    var tap: ((InputStream) -> InputStream)? = null

    fun open(console: Console, options: ReadOptions): BlockingMarcReader {
        val tap = this.tap
        if (path != null && Files.isDirectory(path)) {
            throw IOException("it is a folder; name the files in it, such as '$name/*.mrc'")
        }
        return when {
            tap != null -> BlockingMarcReader.open(keepingStart(tap(openBytes(console))), options)
            path == null -> BlockingMarcReader.open(keepingStart(console.input), options)
            else -> BlockingMarcReader.open(path, options)
        }
    }

    private fun keepingStart(stream: InputStream) = StartKeeper(stream, HEAD).also { start = it }

    /** Opens the bytes themselves, uncompressed if they are compressed. */
    fun openBytes(console: Console): InputStream {
        val stream = BufferedInputStream(if (path == null) console.input else Files.newInputStream(path), BUFFER)
        stream.mark(GZIP_HEAD)
        val head = stream.readNBytes(GZIP_HEAD)
        stream.reset()
        return if (isGzip(head)) GZIPInputStream(stream, BUFFER) else stream
    }

    /** Whether it is a file that can be read again from any place of its bytes. */
    val isPlainFile: Boolean get() = path != null && path.isRegularFile() && !isCompressed

    /** Whether the file is compressed; false if it can't be read. */
    val isCompressed: Boolean
        get() = try {
            path != null && isGzip(head())
        } catch (_: IOException) {
            false
        }

    /** Returns the parts of [partBytes] that the file can be read in; none if it isn't a regular file. */
    fun splits(partBytes: Long, options: ReadOptions): List<ReadSplit> = if (path == null ||
        !path.isRegularFile()
    ) {
        emptyList()
    } else {
        BlockingMarcReader.splits(SeekableInput.of(path), partBytes, options)
    }

    /** Detects the format from the first bytes, also if they are compressed; null if they have none. */
    fun formatAtStart(): MarcFormat? = try {
        val head = head()
        MarcFormat.detect(if (isGzip(head)) uncompressed(head) else head)
    } catch (_: IOException) {
        null
    }

    private fun head(): ByteArray =
        if (path == null) start?.kept ?: ByteArray(0) else Files.newInputStream(path).use { it.readNBytes(HEAD) }

    override fun toString(): String = name

    companion object {
        const val STANDARD_INPUT = "-"
        const val TWICE = "standard input can be read only once"

        /**
         * Returns the inputs that the arguments name, and expands patterns that the shell didn't. Without arguments,
         * that is standard input, unless [isInputTerminal].
         */
        fun all(arguments: List<String>, isInputTerminal: Boolean = true): List<Input> {
            if (arguments.isEmpty()) {
                if (!isInputTerminal) return listOf(standardInput())
                throw usageFailure("no file is named", "name one, or - for standard input")
            }
            if (arguments.count { it == STANDARD_INPUT } > 1) throw usageFailure(TWICE)
            return arguments.flatMap(::named)
        }

        private fun named(argument: String): List<Input> {
            if (argument == STANDARD_INPUT) return listOf(standardInput())
            val path = try {
                Path.of(argument)
            } catch (e: InvalidPathException) {
                // On Windows a pattern isn't a valid file name.
                val found = matches(argument)
                if (found.isEmpty()) throw usageFailure("$argument: that isn't a file name: ${e.reason}")
                return found
            }
            // A file may have brackets in its name.
            if (argument.none { it in WILDCARDS } || Files.exists(path)) return listOf(Input(argument, path))
            return matches(argument).ifEmpty { listOf(Input(argument, path)) }
        }

        private fun standardInput() = Input("standard input", null)

        private fun matches(pattern: String): List<Input> {
            val plain = pattern.takeWhile { it !in WILDCARDS }
            val folder = plain.substring(0, plain.lastIndexOfAny(charArrayOf('/', java.io.File.separatorChar)) + 1)
            val start = Path.of(folder.ifEmpty { "." })
            if (!Files.isDirectory(start)) return emptyList()
            val rest = pattern.substring(folder.length)
            // In a shell, **/ also matches no folder. Braces can't be nested, so a pattern with its own ones stays as
            // it is.
            val matcher = matcher(rest.replace(ANY_FOLDERS, "{**/,}")) ?: matcher(rest) ?: return emptyList()
            val depth = if ("**" in rest) Int.MAX_VALUE else rest.count { it == '/' } + 1
            return Files.walk(start, depth).use { paths ->
                paths.filter { it.isRegularFile() && matcher.matches(start.relativize(it)) }.sorted()
                    .map { Input(folder + start.relativize(it), it) }.toList()
            }
        }

        private fun matcher(pattern: String): PathMatcher? = try {
            FileSystems.getDefault().getPathMatcher("glob:$pattern")
        } catch (_: PatternSyntaxException) {
            null
        }

        private fun isGzip(head: ByteArray): Boolean =
            head.size >= 2 && head[0] == 0x1F.toByte() && head[1] == 0x8B.toByte()

        /** Uncompresses as much as possible from the beginning of a compressed file. */
        private fun uncompressed(head: ByteArray): ByteArray {
            val bytes = ByteArray(HEAD)
            var size = 0
            try {
                GZIPInputStream(head.inputStream()).use { input ->
                    while (size < HEAD) {
                        val count = input.read(bytes, size, 1)
                        if (count < 0) break
                        size += count
                    }
                }
            } catch (_: IOException) {
                // The beginning is cut off here.
            }
            return bytes.copyOf(size)
        }

        private const val HEAD = 4096
        private const val GZIP_HEAD = 2
        private const val BUFFER = 1 shl 16
        private const val WILDCARDS = "*?[{"
        private val ANY_FOLDERS = Regex("(?<![^/])\\*\\*/")
    }
}

/** Keeps the first [size] bytes that are read from a stream. */
private class StartKeeper(stream: InputStream, private val size: Int) : FilterInputStream(stream) {
    private val start = ByteArrayOutputStream()

    val kept: ByteArray get() = start.toByteArray()

    override fun read(): Int {
        val byte = super.read()
        if (byte >= 0 && start.size() < size) start.write(byte)
        return byte
    }

    override fun read(bytes: ByteArray, offset: Int, length: Int): Int {
        val count = super.read(bytes, offset, length)
        if (count > 0 && start.size() < size) start.write(bytes, offset, minOf(count, size - start.size()))
        return count
    }
}
