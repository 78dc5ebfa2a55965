// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

import dev.marcato.CharacterSet
import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Unencodable
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.littleEndian
import java.io.ByteArrayOutputStream

private const val GENERAL_DATA = "100"
private const val DECLARATION = 26
private const val DECLARATION_END = 34
private const val UNICODE = "50      "

/** Returns the fields in UTF-8, and declares that in 100 $a of a UNIMARC record. */
internal fun inUtf8(fields: List<Field>, isUnimarc: Boolean): List<Field> = fields.map { field ->
    val converted = field.inUtf8()
    if (isUnimarc) declaringUnicode(converted) else converted
}

/** Declares UTF-8 in the field if it is a field 100; [field] belongs to a UNIMARC record in UTF-8. */
internal fun declaringUnicode(field: Field): Field = if (field !is DataField || field.tag != GENERAL_DATA) {
    field
} else {
    field.toBuilder().replace('a') {
        if (it.length < DECLARATION_END) it else it.replaceRange(DECLARATION, DECLARATION_END, UNICODE)
    }.build()
}

/**
 * Returns the field with its text in MARC-8.
 *
 * @throws IllegalArgumentException if a character has no code, and [unencodable] says to refuse it
 */
internal fun inMarc8(field: Field, unencodable: Unencodable): Field {
    val codec = checkNotNull(CharacterSet.MARC_8.codec)
    if (field.codec === codec) return field
    if (field.codec == null && codec.isPlain(field.bytes, field.start, field.end)) return field
    val content = ByteArrayOutputStream(2 * (field.end - field.start))
    val isControl = Tags.isControl(field.packedTag)
    val values = valuesOf(field.buffer, field.start, field.end, isControl)
    var at = field.start
    for (index in values.indices step 2) {
        content.write(field.bytes, at, values[index] - at)
        content.write(CharacterSet.MARC_8.encode(field.textAt(values[index], values[index + 1]), unencodable))
        at = values[index + 1]
    }
    content.write(field.bytes, at, field.end - at)
    val bytes = content.toByteArray()
    val isPlain = codec.isPlain(bytes, 0, bytes.size)
    val ownCodec = if (isPlain) null else codec
    return if (isControl) {
        ControlField.view(field.packedTag, littleEndian(bytes), 0, bytes.size, isPlain, ownCodec)
    } else {
        DataField.view(field.packedTag, littleEndian(bytes), 0, bytes.size, isPlain, ownCodec)
    }
}
