// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.internal.record.littleEndian
import java.nio.ByteBuffer

/** MARCXML's tags in their usual form with one [prefix], which is empty or ends in a colon. */
internal class RecordNames(private val prefix: String) {
    val recordEnd: ExpectedBytes = ExpectedBytes("</${prefix}record>")
    val leader: ExpectedBytes = ExpectedBytes("<${prefix}leader>")
    val leaderEnd: ExpectedBytes = ExpectedBytes("</${prefix}leader>")
    val controlField: ExpectedBytes = ExpectedBytes("<${prefix}controlfield tag=\"")
    val controlFieldEnd: ExpectedBytes = ExpectedBytes("</${prefix}controlfield>")
    val dataField: ExpectedBytes = ExpectedBytes("<${prefix}datafield ")
    val dataFieldEnd: ExpectedBytes = ExpectedBytes("</${prefix}datafield>")
    val subfield: ExpectedBytes = ExpectedBytes("<${prefix}subfield code=\"")
    val subfieldEnd: ExpectedBytes = ExpectedBytes("</${prefix}subfield>")

    fun hasPrefix(buffer: ByteBuffer, at: Int, length: Int): Boolean {
        if (length != prefix.length) return false
        for (index in 0 until length) if (buffer.get(at + index) != prefix[index].code.toByte()) return false
        return true
    }

    companion object {
        /** Where the tag is in attributes in their usual form. */
        const val TAG: Int = 5

        const val INDICATOR_1: Int = 16

        const val INDICATOR_2: Int = 25

        /** The length of such attributes, with the end of the tag. */
        const val USUAL_LENGTH: Int = 28

        private val TAG_NAME = intOf("tag=")
        private val INDICATOR_1_NAME = ExpectedBytes("\" ind1=\"")
        private val INDICATOR_2_NAME = ExpectedBytes("\" ind2=\"")

        /** Whether `tag="..." ind1="." ind2=".">` stands at [at], in this order and with single blanks. */
        fun areUsualAttributes(buffer: ByteBuffer, at: Int, limit: Int): Boolean = limit - at >= USUAL_LENGTH &&
            buffer.getInt(at) == TAG_NAME && buffer.get(at + TAG - 1) == QUOTE &&
            INDICATOR_1_NAME.isAt(buffer, at + TAG + 3, limit) &&
            INDICATOR_2_NAME.isAt(buffer, at + INDICATOR_1 + 1, limit) &&
            buffer.get(at + INDICATOR_2 + 1) == QUOTE && buffer.get(at + INDICATOR_2 + 2) == GREATER

        private fun intOf(text: String): Int = littleEndian(text.toByteArray(Charsets.US_ASCII)).getInt(0)
    }
}
