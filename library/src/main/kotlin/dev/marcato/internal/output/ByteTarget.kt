// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

/** Where bytes go, one blocking write at a time; used by one thread after the other, from [open] to one of its ends. */
internal interface ByteTarget {
    /** Whether what was there before [open] is as it was. */
    val isUntouched: Boolean

    fun open()

    /** Writes the bytes from [start] until [end], all of them. */
    fun write(bytes: ByteArray, start: Int, end: Int)

    /** Hands on what it may hold back. */
    fun flush()

    /** Ends a writing that went well. If it fails, [discard] has to follow. */
    fun finish()

    /** Ends a writing that failed, and takes back what can be taken back. Does nothing after [finish] has succeeded. */
    fun discard()
}
