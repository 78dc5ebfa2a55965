// SPDX-License-Identifier: Apache-2.0
@file:JvmName("RecordTexts")

package dev.marcato

import dev.marcato.internal.formats.encoder
import dev.marcato.internal.writing.EncodedBatch

/**
 * Returns this record in a text format: an XML element with its namespace, a JSON object, or lines. Only the [options]
 * for the layout of the format apply.
 *
 * There is no report that could show replacements, so content that the format can't carry is an exception, unless
 * [WriteOptions.Builder.onReplaced] is set.
 *
 * @throws MarcException if the format can't express the record
 * @throws IllegalArgumentException if the format isn't text, or can't be written
 */
@JvmOverloads
public fun Record.toText(format: MarcFormat, options: WriteOptions = WriteOptions.DEFAULT): String {
    require(format != MarcFormat.ISO_2709) { "$format isn't a text format; write it to bytes" }
    val alone = options.toBuilder().format(if (format == MarcFormat.JSON) MarcFormat.JSON_LINES else format)
        .xml(options.xml.toBuilder().documents(XmlLayout.Documents.PER_RECORD).build()).fileMode(FileMode.REPLACE)
    if (options.replacedAction == null) alone.inexpressible = Inexpressible.REFUSE
    val batch = EncodedBatch()
    alone.build().encoder().encode(this, batch)
    for (note in batch.notes) {
        val problem = note.problem ?: continue
        if (note.fate == EncodedBatch.Fate.REFUSED) throw MarcException.of(problem)
        options.replacedAction?.invoke(this, problem)
    }
    return String(batch.block.bytes, 0, batch.block.size, Charsets.UTF_8)
}
