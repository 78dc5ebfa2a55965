// SPDX-License-Identifier: Apache-2.0
// Hot: what every loop over subfields goes through. ExtractBenchmark holds its speed.
package dev.marcato.internal.record

import dev.marcato.DataField
import dev.marcato.Subfield
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import java.util.Collections

/**
 * The subfields of a field, those that [scanSubfields] finds, each made when a loop comes to it: so a subfield that the
 * loop doesn't keep can live without an object. A look-up by index makes all of them, once.
 */
internal class SubfieldList(private val owner: DataField) : AbstractList<Subfield>() {
    // Safe without synchronisation, since the list that is published refers to its content by a final field.
    private var all: List<Subfield>? = null

    override val size: Int
        get() = all?.size ?: run {
            var count = 0
            scanSubfields(owner.buffer, owner.start, owner.end) { _, _, _ -> count++ }
            count
        }

    override fun isEmpty(): Boolean = owner.isEmpty

    override fun get(index: Int): Subfield = (all ?: made().also { all = it })[index]

    override fun iterator(): Iterator<Subfield> = SubfieldIterator(owner)

    private fun made(): List<Subfield> {
        val list = ArrayList<Subfield>()
        for (subfield in this) list.add(subfield)
        return Collections.unmodifiableList(list)
    }
}

private class SubfieldIterator(private val field: DataField) : Iterator<Subfield> {
    private val bytes = field.buffer
    private val end = field.end

    // Where the next delimiter stands, or the end.
    private var next = firstDelimiter(bytes, field.start, end)

    private var isAtText = next > field.start + INDICATOR_COUNT

    override fun hasNext(): Boolean = next < end || isAtText

    override fun next(): Subfield {
        if (isAtText) return textBefore()
        val delimiter = next
        if (delimiter >= end) throw NoSuchElementException("There are no more subfields")
        val code = if (delimiter + 1 < end) bytes.get(delimiter + 1) else SUBFIELD_DELIMITER
        val hasCode = code != SUBFIELD_DELIMITER
        val from = if (hasCode) delimiter + 2 else delimiter + 1
        next = nextDelimiter(bytes, from, end)
        return field.subfieldAt(if (hasCode) (code.toInt() and 0xFF).toChar() else '\u0000', from, next)
    }

    private fun textBefore(): Subfield {
        isAtText = false
        return field.subfieldAt('\u0000', field.start + INDICATOR_COUNT, next)
    }
}
