// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Progress

/** Some results of a [Portion], on their way to the collector. */
internal class Delivery<R>(
    val portion: Portion<R>,
    /** Whether problems and outcomes count records from the start of the input instead of the portion. */
    val isCounted: Boolean,
) {
    /** A problem to report before the result at [at] of the delivery. */
    class Notice(val at: Int, val problem: MarcProblem)

    val results: ArrayList<R> = ArrayList()
    val notices: ArrayList<Notice> = ArrayList(0)

    fun note(problem: MarcProblem) {
        val _ = notices.add(Notice(results.size, problem))
    }

    /** The format of the input, in the first delivery of the first portion of it. */
    var format: MarcFormat? = null

    /** The failure of the reading, or of the transform after the results. */
    var failure: Throwable? = null

    /** Whether there is nothing to tell the collector. */
    val isEmpty: Boolean get() = results.isEmpty() && notices.isEmpty() && failure == null && format == null

    /** Whether the [failure] is one of the input, after which other inputs can be read. */
    var isOfInput: Boolean = false

    /** Whether this is the last delivery of the portion. */
    var isLast: Boolean = false

    /** Whether it is the last one of the input. */
    var isEnd: Boolean = false

    /** How far the portion has been read: its own records, and the bytes before that place. */
    var progress: Progress? = null
}
