// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.messages

/**
 * Ends a command with one line that says why, and what to do about it.
 *
 * @property picture lines that show the place, such as a caret below it; printed after the line
 */
internal class Failure(
    val exitCode: Int,
    message: String,
    val hint: String? = null,
    val picture: String? = null,
) : Exception(message) {
    /** The line, without the name of the program. */
    val line: String get() = oneLine(if (hint == null) message.orEmpty() else "$message ($hint)")
}

internal fun usageFailure(message: String, hint: String? = null): Failure = Failure(ExitCode.USAGE, message, hint)
