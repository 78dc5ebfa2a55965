// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal

import dev.marcato.MarcProblem
import dev.marcato.Record

/** What the encoder made of some records in a row. Used again and again; not for use by several threads at once. */
internal class EncodedBatch {
    /**
     * A record that is not among the bytes, because of [problem], or because it goes elsewhere, if that is null; or one
     * that is there with a change.
     */
    class LeftOut(val record: Record, val problem: MarcProblem?, val recordsBefore: Int, val bytesBefore: Int)

    val block: ByteBlock = ByteBlock()

    /** How many records the bytes hold. */
    var written: Int = 0
        private set

    /** How many records were given to the encoder. */
    var taken: Int = 0
        private set

    /** How many of them became several. */
    var split: Int = 0
        private set

    val leftOut: ArrayList<LeftOut> = ArrayList()

    /** What was changed in records that are among the bytes, to be told of. */
    val changed: ArrayList<LeftOut> = ArrayList()

    /** Whether one was refused. */
    var isRefusing: Boolean = false
        private set

    /** How long it took to take and to encode them, where somebody measures that. */
    var takeNanos: Long = 0
    var serialiseNanos: Long = 0

    val isEmpty: Boolean get() = taken == 0

    /** Counts a record whose bytes were added, as this many [parts]. */
    fun added(parts: Int = 1) {
        taken++
        written += parts
        if (parts > 1) split++
    }

    fun refuse(record: Record, problem: MarcProblem) {
        leaveOut(record, problem)
        isRefusing = true
    }

    /** Tells that the record, which is added next, is not written as it is. */
    fun change(record: Record, problem: MarcProblem) {
        val _ = changed.add(LeftOut(record, problem, taken, block.size))
    }

    fun divert(record: Record) {
        leaveOut(record, null)
    }

    fun clear() {
        block.cutOff(0)
        written = 0
        taken = 0
        split = 0
        leftOut.clear()
        changed.clear()
        isRefusing = false
        takeNanos = 0
        serialiseNanos = 0
    }

    private fun leaveOut(record: Record, problem: MarcProblem?) {
        val _ = leftOut.add(LeftOut(record, problem, taken, block.size))
        taken++
    }
}
