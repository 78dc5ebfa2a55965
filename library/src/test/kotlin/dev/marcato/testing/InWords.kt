// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import java.io.UncheckedIOException
import java.nio.file.FileSystemException

/** Puts everything that an outcome or a failure holds into words, so that two of them can be compared. */
internal object InWords {
    fun of(outcome: Outcome): String = buildString {
        append("$outcome".replace("${outcome.problems.firstOrNull()?.source}: ", "")).append('\n')
        if (outcome is Outcome.Read) append(outcome.record)
        if (outcome is Outcome.Damage) append(outcome.bytes.contentHashCode()).append('\n')
        outcome.problems.forEach { append(it.severity).append(' ').append(of(it)).append('\n') }
    }

    /** The same for every input, whether it has a name or not. */
    fun of(problem: MarcProblem): String = "$problem".removePrefix("${problem.source}: ")

    fun of(failure: Throwable): String = when (failure) {
        is MarcException -> with(failure.problem) {
            val place = with(position) {
                listOf(recordIndex, byteOffset, offsetInRecord, tag, occurrence, subfieldCode, controlNumber)
            }
            "MarcException $code at $place: found $found, expected $expected"
        }

        // Other inputs have no name.
        is FileSystemException if failure.cause != null -> of(checkNotNull(failure.cause))

        // Iterators and streams wrap an I/O failure so.
        is UncheckedIOException -> of(checkNotNull(failure.cause))

        else -> "${failure.javaClass.name}: ${failure.message}"
    }
}
