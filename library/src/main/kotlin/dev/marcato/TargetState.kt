// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The state of the target of a writing. */
public enum class TargetState {
    /**
     * The writing goes on. A file that is to be replaced is as it was before; anything else may already contain part of
     * the records.
     */
    PENDING,

    /** The writing has failed or was discarded, and the target is as it was before. */
    UNTOUCHED,

    /** The writing has failed or was discarded, and the target may contain part of the records. */
    PARTIAL,

    /** The writing succeeded, and everything written is there. */
    COMPLETE,
}
