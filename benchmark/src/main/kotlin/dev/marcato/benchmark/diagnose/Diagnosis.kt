// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import com.sun.management.OperatingSystemMXBean
import dev.marcato.benchmark.measure.Readings
import dev.marcato.benchmark.measure.Run
import dev.marcato.benchmark.measure.Turns
import dev.marcato.benchmark.measure.Way
import dev.marcato.benchmark.measure.medianOf
import dev.marcato.benchmark.measure.speedUp
import java.lang.management.ManagementFactory

/** What one number of workers gives: as many times as one thread, and as readers that share nothing give together. */
internal data class WorkerPoint(
    val workers: Int,
    val overOneThread: Double,
    /** How many times as fast as one thread so many readers are that share nothing: what the machine gives at best. */
    val independentOverOneThread: Double,
    /** The workers over the readers that share nothing. */
    val overIndependent: Double,
) {
    /** Whether the machine does not give so many cores at the moment. */
    val isStarved: Boolean get() = independentOverOneThread < workers * LEAST_SHARE

    private companion object {
        const val LEAST_SHARE = 0.75
    }
}

/** What was measured of one kind of input on a machine with so many [cores]. */
internal data class Diagnosis(
    val cores: Int,
    val records: Long,
    /** Of one thread, extracting. */
    val recordsPerSecond: Double,
    /** The share of one thread's time that reading bytes takes, making no record. */
    val bytesShare: Double,
    /** The share of making records, with nothing asked of them. */
    val recordsShare: Double,
    val points: List<WorkerPoint>,
    /** How much of the cores that the workers could use was not used; as many workers as cores. */
    val idle: Double,
) {
    /** What one does while all others wait, as far as Amdahl's law tells. */
    val serialShare: Double? = Amdahl.serialShare(points.associate { it.workers to it.overOneThread })

    companion object {
        private val WORKERS = listOf(2, 4, 8)
        private val SYSTEM = ManagementFactory.getOperatingSystemMXBean() as OperatingSystemMXBean

        /** Measures everything alternately, for no more workers than there are [cores]. */
        fun of(readings: Readings, cores: Int, turns: Turns): Diagnosis {
            val records = readings.extract()
            check(records > 0) { "the file holds no records" }
            val counts = WORKERS.filter { it <= cores }
            val ways = listOf(
                Way("extracting") { readings.extract() },
                Way("bytes alone") { readings.bytesAlone().let { records } },
                Way("records alone") { readings.read() },
            ) + counts.map { Way("$it workers") { readings.parallel(it) } } +
                counts.map { Way("$it readers") { readings.independent(it) } }
            val runs = turns.measure(ways)
            val one = runs.first()
            val (bytes, made) = runs.slice(1..2).map { 1 / speedUp(it, one) }
            val points = counts.mapIndexed { index, count ->
                point(count, one, runs[ALONE + index], runs[ALONE + counts.size + index])
            }
            val throughput = medianOf(one.map { it.recordsPerSecond })
            return Diagnosis(cores, records, throughput, bytes, maxOf(0.0, made - bytes), points, idle(readings, cores))
        }

        private fun point(count: Int, one: List<Run>, workers: List<Run>, readers: List<Run>) =
            WorkerPoint(count, speedUp(workers, one), speedUp(readers, one), speedUp(workers, readers))

        private fun idle(readings: Readings, cores: Int): Double {
            val computed = SYSTEM.processCpuTime
            val begin = System.nanoTime()
            repeat(PASSES) { readings.parallel(cores) }
            val available = (System.nanoTime() - begin).toDouble() * cores
            return (1 - (SYSTEM.processCpuTime - computed) / available).coerceIn(0.0, 1.0)
        }

        private const val ALONE = 3
        private const val PASSES = 5
    }
}
