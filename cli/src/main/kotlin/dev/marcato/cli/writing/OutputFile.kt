// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.MarcFormat
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.console.TextOutput
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.reading.Input
import java.io.File
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import java.util.zip.GZIPOutputStream

/** The rules for every output file: it never replaces an input, and other files only if asked. */
internal object OutputFile {
    /** Returns the path of the file to write, or throws the [Failure] that says why it can't be written. */
    fun checked(name: String, inputs: List<Input>, mayReplace: Boolean): Path {
        val path = try {
            Path.of(name)
        } catch (e: InvalidPathException) {
            throw usageFailure("$name: that isn't a file name: ${e.reason}")
        }
        if (Files.isDirectory(path)) throw usageFailure("$name: it is a folder, not a file to write")
        val parent = path.toAbsolutePath().parent
        if (parent != null && !Files.isDirectory(parent)) {
            throw Failure(ExitCode.FAILED, "$name: there is no folder $parent", "make it first")
        }
        if (!Files.exists(path)) return path
        if (inputs.any { it.path != null && Files.exists(it.path) && Files.isSameFile(it.path, path) }) {
            throw usageFailure("$name: it is both input and output", "write another file, and rename that")
        }
        if (isLost(path, mayReplace)) throw usageFailure("$name: it is there already", "--force replaces it")
        return path
    }

    /** Returns the extension of a file name, without a final `.gz`; null if it has none. */
    fun endOf(name: String): String? {
        val last = name.substringAfterLast('/').substringAfterLast(File.separatorChar)
        val plain = if (isCompressed(last)) last.dropLast(GZIP.length) else last
        return plain.substringAfterLast('.', "").ifEmpty { null }
    }

    fun isCompressed(name: String): Boolean = name.endsWith(GZIP, ignoreCase = true)

    /** Throws the [Failure] for a name whose extension isn't that of a format for records. */
    fun checkEnd(name: String, hint: String) {
        if (endOf(name) == null || MarcFormat.ofName(name) != null) return
        throw usageFailure("$name: the name has no known format", hint)
    }

    /** Throws the [Failure] if another program has made the file since [checked]. */
    fun checkAgain(path: Path, mayReplace: Boolean) {
        if (!isLost(path, mayReplace)) return
        throw Failure(ExitCode.FAILED, "$path: another program has made it in the meantime", "--force replaces it")
    }

    // Only a regular file can be lost, unlike /dev/null.
    private fun isLost(path: Path, mayReplace: Boolean) = !mayReplace && Files.isRegularFile(path)

    private const val GZIP = ".gz"
}

/** A file of text that appears as a whole on [complete], or not at all; compressed if its name ends in `.gz`. */
internal class TextFile private constructor(private val file: CheckedFile, isCompressed: Boolean) : AutoCloseable {
    private val gzip = if (isCompressed) GZIPOutputStream(file.stream, BUFFER) else null
    private val text = TextOutput(gzip ?: file.stream)

    val out: Appendable get() = text

    /** Puts the file in its place. */
    fun complete() {
        text.flush()
        gzip?.finish()
        file.complete()
    }

    override fun close() {
        file.close()
    }

    companion object {
        private const val BUFFER = 1 shl 16

        fun open(path: Path, mayReplace: Boolean, interruption: Interruption): TextFile =
            TextFile(CheckedFile.open(path, mayReplace, interruption), OutputFile.isCompressed("$path"))
    }
}

/** Writes text to the file [path], or to standard output if there is none. */
internal fun writeText(
    console: Console,
    interruption: Interruption,
    path: Path?,
    mayReplace: Boolean,
    write: (Appendable) -> Unit,
) {
    if (path == null) {
        write(console.recordText)
        return
    }
    TextFile.open(path, mayReplace, interruption).use { file ->
        write(file.out)
        file.complete()
    }
}
