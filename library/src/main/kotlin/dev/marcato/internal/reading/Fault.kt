// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.ProblemCode

/** What is wrong with bytes of a text format, at an offset from the front of the window. */
internal class Fault(val code: ProblemCode, val at: Int, val found: String, val expected: String) {
    /** Returns the same fault at another distance from the front. */
    fun movedBy(count: Int): Fault = Fault(code, at + count, found, expected)
}
