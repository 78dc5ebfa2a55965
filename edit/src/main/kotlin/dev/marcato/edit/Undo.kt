// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.edit.internal.UndoReading
import java.io.IOException
import java.io.InputStream
import java.io.OutputStream

/** Makes the old file of an edited one, by what an [UndoWriter] wrote. */
public object Undo {
    internal const val HEAD = "marcato undo 1"
    internal const val END = "end"
    internal const val DIGEST = "SHA-256"

    /**
     * Writes the old file to [original], from the [edited] one and the [undo] text. Streams are neither flushed nor
     * closed. What was written before a failure is incomplete.
     *
     * @throws UndoException if the text isn't one for this file, or a piece of the file is another one than edits made
     * @throws IOException if reading or writing fails
     */
    @JvmStatic
    @Throws(IOException::class)
    public fun revert(edited: InputStream, undo: InputStream, original: OutputStream): Unit =
        UndoReading(edited, undo, original).run()

    @JvmSynthetic
    internal fun hex(bytes: ByteArray): String {
        val digits = StringBuilder(2 * bytes.size)
        for (byte in bytes) {
            digits.append(Character.forDigit(byte.toInt() shr 4 and 15, 16))
            digits.append(Character.forDigit(byte.toInt() and 15, 16))
        }
        return "$digits"
    }
}
