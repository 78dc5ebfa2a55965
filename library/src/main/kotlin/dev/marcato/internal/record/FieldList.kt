// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record
import java.nio.ByteBuffer

/** The fields of a record, each made when it is asked for. */
internal class FieldList(private val record: Record) : AbstractList<Field>(), RandomAccess {
    private val buffer = littleEndian(record.bytes)

    override val size: Int get() = record.table.size

    override fun get(index: Int): Field = record.fieldAt(index, buffer)
}

/** Returns a field as a view of [buffer], which has the bytes of the record. */
internal fun Record.fieldAt(index: Int, buffer: ByteBuffer): Field {
    val tag = table.tag(index)
    val start = table.start(index)
    val end = table.end(index, bytes.size)
    val isAscii = table.isAscii(index)
    val codec = if (isAscii) null else this.codec
    return if (Tags.isControl(tag)) {
        ControlField.view(tag, buffer, start, end, isAscii, codec)
    } else {
        DataField.view(tag, buffer, start, end, isAscii, codec)
    }
}
