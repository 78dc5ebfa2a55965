// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

/** The number of records, and of their problems. */
internal class Counts(val records: Long, val problems: Long) {
    companion object {
        val NONE: Counts = Counts(0, 0)
    }
}
