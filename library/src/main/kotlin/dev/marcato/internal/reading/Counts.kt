// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

/** How many records came, and how many problems they have. */
internal class Counts(val records: Long, val problems: Long) {
    companion object {
        val NONE: Counts = Counts(0, 0)
    }
}
