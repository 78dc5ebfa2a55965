// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

/** How records of a file are written. */
public enum class LoadMode {
    /** Each record replaces the one with the same key, or is stored as a new one. */
    UPSERT,

    /** Each record is stored as a new one. It is rejected if its key is already there with other content. */
    INSERT,
}
