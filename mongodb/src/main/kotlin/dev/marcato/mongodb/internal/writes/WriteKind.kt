// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

/** The kind of a write. A command has writes of one kind. */
internal enum class WriteKind(
    /** Whether sending it again leads to the same documents. */
    val isRepeatable: Boolean,
) {
    INSERT(isRepeatable = true),

    /** Replaces a document, or stores it if there is none. */
    UPSERT(isRepeatable = true),
    UPDATE_ONE(isRepeatable = false),

    // Kinds of their own, because servers don't retry commands that change many documents.
    UPDATE_MANY(isRepeatable = false),
    DELETE_ONE(isRepeatable = false),
    DELETE_MANY(isRepeatable = true),
}
