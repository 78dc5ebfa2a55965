// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import org.marc4j.MarcReader
import org.marc4j.marc.Record

/** Reads with marc4j. */
internal object Marc4j {
    /** Reads to the end; throws what marc4j throws, which is more than it documents. */
    fun read(reader: MarcReader): List<Record> =
        generateSequence { if (reader.hasNext()) reader.next() else null }.toList()
}
