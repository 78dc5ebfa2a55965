// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.testing.Fixture
import java.nio.file.Path
import java.time.Duration

/** How much is measured. */
internal data class Plan(
    val fixtures: List<Fixture>,
    /** How many processes measure each subject at each work, one after the other with all the others between them. */
    val turns: Int,
    /** How long a process warms up. */
    val warmUp: Duration,
    /** How long it measures then. */
    val measured: Duration,
    /** No turn but the first is begun that would probably end later than this. */
    val limit: Duration?,
) {
    companion object {
        val FULL = Plan(Fixture.entries, turns = 3, Duration.ofMillis(2_000), Duration.ofMillis(2_000), limit = null)

        val QUICK = Plan(
            listOf(Fixture.RECORDS_10K),
            turns = 2,
            warmUp = Duration.ofMillis(900),
            measured = Duration.ofMillis(700),
            limit = Duration.ofSeconds(160),
        )
    }
}

/** A file to measure with, and what to call it. */
internal data class Target(val fixture: String, val file: Path)

/** What one process measures, [isBefore] with the library of another commit. */
internal data class Task(val target: Target, val work: Work, val subject: Subject, val isBefore: Boolean = false) {
    override fun toString(): String = "${target.fixture} $work $subject${if (isBefore) " before" else ""}"
}
