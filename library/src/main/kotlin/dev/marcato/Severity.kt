// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** How much a problem affects the content of records. */
public enum class Severity {
    /** The problem is likely, but not certain. Strict reading delivers the record and continues. */
    WARNING,

    /** All content came through: a redundant part of the record contradicts another. */
    MINOR,

    /** A record came through, but part of its content is missing or doubtful. */
    MAJOR,

    /** The bytes gave no record, or the record couldn't be written. */
    FATAL,
}
