// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.messages

/** The exit codes of the program. Ctrl-C gives 130, which is the JVM's own. */
internal object ExitCode {
    const val DONE = 0

    /** Problems where they count, differences, nothing that matches, no format that is known. */
    const val FOUND = 1
    const val USAGE = 2

    /** A file is missing, or reading or writing failed. */
    const val FAILED = 3

    /** All was done, but not everything could be carried: something was left out or replaced. */
    const val INCOMPLETE = 4

    private val byWeight = listOf(DONE, FOUND, INCOMPLETE, USAGE, FAILED)

    /** Returns the one of two codes that says more. */
    fun graver(one: Int, other: Int): Int = maxOf(one, other, compareBy { byWeight.indexOf(it) })
}

/**
 * Ends a command with one line that says why, and what to do about it.
 *
 * @property picture lines that show the place, such as a caret below what is wrong; printed after the line
 */
internal class Failure(
    val exitCode: Int,
    message: String,
    val hint: String? = null,
    val picture: String? = null,
) : Exception(message) {
    /** The one line, without the name of the program. */
    val line: String get() = oneLine(if (hint == null) message.orEmpty() else "$message ($hint)")
}

internal fun usageFailure(message: String, hint: String? = null): Failure = Failure(ExitCode.USAGE, message, hint)

/** Keeps what comes from files and their names from taking more lines, or control of the terminal. */
internal fun oneLine(text: String): String = text.map { if (it.isISOControl()) visible(it) else it }.joinToString("")

/** A control character as the picture that Unicode has of it. */
internal fun visible(control: Char): Char = when {
    control < ' ' -> '\u2400' + control.code
    control == '\u007F' -> '\u2421'
    else -> '\uFFFD'
}
