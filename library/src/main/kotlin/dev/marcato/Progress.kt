// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The progress of a reading or writing. Immutable and safe to share between threads. */
public class Progress private constructor(records: Long, bytes: Long) {
    /** The number of records read or written so far. */
    @get:JvmName("records")
    public val records: Long = records

    /** The number of bytes read or written so far, uncompressed. */
    @get:JvmName("bytes")
    public val bytes: Long = bytes

    override fun equals(other: Any?): Boolean = other is Progress && records == other.records && bytes == other.bytes

    override fun hashCode(): Int = 31 * records.hashCode() + bytes.hashCode()

    /** For example `42 records, 4711 bytes`. */
    override fun toString(): String = "$records records, $bytes bytes"

    internal companion object {
        @JvmSynthetic
        internal fun of(records: Long, bytes: Long): Progress = Progress(records, bytes)
    }
}
