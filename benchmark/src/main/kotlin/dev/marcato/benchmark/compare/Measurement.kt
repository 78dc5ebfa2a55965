// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

/** What was found about one subject at one work on one fixture: a line of the table, an object of compare.json. */
internal data class Measurement(
    val work: Work,
    /** The name of a generated file without its ending, or the name of the file that was given. */
    val fixture: String,
    val subject: Subject,
    /** The median of all runs. */
    val recordsPerSecond: Double,
    /** How far the middle half of all runs lies apart, as a part of the median; see [spreadOf]. */
    val spread: Double,
    /** How many runs there were, in all processes together. */
    val runs: Int,
    /** The length of the file divided by its records. */
    val rawBytesPerRecord: Double,
    /** The median of all runs; null for what does not run in a JVM. */
    val allocatedBytesPerRecord: Double?,
    /** Null for what does not run in a JVM, and for all work but [Work.READ]. */
    val retainedBytesPerRecord: Double?,
    /** [recordsPerSecond] over that of marc4j at the same work on the same fixture; null where it cannot do the work. */
    val ratioToMarc4j: Double?,
    val environment: Environment,
) {
    val megabytesPerSecond: Double get() = recordsPerSecond * rawBytesPerRecord / BYTES_PER_MEGABYTE

    private companion object {
        const val BYTES_PER_MEGABYTE = 1e6
    }
}

/** Where it was measured. */
internal data class Environment(
    val jdk: String,
    val cores: Int,
    /** The heap of each measured JVM in bytes. */
    val heap: Long,
) {
    override fun toString(): String = "JDK $jdk, $cores cores, ${heap shr 20} MiB heap"

    companion object {
        fun here(heap: Long): Environment = Environment(
            java.lang.Runtime.version().toString(),
            java.lang.Runtime.getRuntime().availableProcessors(),
            heap,
        )
    }
}
