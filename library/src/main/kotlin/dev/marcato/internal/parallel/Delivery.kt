// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.parallel

import dev.marcato.MarcFormat
import dev.marcato.MarcProblem

/** Some results of a [Portion], on their way to whoever delivers them. */
internal class Delivery<R>(
    val portion: Portion<R>,
    /** Whether problems and outcomes count records from the start of the input, not from that of the portion. */
    val isCounted: Boolean,
) {
    /** A problem that is told before the result at [at] of the delivery. */
    class Notice(val at: Int, val problem: MarcProblem)

    val results: ArrayList<R> = ArrayList()
    val notices: ArrayList<Notice> = ArrayList(0)

    /** The format of the input, in the first delivery of the first portion of it. */
    var format: MarcFormat? = null

    /** What the reading, or the transform behind the results, threw. */
    var failure: Throwable? = null

    /** Whether no more comes of the portion. */
    var isLast: Boolean = false

    /** Of the last delivery, how many records the portion has, and where it ends. */
    var records: Long = 0
    var endOffset: Long = 0
}
