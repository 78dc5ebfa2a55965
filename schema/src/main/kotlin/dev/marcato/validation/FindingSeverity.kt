// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

/** How much a finding matters, the least first. */
public enum class FindingSeverity {
    /** It is allowed, or was when the record was made, but something else is usual or better. */
    HINT,

    /** It is probably wrong. */
    WARNING,

    /** It contradicts the format, or a rule that says so. */
    ERROR,
}
