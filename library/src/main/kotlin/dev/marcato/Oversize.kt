// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.record.TagPattern
import java.util.function.Predicate

/**
 * What is done about records that are too large for ISO 2709: with a field of more than 9,999 bytes, its terminator
 * included, or of more than 99,999 bytes as a whole.
 *
 * Immutable and safe to share between threads.
 */
public class Oversize private constructor(
    private val name: String,
    @get:JvmSynthetic internal val isAllNines: Boolean,
    @get:JvmSynthetic internal val spreads: Predicate<Field>?,
    @get:JvmSynthetic internal val sink: RecordSink?,
) {
    override fun toString(): String = name

    public companion object {
        /** Such records are refused; see [Refusal]. */
        @JvmField
        public val REFUSE: Oversize = Oversize("REFUSE", false, null, null)

        /**
         * Such records are written with all nines for every length and offset that is too large: no valid ISO 2709, but
         * what other systems do. Lenient reading reads them whole; strict reading refuses them.
         */
        @JvmField
        public val ALL_NINES: Oversize = Oversize("ALL_NINES", true, null, null)

        /**
         * Records of more than 99,999 bytes are written as several, as long runs of holdings are: each has all fields
         * but those with one of these tags (`852`, or `9XX` with any character for an upper-case X), which are spread
         * over them in their order. A record that still does not fit is refused, as is a field that is too long.
         */
        @JvmStatic
        public fun split(tag: String, vararg more: String): Oversize {
            val patterns = (listOf(tag) + more).map(::TagPattern)
            val name = "split(${(listOf(tag) + more).joinToString()})"
            return Oversize(name, false, { field -> patterns.any { it.matches(field.packedTag) } }, null)
        }

        /** As the other [split], which spreads those fields that [isSpread] is true of. */
        @JvmStatic
        public fun split(isSpread: Predicate<Field>): Oversize = Oversize("split(a rule)", false, isSpread, null)

        /**
         * Such records go to [sink] instead, in their order, such as to a writer with other options. It is called where
         * the bytes of the other records are written, and so may block; what it throws ends the writing.
         */
        @JvmStatic
        public fun divertTo(sink: RecordSink): Oversize = Oversize("divertTo($sink)", false, null, sink)
    }
}
