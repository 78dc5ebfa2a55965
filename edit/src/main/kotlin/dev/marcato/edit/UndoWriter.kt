// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import java.io.Closeable
import java.io.IOException
import java.io.OutputStream
import java.security.MessageDigest
import java.util.Base64

/**
 * Writes what [Undo.revert] needs to make the old file of the new one: for each piece that was changed, where it is in
 * the new file, its length, its digest (SHA-256), and the old bytes.
 *
 * Call [same] and [changed] for all pieces of the file, in order, then [close]. For one thread at a time.
 */
public class UndoWriter private constructor(private val out: OutputStream) : Closeable {
    private val digest = MessageDigest.getInstance(Undo.DIGEST)
    private var position = 0L
    private var isClosed = false

    /** A piece of [length] bytes is the same in both files. */
    public fun same(length: Long) {
        position += length
    }

    /**
     * The bytes [before] became the bytes [after]. Either may be empty: what is new had none before, and what was
     * dropped has none after.
     *
     * @throws IOException if writing fails
     */
    @Throws(IOException::class)
    public fun changed(before: ByteArray, after: ByteArray) {
        val from = position
        position += after.size
        if (before.contentEquals(after)) return
        val old = Base64.getEncoder().encodeToString(before)
        write("$from ${after.size} ${Undo.hex(digest.digest(after))} $old\n")
    }

    /**
     * Completes the text and closes the stream.
     *
     * @throws IOException if writing fails
     */
    @Throws(IOException::class)
    override fun close() {
        if (isClosed) return
        isClosed = true
        out.use { write("${Undo.END} $position\n") }
    }

    private fun write(line: String) = out.write(line.toByteArray(Charsets.US_ASCII))

    public companion object {
        /**
         * Begins to write to [out], which should be buffered.
         *
         * @throws IOException if writing fails
         */
        @JvmStatic
        @Throws(IOException::class)
        public fun to(out: OutputStream): UndoWriter = UndoWriter(out).apply { write("${Undo.HEAD}\n") }
    }
}
