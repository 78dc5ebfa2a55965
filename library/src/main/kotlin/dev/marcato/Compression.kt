// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** Whether an input or output is compressed by gzip. */
public enum class Compression {
    /**
     * Reading detects gzip from the first bytes. Writing compresses files whose names end in `.gz`; other files, and
     * targets without a name, aren't compressed.
     */
    AUTO,

    /**
     * Reading takes only gzip; anything else is a [java.util.zip.ZipException]. Writing compresses; records appended to
     * a compressed file become a gzip member of their own.
     */
    GZIP,

    /** Reading takes no gzip; it is a [java.util.zip.ZipException]. Writing doesn't compress, whatever the name. */
    NONE,
}
