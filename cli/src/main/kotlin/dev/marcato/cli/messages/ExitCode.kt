// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.messages

/** The exit codes of the program. Ctrl-C gives 130, which is the JVM's own. */
internal object ExitCode {
    const val DONE = 0

    /** Problems where they count, differences, no match, or no known format. */
    const val FOUND = 1
    const val USAGE = 2

    /** A file is missing, or reading or writing failed. */
    const val FAILED = 3

    /** Done, but something was left out or replaced. */
    const val INCOMPLETE = 4

    private val byWeight = listOf(DONE, FOUND, INCOMPLETE, USAGE, FAILED)

    /** Returns the graver of two codes. */
    fun graver(one: Int, other: Int): Int = maxOf(one, other, compareBy { byWeight.indexOf(it) })
}
