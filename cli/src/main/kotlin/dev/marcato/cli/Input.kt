// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.ReadOptions
import dev.marcato.blocking.BlockingMarcReader
import java.io.IOException
import java.nio.file.FileSystems
import java.nio.file.Files
import java.nio.file.InvalidPathException
import java.nio.file.Path
import java.util.regex.PatternSyntaxException
import kotlin.io.path.fileSize
import kotlin.io.path.isRegularFile

/** Something to read. Standard input has no [path]. */
internal class Input(val name: String, val path: Path?) {
    /** How many bytes there are; null where nobody knows before. */
    val size: Long? get() = path?.takeIf { it.isRegularFile() }?.fileSize()

    fun open(console: Console, options: ReadOptions): BlockingMarcReader = if (path == null) {
        BlockingMarcReader.open(console.input, options)
    } else {
        if (Files.isDirectory(path)) throw IOException("it is a folder; name the files in it, such as '$name/*.mrc'")
        BlockingMarcReader.open(path, options)
    }

    override fun toString(): String = name

    companion object {
        const val STANDARD_INPUT = "-"

        /** Returns what the arguments name; patterns that the shell left alone are searched for. */
        fun all(arguments: List<String>): List<Input> {
            if (arguments.isEmpty()) throw usageFailure("no file is named", "name one, or - for standard input")
            if (arguments.count { it == STANDARD_INPUT } > 1) throw usageFailure("standard input can be read once only")
            return arguments.flatMap(::named)
        }

        private fun named(argument: String): List<Input> {
            if (argument == STANDARD_INPUT) return listOf(Input("standard input", null))
            val path = try {
                Path.of(argument)
            } catch (e: InvalidPathException) {
                // On Windows the patterns themselves are no file names.
                val found = matches(argument)
                if (found.isEmpty()) throw usageFailure("$argument: that is no file name: ${e.reason}")
                return found
            }
            // A file may have brackets in its name.
            if (argument.none { it in WILDCARDS } || Files.exists(path)) return listOf(Input(argument, path))
            return matches(argument).ifEmpty { listOf(Input(argument, path)) }
        }

        private fun matches(pattern: String): List<Input> {
            val plain = pattern.takeWhile { it !in WILDCARDS }
            val folder = plain.substring(0, plain.lastIndexOfAny(charArrayOf('/', java.io.File.separatorChar)) + 1)
            val start = Path.of(folder.ifEmpty { "." })
            if (!Files.isDirectory(start)) return emptyList()
            val rest = pattern.substring(folder.length)
            val matcher = try {
                FileSystems.getDefault().getPathMatcher("glob:$rest")
            } catch (_: PatternSyntaxException) {
                return emptyList()
            }
            val depth = if ("**" in rest) Int.MAX_VALUE else rest.count { it == '/' } + 1
            return Files.walk(start, depth).use { paths ->
                paths.filter { it.isRegularFile() && matcher.matches(start.relativize(it)) }.sorted()
                    .map { Input(folder + start.relativize(it), it) }.toList()
            }
        }

        private const val WILDCARDS = "*?[{"
    }
}
