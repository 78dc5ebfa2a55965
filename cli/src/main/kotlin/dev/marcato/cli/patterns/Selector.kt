// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.patterns

import dev.marcato.DataField
import dev.marcato.Field
import dev.marcato.Record

/**
 * Selects values of a record: `245` a whole field, `245a` each of its subfields $a, `245ab` its subfields $a and $b
 * joined by blanks, `6XX` any field that begins with 6, `856|4*|u` subfields of fields with these indicators (`*` any,
 * `_` a blank), `LDR` the leader. After any of them, `/35-37` selects some of the characters.
 *
 * @property text as the user wrote it
 * @property indicators two characters, or null for any
 * @property codes subfield codes; empty for the whole field
 * @property positions the characters of each value that count; null for all
 */
internal class Selector(
    val text: String,
    val tag: String,
    val indicators: String?,
    val codes: String,
    val positions: IntRange?,
) {
    private val isLeader = tag == LEADER

    override fun toString(): String = text

    /** Whether the record has such a field, or such a subfield if there are codes. */
    fun isIn(record: Record): Boolean = isLeader || fields(record).any { field ->
        fits(field) && (codes.isEmpty() || (field is DataField && codes.any { field[it] != null }))
    }

    /** Whether the selector selects this field. */
    fun covers(field: Field): Boolean = !isLeader && fitsTag(field.tag) && fits(field)

    fun firstValue(record: Record): String? {
        forEachValue(record) { return it }
        return null
    }

    fun values(record: Record): List<String> {
        val found = ArrayList<String>(2)
        forEachValue(record) { found.add(it) }
        return found
    }

    inline fun forEachValue(record: Record, action: (String) -> Unit) {
        if (isLeader) {
            cut(record.leader.toString())?.let(action)
            return
        }
        for (field in fields(record)) {
            if (!fits(field)) continue
            if (codes.isEmpty()) {
                cut(field.value)?.let(action)
            } else if (field is DataField) {
                val values = field.values(codes)
                if (codes.length == 1) {
                    for (value in values) cut(value)?.let(action)
                } else if (values.isNotEmpty()) {
                    cut(values.joinToString(" "))?.let(action)
                }
            }
        }
    }

    fun fields(record: Record): List<Field> = record.fields(tag)

    fun fits(field: Field): Boolean {
        if (indicators == null) return true
        return field is DataField && fits(indicators[0], field.indicator1) && fits(indicators[1], field.indicator2)
    }

    fun cut(value: String): String? {
        if (positions == null) return value
        if (positions.first >= value.length) return null
        return value.substring(positions.first, minOf(positions.last + 1, value.length))
    }

    private fun fitsTag(found: String): Boolean = tag.indices.all { tag[it] == 'X' || tag[it] == found[it] }

    private fun fits(wanted: Char, found: Char): Boolean = wanted == '*' || wanted == found

    companion object {
        const val LEADER = "LDR"
    }
}
