// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

/** What is known about a batch after it was sent. */
internal sealed interface BatchOutcome {
    /** The server answered: all writes were applied except [errors] and, if ordered, those after the first error. */
    class Answered(
        val errors: List<WriteError> = emptyList(),
        /** The indexes of upserts that made a new document. */
        val upserted: Set<Int> = emptySet(),
        val matched: Long = 0,
        val modified: Long = 0,
        val deleted: Long = 0,
        /** Set if the writes were applied, but not replicated as the write concern asks. */
        val concern: Exception? = null,
    ) : BatchOutcome

    /** Nothing is known: any of the writes may have been applied. */
    class Lost(val cause: Exception, val isTransient: Boolean) : BatchOutcome

    /** None of the writes was applied. */
    class Refused(val cause: Exception, val isTransient: Boolean) : BatchOutcome
}

/** The error of one write in a batch, from the server. */
internal class WriteError(val index: Int, val code: Int, val message: String)

internal const val DUPLICATE_KEY = 11000
