// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Conversion
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.SampleCatalogue
import java.io.ByteArrayOutputStream

/**
 * Makes the catalogue that the command line shows when no file is named: the works that are described by hand, and
 * invented ones, some of them in MARC-8. One record has a wrong length, of another only the first half is there.
 */
internal object CommandLineSample {
    const val RECORDS = 300
    private const val WRONG_LENGTH = 120
    private const val CUT_OFF = 210
    private val inMarc8 = 60 until 90

    fun toByteArray(): ByteArray {
        val invented = Catalogue.ordinary().records(RECORDS - SampleCatalogue.records().size)
        val file = ByteArrayOutputStream()
        (SampleCatalogue.records() + invented).forEachIndexed { index, record ->
            val bytes = Iso2709Bytes.encode(record)
            when (index) {
                in inMarc8 -> file.write(marc8(bytes))

                WRONG_LENGTH -> {
                    bytes[4] = if (bytes[4] == '9'.code.toByte()) '0'.code.toByte() else (bytes[4] + 1).toByte()
                    file.write(bytes)
                }

                // The cut goes through the directory, so that nothing of it can be read.
                CUT_OFF -> file.write(bytes.copyOf(40) + Iso2709Bytes.RECORD_TERMINATOR.toByte())

                else -> file.write(bytes)
            }
        }
        return file.toByteArray()
    }

    private fun marc8(bytes: ByteArray): ByteArray {
        val options = WriteOptions { convertTo = Conversion.MARC_8 }
        return BlockingMarcWriter.toByteArray(BlockingMarcReader.open(bytes), options)
    }
}
