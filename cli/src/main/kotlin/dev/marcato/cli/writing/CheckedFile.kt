// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.WholeFile
import dev.marcato.cli.console.Interruption
import java.io.IOException
import java.io.OutputStream
import java.nio.file.Path

/**
 * A file that appears as a whole on [complete], or not at all, even if the work is interrupted.
 *
 * @property mayReplace whether to replace a file that another program makes in the meantime
 */
internal class CheckedFile private constructor(
    private val file: WholeFile,
    private val mayReplace: Boolean,
    private val interruption: Interruption,
) : AutoCloseable {
    val stream: OutputStream get() = file.stream

    init {
        interruption.begin(this)
    }

    /** Puts the file in its place. */
    fun complete() {
        OutputFile.checkAgain(file.path, mayReplace)
        file.commit()
        interruption.complete(this)
    }

    /** Removes what was written, unless it is complete. */
    override fun close() {
        try {
            file.discard()
        } catch (_: IOException) {
            // Everything that can be removed has been.
        }
        interruption.complete(this)
    }

    companion object {
        fun open(path: Path, mayReplace: Boolean, interruption: Interruption): CheckedFile =
            CheckedFile(WholeFile.open(path), mayReplace, interruption)
    }
}
