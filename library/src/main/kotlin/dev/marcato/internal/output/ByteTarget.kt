// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

/**
 * A target for bytes, one blocking write at a time; one thread at a time uses it, from [open] to [finish] or [discard].
 */
internal interface ByteTarget {
    /** Whether the target is still as it was before [open]. */
    val isUntouched: Boolean

    fun open()

    /** Writes all bytes from [start] until [end]. */
    fun write(bytes: ByteArray, start: Int, end: Int)

    /** Passes on any bytes that are held back. */
    fun flush()

    /** Ends a successful write. If this fails, call [discard]. */
    fun finish()

    /** Ends a failed write, and takes back what it can. Does nothing after [finish] has succeeded. */
    fun discard()
}
