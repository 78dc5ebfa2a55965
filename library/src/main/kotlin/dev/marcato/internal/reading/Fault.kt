// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions

/** What is wrong with bytes of a text format, at an offset from the front of the window. */
internal class Fault(val code: ProblemCode, val at: Int, val found: String, val expected: String) {
    /** Returns the same fault at another distance from the front. */
    fun movedBy(count: Int): Fault = Fault(code, at + count, found, expected)

    companion object {
        /** Says that the bytes of a damaged stretch were too many to be kept. */
        fun notHeld(options: ReadOptions): Fault {
            val most = options.limits.damageBytes
            val found = "more than $most bytes that aren't a record"
            return Fault(ProblemCode.DAMAGE_TOO_LARGE, 0, found, "at most $most bytes, to be kept")
        }
    }
}
