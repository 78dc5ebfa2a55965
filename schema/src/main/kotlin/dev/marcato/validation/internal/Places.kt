// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.DataField
import dev.marcato.FieldCursor
import dev.marcato.Record

/** Spells paths that select one place of a record: `650[2]`. Counts the fields of a record when the first is asked for. */
internal class Places {
    private val cursor = FieldCursor.create()
    private var record: Record? = null
    private var before = IntArray(0)
    private val numbers = IntArray(NUMERIC)
    private val names = HashMap<String, Int>()

    /** The path of the field at [field] in [record]. */
    fun of(record: Record, field: FieldCursor): String {
        val tag = field.tag
        val index = field.index
        if (!isSpellable(tag)) return "XXX[$index]"
        if (this.record !== record) count(record)
        val occurrence = before[index]
        // A second 008 is spelled so that it isn't taken for characters, as the canonical form of paths is.
        val isLiteral = tag.any { it == 'X' || it in 'a'..'z' } || (tag in SINGLE && occurrence > 1)
        return "${if (isLiteral) "@" else ""}$tag[$occurrence]"
    }

    /** The path of the current subfield; that of the field if the code can't be spelled. */
    fun ofSubfield(record: Record, field: FieldCursor): String {
        val path = of(record, field)
        val code = field.subfields.code
        if (code !in '!'..'~') return path
        val data = record.fields[field.index] as DataField
        return "$path$$code[${data.subfields.take(field.subfields.index).count { it.code == code }}]"
    }

    /** Whether the bytes of the [record] are as they were read. */
    fun isAsRead(record: Record): Boolean {
        cursor.reset(record)
        return cursor.next() && cursor.byteOffset >= 0
    }

    /** Forgets the record. */
    fun clear() {
        record = null
    }

    private fun count(record: Record) {
        this.record = record
        numbers.fill(0)
        names.clear()
        if (before.size < record.fields.size) before = IntArray(2 * record.fields.size)
        cursor.reset(record)
        while (cursor.next()) {
            val number = Tables.numberOf(cursor.tag)
            before[cursor.index] = if (number >= 0) {
                numbers[number]++
            } else {
                names.merge(cursor.tag, 1, Int::plus)!! - 1
            }
        }
    }

    /** Letters of one case and digits, and not the name of the leader. */
    private fun isSpellable(tag: String): Boolean {
        val isUpper = tag.all { it in 'A'..'Z' || it in '0'..'9' }
        return tag != Tables.LEADER && (isUpper || tag.all { it in 'a'..'z' || it in '0'..'9' })
    }

    private companion object {
        const val NUMERIC = 1000
        val SINGLE = setOf("001", "003", "005", "008")
    }
}

/** The beginning of [text], for findings. */
internal fun excerptOf(text: String): String {
    if (text.length <= LONGEST) return text
    val end = if (text[LONGEST - 2].isHighSurrogate()) LONGEST - 2 else LONGEST - 1
    return text.substring(0, end) + "…"
}

private const val LONGEST = 60
