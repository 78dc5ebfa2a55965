// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import java.nio.file.Path

/**
 * A record or an [Outcome] with the file that it was read from; see [MarcFiles]. Immutable and safe to share between
 * threads. Two are equal if their files and values are.
 */
public class Sourced<T : Any> private constructor(source: Path, value: T) {
    /** The file, as it was given or found. */
    @get:JvmName("source")
    public val source: Path = source

    /** The record or outcome. */
    @get:JvmName("value")
    public val value: T = value

    /** Returns the [source], for destructuring: `(file, record)`. */
    @JvmSynthetic
    public operator fun component1(): Path = source

    /** Returns the [value], for destructuring: `(file, record)`. */
    @JvmSynthetic
    public operator fun component2(): T = value

    override fun equals(other: Any?): Boolean = other is Sourced<*> && source == other.source && value == other.value

    override fun hashCode(): Int = 31 * source.hashCode() + value.hashCode()

    override fun toString(): String = "$value from $source"

    internal companion object {
        @JvmSynthetic
        internal fun <T : Any> of(source: Path, value: T): Sourced<T> = Sourced(source, value)
    }
}
