// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.input.Chunk
import dev.marcato.internal.reading.TextRules

/**
 * Returns the record if these bytes are a plain one and nothing else, as nearly all are that are a record by
 * themselves; null if it takes a decoder to find out. No other format begins like a plain record.
 */
internal fun plainRecordOf(bytes: ByteArray, options: ReadOptions): Record? {
    if (bytes.size > minOf(options.limits.recordBytes.toLong(), options.limits.inputBytes)) return null
    val window = ByteWindow {}
    window.feed(Chunk(bytes, 0, bytes.size, isOurs = false))
    window.end()
    val framer = Framer(window)
    if (framer.next() != Framing.FRAME || framer.length != bytes.size) return null
    return PlainParser(options, TextRules(options)).parse(window.buffer, framer)
}
