// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.writes

/** What commands are made of: writes of different kinds cannot travel in the same one. */
internal enum class WriteKind(
    /** Whether sending it once more leads to the same documents. */
    val isRepeatable: Boolean,
) {
    INSERT(isRepeatable = true),

    /** Replaces a document, or stores it if there is none. */
    UPSERT(isRepeatable = true),
    UPDATE_ONE(isRepeatable = false),

    // Servers retry none of the commands that change many documents: these keep out of the others.
    UPDATE_MANY(isRepeatable = false),
    DELETE_ONE(isRepeatable = false),
    DELETE_MANY(isRepeatable = true),
}
