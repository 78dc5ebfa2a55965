// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What has become of the target of a writing. */
public enum class TargetState {
    /** It is as it was before: nothing has arrived there yet, or nothing will. */
    UNTOUCHED,

    /** Part of the records may have arrived. */
    PARTIAL,

    /** The writing has ended well, and all that was written is there. */
    COMPLETE,
}
