// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The state of the target of a writing. */
public enum class TargetState {
    /** It is as it was before: nothing has arrived there yet, or ever will. */
    UNTOUCHED,

    /** It may contain part of the records. */
    PARTIAL,

    /** The writing succeeded, and everything written is there. */
    COMPLETE,
}
