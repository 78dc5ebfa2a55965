// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.nio.file.Path

/** A record with the file that it was read from; see [MarcFiles]. Immutable and safe to share between threads. */
public class SourcedRecord private constructor(source: Path, record: Record) {
    /** The file, as it was given or found. */
    @get:JvmName("source")
    public val source: Path = source

    /** The record. */
    @get:JvmName("record")
    public val record: Record = record

    /** Returns the [source], for destructuring: `(source, record)`. */
    @JvmSynthetic
    public operator fun component1(): Path = source

    /** Returns the [record], for destructuring: `(source, record)`. */
    @JvmSynthetic
    public operator fun component2(): Record = record

    override fun equals(other: Any?): Boolean =
        other is SourcedRecord && source == other.source && record == other.record

    override fun hashCode(): Int = 31 * source.hashCode() + record.hashCode()

    override fun toString(): String = "$record from $source"

    internal companion object {
        @JvmSynthetic
        internal fun of(source: Path, record: Record): SourcedRecord = SourcedRecord(source, record)
    }
}
