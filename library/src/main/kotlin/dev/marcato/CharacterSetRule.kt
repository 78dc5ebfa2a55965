// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * How a reader chooses the character set of a record's text.
 *
 * Immutable and safe to share between threads.
 */
public class CharacterSetRule private constructor(
    private val name: String,
    @get:JvmSynthetic internal val forced: CharacterSet?,
) {
    override fun toString(): String = name

    public companion object {
        /**
         * As the record declares: in MARC 21 by leader/09, `a` for UTF-8 and a blank for MARC-8; in UNIMARC by 100 $a,
         * positions 26 to 33. If the bytes contradict the declaration, that is a problem
         * ([ProblemCode.CHARACTER_SET_CONTRADICTED]), but the declaration is still used.
         */
        @JvmField
        public val OBEY: CharacterSetRule = CharacterSetRule("OBEY", null)

        /**
         * As the bytes of each record suggest: UTF-8, MARC-8, or windows-1252 for Latin-1. This is nearly always right
         * for records that aren't very short; `CharacterSetDetection.of(record.rawBytes)` shows the reason and the
         * certainty.
         */
        @JvmField
        public val DETECT: CharacterSetRule = CharacterSetRule("DETECT", null)

        /** Always this set, whatever the record declares. */
        @JvmStatic
        public fun always(characterSet: CharacterSet): CharacterSetRule =
            CharacterSetRule("always($characterSet)", characterSet)
    }
}
