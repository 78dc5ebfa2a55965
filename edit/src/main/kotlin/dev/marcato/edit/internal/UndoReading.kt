// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.Undo
import dev.marcato.edit.UndoException
import java.io.InputStream
import java.io.OutputStream
import java.security.MessageDigest
import java.util.Base64

/** Copies a file, with old pieces in the place of new ones. */
internal class UndoReading(
    private val edited: InputStream,
    undo: InputStream,
    private val original: OutputStream,
) {
    private val text = undo.bufferedReader(Charsets.US_ASCII)
    private val digest = MessageDigest.getInstance(Undo.DIGEST)
    private val buffer = ByteArray(BUFFER)
    private var position = 0L
    private var line = 0

    fun run() {
        if (next() != Undo.HEAD) fail("this isn't a text to undo edits: it begins with \"${Undo.HEAD}\"")
        while (true) {
            val words = next()?.split(' ') ?: fail("the text is cut off: its last line is missing")
            if (words.size == 2 && words[0] == Undo.END) return finish(number(words[1]))
            if (words.size != PARTS) fail("a place, a length, a digest and the old bytes are expected here")
            exchange(number(words[0]), number(words[1]), words[2], words[3])
        }
    }

    private fun finish(end: Long) {
        copy(end - position)
        if (edited.read() >= 0) fail("the file goes on after the $end bytes that it had")
        if (text.readLine() != null) fail("something follows the last line")
    }

    private fun exchange(at: Long, length: Long, expected: String, old: String) {
        copy(at - position)
        through(length) { count -> digest.update(buffer, 0, count) }
        if (Undo.hex(digest.digest()) != expected) fail("the $length bytes at $at are others than edits made")
        original.write(decoded(old))
    }

    private fun decoded(old: String): ByteArray = try {
        Base64.getDecoder().decode(old)
    } catch (_: IllegalArgumentException) {
        fail("the old bytes aren't in Base64")
    }

    private fun copy(length: Long) {
        if (length < 0) fail("this place is before the one that was reached, $position")
        through(length) { count -> original.write(buffer, 0, count) }
    }

    /** Takes bytes of the file, at most a buffer of them at a time. */
    private inline fun through(length: Long, action: (Int) -> Unit) {
        var left = length
        while (left > 0) {
            val count = edited.read(buffer, 0, minOf(left, BUFFER.toLong()).toInt())
            if (count < 0) fail("the file ends at $position, and should have $left bytes more here")
            action(count)
            position += count
            left -= count
        }
    }

    private fun next(): String? = text.readLine().also { line++ }

    private fun number(word: String): Long =
        word.toLongOrNull()?.takeIf { it >= 0 } ?: fail("a number is expected here, not \"${word.take(SHOWN)}\"")

    private fun fail(reason: String): Nothing = throw UndoException.of(reason, line)

    private companion object {
        const val BUFFER = 1 shl 16
        const val PARTS = 4
        const val SHOWN = 40
    }
}
