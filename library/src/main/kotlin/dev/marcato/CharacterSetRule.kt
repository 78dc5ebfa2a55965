// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * How a reader chooses the character set of a record's text.
 *
 * Immutable and safe to share between threads. Two are equal if they choose the same.
 */
public class CharacterSetRule private constructor(
    private val name: String,
    @get:JvmSynthetic internal val forced: CharacterSet?,
) {
    override fun equals(other: Any?): Boolean = other is CharacterSetRule && name == other.name

    override fun hashCode(): Int = name.hashCode()

    override fun toString(): String = name

    public companion object {
        private const val ALWAYS = "always"

        /**
         * As the record declares in MARC 21: leader/09 is `a` for UTF-8 and a blank for MARC-8. If the bytes contradict
         * the declaration, that is a problem ([ProblemCode.CHARACTER_SET_CONTRADICTED]), but the declaration is still
         * used.
         */
        @JvmField
        public val OBEY: CharacterSetRule = CharacterSetRule("OBEY", null)

        /** As the record declares in UNIMARC and its relatives: in 100 $a, positions 26 to 33. */
        @JvmField
        public val OBEY_UNIMARC: CharacterSetRule = CharacterSetRule("OBEY_UNIMARC", null)

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
            CharacterSetRule("$ALWAYS($characterSet)", characterSet)

        @JvmSynthetic
        internal fun of(name: String): CharacterSetRule {
            listOf(OBEY, OBEY_UNIMARC, DETECT).firstOrNull { it.name == name }?.let { return it }
            val inBrackets = name.removePrefix("$ALWAYS(").removeSuffix(")")
            require(name == "$ALWAYS($inBrackets)") { "it is OBEY, OBEY_UNIMARC, DETECT or $ALWAYS(CHARACTER-SET)" }
            return always(CharacterSet.of(inBrackets))
        }
    }
}
