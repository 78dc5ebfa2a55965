// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What a writer does about a record that its format cannot express. The record is never written in part. */
public enum class Refusal {
    /** The writing fails with a [MarcException]; nothing can be written after it. */
    FAIL,

    /** The record is left out, and the [WriteReport] tells of it. */
    SKIP,
}
