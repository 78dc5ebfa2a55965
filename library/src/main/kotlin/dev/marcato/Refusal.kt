// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** How a writer treats a record that its format can't express. Such a record is never written in part. */
public enum class Refusal {
    /** The writing fails with a [MarcException] and ends. */
    FAIL,

    /** The record is skipped, and reported in the [WriteReport]. */
    SKIP,
}
