// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import java.io.BufferedOutputStream
import java.io.IOException
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import java.nio.file.StandardCopyOption

/** The rules that every file to be written keeps to: neither an input nor, unless asked for, another file is lost. */
internal object OutputFile {
    /** Returns the path of the file to write, or throws the [Failure] that says why it will not be written. */
    fun checked(name: String, inputs: List<Input>, mayReplace: Boolean): Path {
        val path = try {
            Path.of(name)
        } catch (e: InvalidPathException) {
            throw usageFailure("$name: that is no file name: ${e.reason}")
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
        // What is no regular file, such as /dev/null, has nothing to lose.
        if (Files.isRegularFile(path) && !mayReplace) {
            throw usageFailure("$name: it is there already", "--force replaces it")
        }
        return path
    }
}

/**
 * A file that is there as a whole, once [complete] was called, or not at all. What is no regular file is written in
 * place.
 */
internal class WholeFile private constructor(private val path: Path, private val part: Path?) : AutoCloseable {
    val stream: OutputStream = BufferedOutputStream(Files.newOutputStream(part ?: path))
    private var isDone = false

    /** Puts the file in its place. */
    fun complete() {
        stream.close()
        if (part != null) Files.move(part, path, StandardCopyOption.REPLACE_EXISTING)
        isDone = true
    }

    /** Takes away what was written, unless it is complete. */
    override fun close() {
        if (isDone) return
        isDone = true
        try {
            stream.close()
        } catch (_: IOException) {
            // It is taken away in any case.
        }
        if (part != null) Files.deleteIfExists(part)
    }

    companion object {
        fun open(path: Path): WholeFile {
            if (Files.exists(path) && !Files.isRegularFile(path)) return WholeFile(path, null)
            // A link stays a link to what is written.
            val target = if (Files.exists(path)) path.toRealPath() else path.toAbsolutePath()
            return WholeFile(target, Files.createTempFile(target.parent, ".${target.fileName}-", ".part"))
        }
    }
}

/** Writes text to the file [name], or to standard output if there is none. */
internal fun writeText(console: Console, interruption: Interruption, path: Path?, write: (Appendable) -> Unit) {
    if (path == null) {
        write(console.text)
        return
    }
    WholeFile.open(path).use { file ->
        interruption.begin(file)
        val text = TextOutput(file.stream)
        write(text)
        text.flush()
        file.complete()
        interruption.complete(file)
    }
}
