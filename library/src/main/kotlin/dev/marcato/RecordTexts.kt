// SPDX-License-Identifier: Apache-2.0
@file:JvmName("RecordTexts")

package dev.marcato

import dev.marcato.internal.EncodedBatch
import dev.marcato.internal.encoder

/**
 * Returns this record by itself in a text format: in XML an element with its namespace, in JSON an object, in other
 * formats its lines. Of the [options] those count that say how the format is written.
 *
 * @throws MarcException if the format cannot express the record
 * @throws IllegalArgumentException if the format is no text, or is not written
 */
@JvmOverloads
public fun Record.toText(format: MarcFormat, options: WriteOptions = WriteOptions.DEFAULT): String {
    require(format != MarcFormat.ISO_2709) { "$format is no text: write it to bytes" }
    val alone = if (format == MarcFormat.JSON) MarcFormat.JSON_LINES else format
    val encoder = options.toBuilder().format(alone).xmlCollection(false).fileMode(FileMode.REPLACE).build().encoder()
    val batch = EncodedBatch()
    encoder.encode(this, batch)
    batch.leftOut.firstOrNull()?.problem?.let { throw MarcException.of(it) }
    return String(batch.block.bytes, 0, batch.block.size, Charsets.UTF_8)
}
