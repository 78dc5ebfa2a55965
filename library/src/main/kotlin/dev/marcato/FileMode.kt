// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What happens to an existing file at the place of the output. */
public enum class FileMode {
    /** It is replaced in one step when the writing succeeds. Until then, and after a failure, it stays as it is. */
    REPLACE,

    /**
     * Records are added at its end as they come. If the writing fails, they are removed again; if the process is killed
     * meanwhile, the last record may be cut off.
     */
    APPEND,
}
