// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.MarcFormat
import dev.marcato.cli.console.Console
import dev.marcato.cli.console.Interruption
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.reading.Input
import dev.marcato.cli.writing.CheckedFile
import dev.marcato.cli.writing.Destination
import dev.marcato.cli.writing.OutputFile
import java.io.OutputStream
import java.nio.file.Path
import java.util.zip.GZIPOutputStream

/**
 * Writes what an edited file was before.
 *
 * @property isInPlace whether the edited file is replaced
 * @property keepsCopy whether that is kept beside it then
 */
internal class RevertedFile(
    private val console: Console,
    private val interruption: Interruption,
    private val destination: Destination,
    private val isInPlace: Boolean,
    private val keepsCopy: Boolean,
) {
    /** Returns the exit code. */
    fun revert(undoName: String, input: Input): Int {
        val undoFile = Input(undoName, Path.of(undoName))
        UndoFile(undoName, undoFile.openBytes(console)).use { undo ->
            Stretches.of(input.openBytes(console), undo.format).use { stretches ->
                val path = target(listOf(input, undoFile), input)
                val make = { out: OutputStream -> Reverting("$input", undo, stretches, out, console::say).run() }
                if (path != null) return toFile(path, input, make)
                if (console.isOutputTerminal && undo.oldFormat == MarcFormat.ISO_2709) {
                    throw usageFailure("marc isn't written to a terminal", "name a file with -o")
                }
                return make(console.recordOutput)
            }
        }
    }

    private fun target(inputs: List<Input>, input: Input): Path? {
        if (isInPlace) return input.path ?: throw usageFailure("$input: --in-place is for files")
        if (destination.format != null) throw usageFailure("--revert takes no --to: the old bytes have their format")
        return destination.name?.takeIf { it != Input.STANDARD_INPUT }
            ?.let { OutputFile.checked(it, inputs, destination.isForced) }
    }

    private fun toFile(path: Path, input: Input, make: (OutputStream) -> Int): Int {
        val isCompressed = if (isInPlace) input.isCompressed else OutputFile.isCompressed("$path")
        return CheckedFile.open(path, destination.isForced || isInPlace, interruption).use { file ->
            val gzip = if (isCompressed) GZIPOutputStream(file.stream, BUFFER) else null
            val code = make(gzip ?: file.stream)
            gzip?.finish()
            if (isInPlace && keepsCopy) InPlace.keepCopy(path)
            file.complete()
            code
        }
    }

    private companion object {
        const val BUFFER = 1 shl 16
    }
}
