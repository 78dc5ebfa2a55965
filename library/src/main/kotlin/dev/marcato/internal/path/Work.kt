// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.path.PathLimitException

/**
 * Limits the steps of one look at a record, for paths whose time may grow faster than the record: a path that compares
 * everything with everything shouldn't run for hours on a record of many megabytes.
 */
internal class Work {
    private var left = MOST_STEPS

    fun add(steps: Int) {
        left -= steps
        if (left < 0) throw PathLimitException.of(MOST_STEPS)
    }

    private companion object {
        const val MOST_STEPS = 100_000_000
    }
}
