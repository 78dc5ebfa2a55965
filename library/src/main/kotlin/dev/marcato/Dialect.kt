// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The two families of MARC. They declare the character set of a record in different places. */
public enum class Dialect {
    /** MARC 21 and its predecessors (USMARC, CAN/MARC): leader/09. */
    MARC_21,

    /** UNIMARC and its relatives (INTERMARC, RUSMARC): 100 $a, positions 26 to 33. */
    UNIMARC,
    ;

    public companion object {
        /**
         * Guesses the dialect of a bibliographic record: the title is in 200 in UNIMARC and in 245 in MARC 21, and
         * UNIMARC has 36 characters in 100 $a. Returns null if there is no evidence, or evidence for both.
         */
        @JvmStatic
        public fun of(record: Record): Dialect? {
            val general = record.dataField("100")?.get('a')
            val isUnimarc = "200" in record || (general != null && general.length == GENERAL_DATA_LENGTH)
            val isMarc21 = "245" in record
            return if (isUnimarc == isMarc21) {
                null
            } else if (isUnimarc) {
                UNIMARC
            } else {
                MARC_21
            }
        }

        private const val GENERAL_DATA_LENGTH = 36
    }
}
