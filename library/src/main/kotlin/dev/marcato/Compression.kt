// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** Whether what is written is compressed. Readers need not be told: they recognise gzip. */
public enum class Compression {
    /** A file whose name ends in `.gz` is compressed; other files, and all that have no name, are not. */
    BY_NAME,

    /** Compressed by gzip. What is appended to a compressed file becomes a member of its own. */
    GZIP,

    /** Not compressed, whatever the name. */
    NONE,
}
