// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** How bad a problem is for whoever wants what is in the records. */
public enum class Severity {
    /** Something is likely to be wrong, but nobody knows for certain. Strict reading goes on and delivers the record. */
    WARNING,

    /** All content came through: something said in two ways was said wrongly in one of them. */
    MINOR,

    /** A record came through, but part of its content is missing or doubtful. */
    MAJOR,

    /** The bytes gave no record, or the record could not be written. */
    FATAL,
}
