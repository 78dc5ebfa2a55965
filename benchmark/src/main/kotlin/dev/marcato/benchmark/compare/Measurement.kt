// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/** What was found about one subject at one work on one fixture: a line of the table. */
internal data class Measurement(
    val work: Work,
    /** The name of a generated file without its ending, or the name of the file that was given. */
    val fixture: String,
    val subject: Subject,
    /** Whether the library was that of another commit, which this one is compared with. */
    val isBefore: Boolean,
    /** The median of all runs. */
    val recordsPerSecond: Double,
    /** How far the middle half of all runs lies apart, as a part of the median. */
    val spread: Double,
    /** The length of the file divided by its records. */
    val rawBytesPerRecord: Double,
    /** The median of all runs; null for what does not run in a JVM. */
    val allocatedBytesPerRecord: Double?,
    /** Null for what does not run in a JVM, and for all work but [Work.READ]. */
    val retainedBytesPerRecord: Double?,
    /** [recordsPerSecond] over that of marc4j at the same work on the same fixture, from the file as others read it. */
    val ratioToMarc4j: Double?,
) {
    val megabytesPerSecond: Double get() = recordsPerSecond * rawBytesPerRecord / BYTES_PER_MEGABYTE

    private companion object {
        const val BYTES_PER_MEGABYTE = 1e6
    }
}
