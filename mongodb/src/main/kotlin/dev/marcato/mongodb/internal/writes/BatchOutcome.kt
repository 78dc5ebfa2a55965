// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

/** What is known about a batch after it was sent. */
internal sealed interface BatchOutcome {
    /** The server answered: all were applied but [errors], and, in order, but those behind the first of them. */
    class Answered(
        val errors: List<WriteError> = emptyList(),
        /** The indexes of those that made a new document where one might have been matched. */
        val upserted: Set<Int> = emptySet(),
        val matched: Long = 0,
        val modified: Long = 0,
        val deleted: Long = 0,
        /** Set if they were applied, but not replicated as asked for. */
        val concern: Exception? = null,
    ) : BatchOutcome

    /** Nothing is known: any of them may have been applied. */
    class Lost(val cause: Exception, val isTransient: Boolean) : BatchOutcome

    /** None of them was applied. */
    class Refused(val cause: Exception, val isTransient: Boolean) : BatchOutcome
}

/** What a server says about one write of a batch. */
internal class WriteError(val index: Int, val code: Int, val message: String)

internal const val DUPLICATE_KEY = 11000
