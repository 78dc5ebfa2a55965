// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** Whether output is compressed. Readers need no such option: they recognise gzip. */
public enum class Compression {
    /** Files whose names end in `.gz` are compressed; other files, and targets without a name, aren't. */
    BY_NAME,

    /** Compressed by gzip. Records appended to a compressed file become a gzip member of their own. */
    GZIP,

    /** Not compressed, whatever the name. */
    NONE,
}
