// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The two families of MARC, which say in different places in what character set a record is. */
public enum class Dialect {
    /** MARC 21 and what preceded it (USMARC, CAN/MARC): leader/09. */
    MARC_21,

    /** UNIMARC and its relatives (INTERMARC, RUSMARC): 100 $a, positions 26 to 33. */
    UNIMARC,
    ;

    public companion object {
        /**
         * Tells which of the two a bibliographic record seems to be: by its title, which is in 200 in UNIMARC and in 245
         * in MARC 21, and by the 36 characters of 100 $a in UNIMARC. Null if neither speaks, or both do.
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
