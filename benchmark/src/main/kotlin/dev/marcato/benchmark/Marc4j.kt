// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark

import java.io.InputStream
import org.marc4j.MarcStreamReader
import org.marc4j.marc.Record

/** Hands every record of [input] to [action], as marc4j reads them. */
internal inline fun forEachMarc4jRecord(input: InputStream, action: (Record) -> Unit) {
    val reader = MarcStreamReader(input)
    while (reader.hasNext()) action(reader.next())
}
