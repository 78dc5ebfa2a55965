// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

/** How records of a file are written. */
public enum class LoadMode {
    /** Each replaces the record with its key, or is stored as a new one. */
    UPSERT,

    /** Each is stored as a new one; one whose key is there already, with other content, is rejected. */
    INSERT,
}
