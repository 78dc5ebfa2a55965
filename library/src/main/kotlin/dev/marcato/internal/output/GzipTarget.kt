// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import java.io.OutputStream
import java.util.zip.GZIPOutputStream

internal class GzipTarget(private val target: ByteTarget) : ByteTarget {
    /** Frees the native memory without closing the stream below. */
    private class Gzip(stream: OutputStream) : GZIPOutputStream(stream, BUFFER, true) {
        fun end() {
            def.end()
        }
    }

    private inner class TargetStream : OutputStream() {
        override fun write(byte: Int) {
            target.write(byteArrayOf(byte.toByte()), 0, 1)
        }

        override fun write(bytes: ByteArray, offset: Int, count: Int) {
            target.write(bytes, offset, offset + count)
        }

        override fun flush() {
            target.flush()
        }
    }

    private var gzip: Gzip? = null

    override val isUntouched: Boolean get() = target.isUntouched

    override fun open() {
        target.open()
        // Writes a header, and so needs an open target.
        gzip = Gzip(TargetStream())
    }

    override fun write(bytes: ByteArray, start: Int, end: Int) {
        checkNotNull(gzip).write(bytes, start, end - start)
    }

    override fun flush() {
        checkNotNull(gzip).flush()
    }

    override fun finish() {
        checkNotNull(gzip).finish()
        target.finish()
        release()
    }

    override fun discard() {
        release()
        target.discard()
    }

    override fun toString(): String = "gzip in $target"

    private fun release() {
        gzip?.end()
        gzip = null
    }

    private companion object {
        const val BUFFER = 32 * 1024
    }
}
