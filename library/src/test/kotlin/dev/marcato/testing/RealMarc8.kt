// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.internal.text.valuesOf
import java.nio.file.Files

/** Values of real records that hold, or say that they hold, MARC-8. */
internal object RealMarc8 {
    private val corpora = Corpora.find()

    val skipReason: String? = corpora.skipReasonFor("mrc", "marc", "dat")

    /** A value with the name of its file and the place of its field there. */
    class Value(val place: String, val bytes: ByteArray) {
        val isAscii: Boolean = bytes.all { it >= 0 && it != 0x1B.toByte() }
    }

    /** The subfield values of records with a blank in leader/09, by splitting at delimiters, damaged files included. */
    val values: List<Value> by lazy {
        corpora.files("mrc", "marc", "dat", "usmarc", "001").flatMap { file ->
            val name = corpora.displayName(file)
            recordsOf(Files.readAllBytes(file)).flatMap { record -> valuesOf(record).map { Value(name, it) } }
        }
    }

    private fun recordsOf(bytes: ByteArray): List<ByteArray> {
        val records = ArrayList<ByteArray>()
        var start = 0
        for (index in bytes.indices) {
            if (bytes[index] != 0x1D.toByte()) continue
            if (index - start > 24 &&
                bytes[start + 9] == ' '.code.toByte()
            ) {
                records.add(bytes.copyOfRange(start, index))
            }
            start = index + 1
        }
        return records
    }

    private fun valuesOf(record: ByteArray): List<ByteArray> {
        val values = ArrayList<ByteArray>()
        var start = -1
        for (index in record.indices) {
            if (record[index] != 0x1F.toByte() && record[index] != 0x1E.toByte()) continue
            if (start >= 0 && index > start) values.add(record.copyOfRange(start, index))
            start = if (record[index] == 0x1F.toByte()) index + 2 else -1
        }
        return values
    }
}
