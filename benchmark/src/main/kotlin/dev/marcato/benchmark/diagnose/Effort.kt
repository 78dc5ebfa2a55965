// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.io.Serializable
import java.time.Duration

/** How much is measured. */
internal data class Effort(
    /** How often each way is timed, one after the other with all others between. */
    val turns: Int,
    /** How long ways that are measured in turns warm up, all of them together, and how long stages are watched. */
    val warmUp: Duration,
    /** A way that takes less is timed several times in a row. */
    val shortestRun: Duration,
    /** At how many moments of a pass the memory is looked at. */
    val moments: Int,
    /** How many bytes of the file are read; null for all. */
    val mostBytes: Long?,
    /** How long each recording lasts, if there are any. */
    val recording: Duration,
) : Serializable {
    companion object {
        val FULL = Effort(
            turns = 9,
            warmUp = Duration.ofSeconds(6),
            shortestRun = Duration.ofMillis(100),
            moments = 4,
            mostBytes = null,
            recording = Duration.ofSeconds(20),
        )

        val QUICK = Effort(
            turns = 3,
            warmUp = Duration.ofMillis(700),
            shortestRun = Duration.ofMillis(20),
            moments = 2,
            mostBytes = 8L * 1024 * 1024,
            recording = Duration.ofSeconds(3),
        )
    }
}
