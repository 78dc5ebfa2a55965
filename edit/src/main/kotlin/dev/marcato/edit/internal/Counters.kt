// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

/**
 * `{counter from 100 digits 6}`: numbers that go on from record to record, or begin anew in each.
 *
 * @property index its number among the counters of all edits
 */
internal class Counter(val index: Int, val from: Long, private val digits: Int, val isPerRecord: Boolean) {
    fun text(number: Long): String = "$number".padStart(digits, '0')
}

/** How many numbers were used of each counter in the records so far. */
internal class Counters {
    private var used = LongArray(0)

    operator fun get(index: Int): Long = if (index < used.size) used[index] else 0

    fun use(more: CounterUse) {
        if (used.size < more.size) used = used.copyOf(more.size)
        for (index in used.indices) used[index] += more.ofAll(index)
    }

    companion object {
        /** Those of a record by itself. */
        val NONE = Counters()
    }
}

/** How many numbers a record used of each counter. */
internal class CounterUse(private val before: Counters) {
    private var ofRecord = LongArray(0)
    private var isPerRecord = BooleanArray(0)

    val size: Int get() = ofRecord.size

    /** Whether one was used that goes on from record to record. */
    var isUsed: Boolean = false
        private set

    fun next(counter: Counter): String {
        val index = counter.index
        if (index >= ofRecord.size) {
            ofRecord = ofRecord.copyOf(index + 1)
            isPerRecord = isPerRecord.copyOf(index + 1)
        }
        isPerRecord[index] = counter.isPerRecord
        if (!counter.isPerRecord) isUsed = true
        val earlier = if (counter.isPerRecord) 0 else before[index]
        return counter.text(counter.from + earlier + ofRecord[index]++)
    }

    fun ofAll(index: Int): Long = if (index >= ofRecord.size || isPerRecord[index]) 0 else ofRecord[index]

    fun copy(): CounterUse = CounterUse(before).also {
        it.ofRecord = ofRecord.copyOf()
        it.isPerRecord = isPerRecord.copyOf()
        it.isUsed = isUsed
    }
}
