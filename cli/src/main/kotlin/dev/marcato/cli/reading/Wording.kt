// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.MarcProblem
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.path.PathLimitException
import java.nio.file.AccessDeniedException
import java.nio.file.NoSuchFileException
import java.nio.file.Path

/** Returns the failure for a path that took too many steps in the record at [place]. */
internal fun limitFailure(place: String, failure: PathLimitException): Failure =
    Failure(ExitCode.FAILED, "$place: ${failure.message.orEmpty().replaceFirstChar(Char::lowercase)}")

/** Returns the path as it is written in a shell. */
internal fun quoted(path: Path): String {
    val name = path.toString()
    return if (name.all { it.isLetterOrDigit() || it in "/._-+,:@\\" }) name else "'$name'"
}

/**
 * The text of the problem without the name of the file, but with the number of its record in it even if it was
 * read as a part.
 */
internal fun wordingOf(problem: MarcProblem, recordsBefore: Long): String {
    val text = "$problem".removePrefix("${problem.source}: ")
    val isNumbered = problem.position.recordIndex != null
    return if (isNumbered) text else text.replaceFirst(" in record", " in record $recordsBefore")
}

internal fun reasonOf(failure: Exception, input: Input): String = when (failure) {
    is NoSuchFileException -> "there is no such file"
    is AccessDeniedException -> "you have no permission to read it"
    else -> failure.message?.removePrefix("$input: ") ?: failure.javaClass.simpleName
}

internal fun hintOf(failure: Exception, input: Input): String? = when {
    failure is NoSuchFileException && '\uFFFD' in input.name ->
        "the locale lacks letters of the name; try LC_ALL=C.UTF-8"

    else -> null
}
