// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What becomes of the file that stands where one is to be written. */
public enum class FileMode {
    /** It is replaced, in one step, when the writing ends well; until then, and if it does not, it stays as it is. */
    REPLACE,

    /**
     * The records are added at its end as they come. If the writing fails, what was added is taken away again; if the
     * process is killed meanwhile, the last record may be cut off.
     */
    APPEND,
}
