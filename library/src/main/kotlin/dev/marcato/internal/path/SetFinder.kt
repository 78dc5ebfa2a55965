// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.Record

/** Looks for several paths in one pass over the table of a record. */
internal class SetFinder(private val finders: List<PathFinder>) {
    private val isHeavy = finders.any { it.isHeavy }

    // By the first character of a tag, the numbers of the paths that may match it.
    private val byFirst: Array<IntArray> = Array(ASCII) { character ->
        finders.indices.filter { number ->
            val first = finders[number].firstCharacter
            finders[number].isByField && (first == null || first.code == character)
        }.toIntArray()
    }

    private val others = finders.indices.filter { !finders[it].isByField }.toIntArray()

    /** Shows the values of each path to the one of [found] that has its number. */
    fun find(record: Record, found: Array<out Found>) {
        val work = if (isHeavy) Work() else null
        val table = record.table
        for (field in 0 until table.size) {
            for (number in byFirst[table.tag(field) ushr 16 and ASCII - 1]) {
                val _ = finders[number].findInField(record, work, field, found[number])
            }
        }
        for (number in others) {
            val _ = finders[number].find(record, work, -1, -1, 0, 0, found[number])
        }
    }

    private companion object {
        const val ASCII = 128
    }
}
