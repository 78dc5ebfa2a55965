// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.internal.record.TagPattern
import java.util.function.Predicate

/**
 * How a writer treats records that are too large for ISO 2709: with a field of more than 9,999 bytes (with terminator),
 * or more than 99,999 bytes in all.
 *
 * Immutable and safe to share between threads.
 */
public class Oversize private constructor(
    private val name: String,
    @get:JvmSynthetic internal val isAllNines: Boolean,
    @get:JvmSynthetic internal val spreads: Predicate<Field>?,
    @get:JvmSynthetic internal val sink: RecordSink?,
) {
    /** Whether the name says all: it has neither a rule nor a sink. */
    @get:JvmSynthetic internal val isData: Boolean get() = sink == null && name != RULE

    override fun toString(): String = name

    public companion object {
        private const val RULE = "split(a rule)"
        private const val TAGS = "split("

        /** Refuses such records; see [Refusal]. */
        @JvmField
        public val REFUSE: Oversize = Oversize("REFUSE", false, null, null)

        /**
         * Writes nines for every length and offset that is too large, as other systems do. The result isn't valid ISO
         * 2709: lenient reading reads such records whole, strict reading refuses them.
         */
        @JvmField
        public val ALL_NINES: Oversize = Oversize("ALL_NINES", true, null, null)

        /**
         * Writes records of more than 99,999 bytes as several, which suits long runs of holdings. Fields with one of
         * these tags (`852`, or `9XX`, as in all look-ups) are distributed over the parts in order; every part has all
         * other fields. A record that still doesn't fit is refused, as is a field that is too long.
         */
        @JvmStatic
        public fun split(tag: String, vararg more: String): Oversize {
            val patterns = (listOf(tag) + more).map(::TagPattern)
            val name = TAGS + (listOf(tag) + more).joinToString(",") + ")"
            return Oversize(name, false, { field -> patterns.any { it.matches(field.packedTag) } }, null)
        }

        /** The same as the other [split], but distributes the fields that match [isSpread]. */
        @JvmStatic
        public fun split(isSpread: Predicate<Field>): Oversize = Oversize(RULE, false, isSpread, null)

        /**
         * Passes such records to [sink] instead, in order; for example, to a writer with other options. The sink is
         * called where bytes are written, so it may block. Its exceptions end the writing.
         */
        @JvmStatic
        public fun divertTo(sink: RecordSink): Oversize = Oversize("divertTo($sink)", false, null, sink)

        @JvmSynthetic
        internal fun of(name: String): Oversize {
            listOf(REFUSE, ALL_NINES).firstOrNull { it.name == name }?.let { return it }
            val tags = name.removePrefix(TAGS).removeSuffix(")")
            // Each tag has three characters, which may be any.
            val isSplit =
                name == "$TAGS$tags)" && tags.length % 4 == 3 && (3 until tags.length step 4).all { tags[it] == ',' }
            require(isSplit) { "it is REFUSE, ALL_NINES or split(TAG,TAG)" }
            val each = tags.chunked(4) { it.take(3).toString() }
            return split(each.first(), *each.drop(1).toTypedArray())
        }
    }
}
