// SPDX-License-Identifier: Apache-2.0
// Hot: every look at a subfield by a path goes through it. PathBenchmark holds its speed.
package dev.marcato.internal.path

import dev.marcato.Record
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.Tags

/**
 * Calls [action] with index, code, start and end of each subfield of the data field between [start] and [end], those
 * that a field's list of subfields has.
 *
 * Byte by byte, unlike other loops over subfields: reading eight at once takes a buffer for each record, and a path
 * often looks at few of its bytes.
 */
internal inline fun forEachSubfield(
    bytes: ByteArray,
    start: Int,
    end: Int,
    action: (subfield: Int, code: Int, from: Int, to: Int) -> Unit,
) {
    var next = start
    while (next < end && bytes[next] != SUBFIELD_DELIMITER) next++
    // Text before the first delimiter is a subfield without a code.
    var subfield = if (next > start + INDICATOR_COUNT) 1 else 0
    while (next < end) {
        val code = if (next + 1 < end && bytes[next + 1] != SUBFIELD_DELIMITER) bytes[next + 1].toInt() else 0
        val from = next + if (code == 0) 1 else 2
        next = from
        while (next < end && bytes[next] != SUBFIELD_DELIMITER) next++
        action(subfield++, code, from, next)
    }
}

/** The subfields that one part of a path selects. */
internal class PartFinder(private val part: Part) {
    private val first = part.first.code
    private val last = part.last.code
    private val check = Check.of(part.conditions)

    val isHeavy: Boolean get() = check?.isHeavy == true

    val index: Positions? get() = part.index

    fun hasCode(code: Int): Boolean = code in first..last

    fun overlaps(other: PartFinder): Boolean = first <= other.last && other.first <= last

    /** How many subfields of the field have the code. */
    fun total(bytes: ByteArray, start: Int, end: Int): Int {
        var count = 0
        forEachSubfield(bytes, start, end) { _, code, _, _ -> if (hasCode(code)) count++ }
        return count
    }

    fun show(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int, found: Found): Int {
        if (check != null && !check.holds(record, work, field, subfield, from, to)) return 0
        return showBytes(record, field, subfield, from, to, part.characters, found)
    }
}

/** Subfields that one part selects: nearly always those with one code. */
internal class SubfieldFinder(private val part: PartFinder) : ContentFinder() {
    override val isHeavy: Boolean get() = part.isHeavy

    override fun findIn(record: Record, work: Work?, field: Int, found: Found): Int {
        if (field < 0 || Tags.isControl(record.table.tag(field))) return 0
        val bytes = record.bytes
        val start = record.table.start(field)
        val end = record.table.end(field, bytes.size)
        work?.add(end - start)
        val index = part.index
        val total = if (index == null) 0 else part.total(bytes, start, end)
        val from = index?.from(total) ?: 0
        val until = index?.until(total) ?: Int.MAX_VALUE
        var occurrence = 0
        var count = 0
        forEachSubfield(bytes, start, end) { subfield, code, valueFrom, valueTo ->
            if (part.hasCode(code)) {
                if (occurrence >= until) return count
                if (occurrence++ >= from) {
                    val shown = part.show(record, work, field, subfield, valueFrom, valueTo, found)
                    if (shown == STOPPED) return STOPPED
                    count += shown
                }
            }
        }
        return count
    }
}

/** Subfields that several parts select, in the order of the field. */
internal class SubfieldsFinder(parts: List<Part>) : ContentFinder() {
    private val parts = parts.map(::PartFinder).toTypedArray()
    private val hasIndex = parts.any { it.index != null }

    // Only then a value may be selected twice.
    private val mayOverlap =
        this.parts.indices.any { one -> (0 until one).any { this.parts[one].overlaps(this.parts[it]) } }

    override val isHeavy: Boolean = this.parts.any { it.isHeavy }

    override fun findIn(record: Record, work: Work?, field: Int, found: Found): Int {
        if (field < 0 || Tags.isControl(record.table.tag(field))) return 0
        val bytes = record.bytes
        val start = record.table.start(field)
        val end = record.table.end(field, bytes.size)
        work?.add(end - start)
        val occurrences = if (hasIndex) Occurrences(parts, bytes, start, end) else null
        val once = if (mayOverlap) Once(found) else null
        var count = 0
        forEachSubfield(bytes, start, end) { subfield, code, from, to ->
            once?.clear()
            for (number in parts.indices) {
                val part = parts[number]
                if (!part.hasCode(code) || (occurrences != null && !occurrences.takes(number))) continue
                val shown = part.show(record, work, field, subfield, from, to, once ?: found)
                if (shown == STOPPED) return STOPPED
                count += if (once != null && once.isRepeated) 0 else shown
            }
        }
        return count
    }

    /** Counts the subfields of each part that has an index. */
    private class Occurrences(parts: Array<PartFinder>, bytes: ByteArray, start: Int, end: Int) {
        private val seen = IntArray(parts.size)
        private val from = IntArray(parts.size)
        private val until = IntArray(parts.size) { Int.MAX_VALUE }

        init {
            for ((number, part) in parts.withIndex()) {
                val index = part.index ?: continue
                val total = part.total(bytes, start, end)
                from[number] = index.from(total)
                until[number] = index.until(total)
            }
        }

        fun takes(part: Int): Boolean = seen[part]++ in from[part]..<until[part]
    }

    /** Shows each part of a value only once. */
    private class Once(private val found: Found) : Found {
        private val shown = HashSet<Long>(4)

        /** Whether the last value was shown before. */
        var isRepeated = false
            private set

        override val wantsParts: Boolean get() = found.wantsParts

        fun clear() {
            if (shown.isNotEmpty()) shown.clear()
        }

        override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean {
            val length = if (record.table.isAscii(field)) to - from else decoded(record, field, from, to).length
            isRepeated = !shown.add(at.toLong().shl(32) or length.toLong())
            return isRepeated || found.bytes(record, field, subfield, from, to, at)
        }

        override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean {
            isRepeated = !shown.add(at.toLong().shl(32) or text.length.toLong())
            return isRepeated || found.text(record, field, subfield, text, at)
        }
    }
}
