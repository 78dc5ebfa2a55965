// SPDX-License-Identifier: Apache-2.0
// Hot: every look at a record by a path goes through it. PathBenchmark holds its speed.
package dev.marcato.internal.path

import dev.marcato.Record
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.indicatorAt

/** What shows values: a path, or a part of one that depends on what is at hand. */
internal interface Finder {
    /**
     * Shows values to [found]; returns their number, or [STOPPED].
     *
     * At hand are the [field] (-1: the leader), and the [subfield] whose value is between [from] and [to]; a path of
     * the whole record doesn't need them.
     */
    fun find(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int, found: Found): Int
}

/** A path as it runs on the table and the bytes of a record, without making anything but what it shows. */
internal class PathFinder(tree: PathTree) : Finder {
    private val tag = tree.fields.tag
    private val isLeader = tree.fields.isLeader
    private val index = tree.fields.index
    private val hasIndicators = tree.fields.indicators != null
    private val indicator1 = tree.fields.indicators?.get(0) ?: FieldSpec.ANY
    private val indicator2 = tree.fields.indicators?.get(1) ?: FieldSpec.ANY
    private val content: ContentFinder = ContentFinder.of(tree.content)
    private val conditions = Check.of(tree.fields.conditions)

    /** Whether its time may grow faster than the record, so that it needs [Work]. */
    val isHeavy: Boolean = conditions?.isHeavy == true || content.isHeavy

    /** Whether each field can be looked at by itself. */
    val isByField: Boolean = !isLeader && index == null

    /** The first character of all tags that it looks for; null if they have several. */
    val firstCharacter: Char? = run {
        var first: Char? = null
        var isFirst = true
        tag.forEachCharacter {
            if (isFirst) first = it
            isFirst = false
        }
        first
    }

    fun find(record: Record, found: Found): Int = find(record, if (isHeavy) Work() else null, -1, -1, 0, 0, found)

    override fun find(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int, found: Found): Int {
        if (isLeader) return findInLeader(record, work, found)
        val table = record.table
        work?.add(table.size)
        if (index != null) return findIndexed(record, work, table, index, found)
        var count = 0
        for (at in 0 until table.size) {
            if (!fits(record, table, at)) continue
            val here = findIn(record, work, at, found)
            if (here == STOPPED) return STOPPED
            count += here
        }
        return count
    }

    /** Shows the values of one field, if it is [isByField]. */
    fun findInField(record: Record, work: Work?, field: Int, found: Found): Int =
        if (fits(record, record.table, field)) findIn(record, work, field, found) else 0

    private fun findIndexed(record: Record, work: Work?, table: FieldTable, index: Positions, found: Found): Int {
        var total = 0
        for (at in 0 until table.size) if (fits(record, table, at)) total++
        val from = index.from(total)
        val until = index.until(total)
        var occurrence = 0
        var count = 0
        for (at in 0 until table.size) {
            if (occurrence >= until) break
            if (!fits(record, table, at) || occurrence++ < from) continue
            val here = findIn(record, work, at, found)
            if (here == STOPPED) return STOPPED
            count += here
        }
        return count
    }

    private fun findInLeader(record: Record, work: Work?, found: Found): Int {
        val isThere = index == null || index.from(1) < index.until(1)
        return if (isThere && !hasIndicators) findIn(record, work, -1, found) else 0
    }

    private fun findIn(record: Record, work: Work?, field: Int, found: Found): Int {
        if (conditions != null && !conditions.holds(record, work, field, -1, 0, 0)) return 0
        return content.findIn(record, work, field, found)
    }

    private fun fits(record: Record, table: FieldTable, field: Int): Boolean {
        if (!tag.matches(table.tag(field))) return false
        return !hasIndicators || indicatorsFit(record, table, field)
    }

    private fun indicatorsFit(record: Record, table: FieldTable, field: Int): Boolean {
        if (Tags.isControl(table.tag(field))) return false
        val start = table.start(field)
        val end = table.end(field, record.bytes.size)
        return (indicator1 == FieldSpec.ANY || indicatorAt(record.bytes, start, end, 0) == indicator1) &&
            (indicator2 == FieldSpec.ANY || indicatorAt(record.bytes, start, end, 1) == indicator2)
    }
}
