// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import java.io.IOException

/**
 * The old file can't be made: the text isn't one to undo edits, or the file isn't the one that it is for.
 *
 * @property line the number of the line of the text, from 1
 */
public class UndoException private constructor(message: String, @get:JvmName("line") public val line: Int) :
    IOException(message) {
    internal companion object {
        @JvmSynthetic
        internal fun of(reason: String, line: Int): UndoException = UndoException("line $line: $reason", line)
    }
}
