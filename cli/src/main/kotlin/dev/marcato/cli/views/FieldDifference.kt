// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import dev.marcato.Field
import dev.marcato.Leader
import dev.marcato.Record
import dev.marcato.path.PathSet
import java.util.BitSet

/** A field that only one of two records has, with `-` for the first; or the leader, if it differs. */
internal class FieldChange(val sign: Char, val field: Field?, val leader: String)

/**
 * Finds the fields in which two records differ, in their order: as few as possible, by the longest common sequence. The
 * [ignored] fields don't count, nor do the parts of a leader that follow from the encoding.
 */
internal class FieldDifference(private val ignored: PathSet?) {
    fun between(first: Record, second: Record): List<FieldChange> {
        val changes = ArrayList<FieldChange>()
        val notInFirst = ignored?.placesIn(first)
        val notInSecond = ignored?.placesIn(second)
        val isLeaderIgnored = notInFirst?.get(LEADER) == true && notInSecond?.get(LEADER) == true
        if (!isLeaderIgnored) compare(first.leader, second.leader, changes)
        compare(fieldsOf(first, notInFirst), fieldsOf(second, notInSecond), changes)
        return changes
    }

    private fun compare(first: Leader, second: Leader, changes: MutableList<FieldChange>) {
        val one = meaning(first)
        val other = meaning(second)
        if (one == other) return
        changes.add(FieldChange('-', null, one))
        changes.add(FieldChange('+', null, other))
    }

    private fun meaning(leader: Leader): String =
        leader.toString().mapIndexed { index, character -> if (index in COMPUTED) '.' else character }.joinToString("")

    private fun fieldsOf(record: Record, ignored: BitSet?): List<Field> =
        if (ignored == null) record.fields else record.fields.filterIndexed { index, _ -> !ignored[placeOf(index)] }

    private fun compare(first: List<Field>, second: List<Field>, changes: MutableList<FieldChange>) {
        val shorter = minOf(first.size, second.size)
        var start = 0
        while (start < shorter && first[start] == second[start]) start++
        var tail = 0
        while (tail < shorter - start && first[first.size - 1 - tail] == second[second.size - 1 - tail]) tail++
        compareMiddle(first.subList(start, first.size - tail), second.subList(start, second.size - tail), changes)
    }

    private fun compareMiddle(first: List<Field>, second: List<Field>, changes: MutableList<FieldChange>) {
        // The table would be too large, so the order of the fields doesn't count.
        if (first.size.toLong() * second.size > LARGEST_TABLE) {
            compareUnordered(first, second, changes)
            return
        }
        val common = commonLengths(first, second)
        var one = 0
        var other = 0
        while (one < first.size || other < second.size) {
            when {
                one < first.size && other < second.size && first[one] == second[other] -> {
                    one++
                    other++
                }

                other == second.size || (one < first.size && common[one + 1][other] >= common[one][other + 1]) ->
                    changes.add(FieldChange('-', first[one++], ""))

                else -> changes.add(FieldChange('+', second[other++], ""))
            }
        }
    }

    /** The length of the longest common sequence of the fields from each pair of places on. */
    private fun commonLengths(first: List<Field>, second: List<Field>): Array<IntArray> {
        val lengths = Array(first.size + 1) { IntArray(second.size + 1) }
        for (one in first.indices.reversed()) {
            for (other in second.indices.reversed()) {
                lengths[one][other] = if (first[one] == second[other]) {
                    lengths[one + 1][other + 1] + 1
                } else {
                    maxOf(lengths[one + 1][other], lengths[one][other + 1])
                }
            }
        }
        return lengths
    }

    private fun compareUnordered(first: List<Field>, second: List<Field>, changes: MutableList<FieldChange>) {
        val left = HashMap<Field, Int>()
        for (field in second) left.merge(field, 1, Int::plus)
        for (field in first) if (!take(left, field)) changes.add(FieldChange('-', field, ""))
        for (field in second) if (take(left, field)) changes.add(FieldChange('+', field, ""))
    }

    private fun take(left: MutableMap<Field, Int>, field: Field): Boolean {
        val count = left[field] ?: return false
        if (count == 1) left.remove(field) else left[field] = count - 1
        return true
    }

    private companion object {
        const val LARGEST_TABLE = 4_000_000L

        // Lengths, addresses and the character set, which follow from the encoding.
        val COMPUTED = (0..4) + 9 + (12..16)
    }
}
