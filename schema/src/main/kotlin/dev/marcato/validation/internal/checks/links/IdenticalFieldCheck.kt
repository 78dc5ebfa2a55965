// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.Field
import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.FIELD
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.isUnknown
import dev.marcato.validation.internal.checks.moveTo

/**
 * Looks for fields that are there twice. Nearly all records are done when the lengths of their fields differ, and most
 * of the others when some characters of their values do; only then are fields compared.
 */
internal object IdenticalFieldCheck : RecordCheck(
    Scope.ANY,
    listOf(
        Rule.of(
            "identicalField",
            FIELD,
            WARNING,
            "field is there twice",
            "The record has two fields with the same tag, indicators and subfields, mostly because records were " +
                "merged. Local fields and those about copies aren't looked at.",
        ),
    ),
) {
    private const val SPREAD = -0x61c8864680b583ebL
    private const val PRIME = 31L

    override fun check(at: Examination) {
        // Whether a field counts is asked only if there is another one like it.
        if (hasSameTwice(at, { isAlone(it, at) }, ::byLength) && hasSameTwice(at, { isExempt(it, at) }, ::bySamples)) {
            compare(at)
        }
    }

    private fun compare(at: Examination) {
        val first = HashMap<Field, Int>()
        val counts = HashMap<String, Int>()
        val fields = at.record.fields
        val cursor = at.otherFields()
        for (index in fields.indices) {
            cursor.moveTo(index)
            if (isExempt(cursor, at)) continue
            val occurrence = counts.merge(cursor.tag, 1, Int::plus)!! - 1
            val earlier = first.putIfAbsent(fields[index], occurrence) ?: continue
            at.reportField(rules.first(), cursor, expected = "something else than in ${cursor.tag}[$earlier]")
        }
    }

    private inline fun hasSameTwice(
        at: Examination,
        isLeftOut: (FieldCursor) -> Boolean,
        hashOf: (FieldCursor) -> Long,
    ): Boolean {
        val size = Integer.highestOneBit(at.record.fields.size or 1) shl 2
        val table = at.numbers(size)
        val cursor = at.otherFields()
        while (cursor.next()) {
            if (isLeftOut(cursor)) continue
            val hash = (hashOf(cursor) * SPREAD).let { if (it == 0L) 1 else it }
            var slot = (hash ushr (Long.SIZE_BITS - Integer.numberOfTrailingZeros(size))).toInt()
            while (table[slot] != 0L) {
                if (table[slot] == hash) return true
                slot = (slot + 1) and (size - 1)
            }
            table[slot] = hash
        }
        return false
    }

    /** Whether it is the only field with its tag, as far as that is known without a search. */
    private fun isAlone(field: FieldCursor, at: Examination): Boolean {
        val place = at.tables.place(field.tag)
        return place >= 0 && at.counts[place] == 1
    }

    private fun byLength(field: FieldCursor): Long =
        ((field.tag.hashCode() * PRIME + field.indicator1.code) * PRIME + field.indicator2.code) * PRIME +
            field.byteLength

    private fun bySamples(field: FieldCursor): Long {
        var hash = byLength(field)
        val value = field.subfields
        while (value.next()) {
            hash = (hash * PRIME + value.code.code) * PRIME + value.byteLength
            hash = (hash * PRIME + charIn(value, 0)) * PRIME + charIn(value, value.byteLength / 2)
            hash = hash * PRIME + charIn(value, value.byteLength - 1)
        }
        return hash
    }

    private fun charIn(value: ValueView, at: Int): Int = if (at < 0) 0 else value.charAt(at).code

    // Copies of an item may have the same content: 583 and 85X to 87X describe them.
    private fun isExempt(field: FieldCursor, at: Examination): Boolean {
        val tag = field.tag
        val isOfCopy = tag == "583" || (tag[0] == '8' && tag[1] in "567" && tag != "856")
        return isOfCopy || field.isControl || at.isUnknown(field)
    }
}
