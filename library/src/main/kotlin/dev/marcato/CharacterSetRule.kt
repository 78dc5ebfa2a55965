// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * By what a reader tells in which character set the text of a record is.
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
         * By what the record says: in MARC 21 by leader/09, `a` for UTF-8 and a blank for MARC-8; in UNIMARC by 100 $a,
         * positions 26 to 33. Where the bytes contradict it that is a problem
         * ([ProblemCode.CHARACTER_SET_CONTRADICTED]), but the record is still read by what it says.
         */
        @JvmField
        public val OBEY: CharacterSetRule = CharacterSetRule("OBEY", null)

        /**
         * By the bytes of each record: UTF-8, MARC-8, or windows-1252 for Latin-1. Right nearly always for records of
         * some length; `CharacterSetDetection.of(record.rawBytes)` tells why, and how sure that is.
         */
        @JvmField
        public val DETECT: CharacterSetRule = CharacterSetRule("DETECT", null)

        /** This set, whatever the record says. */
        @JvmStatic
        public fun always(characterSet: CharacterSet): CharacterSetRule =
            CharacterSetRule("always($characterSet)", characterSet)
    }
}
