// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.util.zip.CRC32

/**
 * What all subjects must agree on: how many [records] there are, and how many [values] (texts of control fields and of
 * subfields) with which [sum] of the CRC-32 of tag, subfield code and text in UTF-8.
 */
internal data class Check(val records: Long, val values: Long, val sum: Long) {
    override fun toString(): String = "$records records, $values values, sum $sum"

    /** Adds up a check, value by value. */
    class Sum {
        private val crc = CRC32()
        private var records = 0L
        private var values = 0L
        private var sum = 0L

        fun addRecord() {
            records++
        }

        /** Adds a value; [code] is empty for that of a control field. */
        fun addValue(tag: String, code: String, text: String) {
            crc.reset()
            crc.update((tag + code + text).toByteArray())
            values++
            sum += crc.value
        }

        fun result(): Check = Check(records, values, sum)
    }
}
