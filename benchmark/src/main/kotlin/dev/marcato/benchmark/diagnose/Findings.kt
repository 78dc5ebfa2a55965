// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.Environment
import dev.marcato.benchmark.compare.medianOf
import dev.marcato.benchmark.compare.spreadOf
import java.io.Serializable

/** What is varied while all else stays as it is. */
internal enum class SweepKind(
    val id: String,
    /** What the values are. */
    val unit: String,
    /** What is done with each of them. */
    val work: String,
) {
    /** How many records go to a worker at once. */
    BATCH("batch-size", "records a batch", "records() transformed by workers, batches of exactly this size"),

    /** How many bytes a read asks for. */
    CHUNK("chunk-size", "bytes a chunk", "records() transformed by the collector, ReadOptions.chunkSize"),

    /** How many chunks may wait for the collector. */
    READ_AHEAD("read-ahead", "chunks in the channel", "records() transformed by the collector, ReadOptions.readAhead"),

    /** How many bytes a worker reads at once. */
    RANGE("range-size", "bytes a range", "mapParallel() of ranges, ParallelOptions.windowBytes"),
    ;

    override fun toString(): String = id
}

/** What was found at one value of a sweep. */
internal data class Point(
    val value: Int,
    /** One for each turn. */
    val recordsPerSecond: List<Double>,
    val allocatedBytesPerRecord: Double,
    /** How often records went from one coroutine to another; null where the library does not tell. */
    val handOversPer1000: Double?,
    /** How often a coroutine was put on a thread. */
    val wakeUpsPer1000: Double,
    /** The most that was reachable at some moments of a pass, less what was before it. */
    val peakLiveBytes: Long,
) : Serializable {
    val median: Double get() = medianOf(recordsPerSecond)
    val spread: Double get() = spreadOf(recordsPerSecond)
}

/** All points of one kind, by growing value. */
internal data class Sweep(val kind: SweepKind, val points: List<Point>) : Serializable {
    fun medians(): List<Measured> = points.map { Measured(it.value, it.median) }
}

/** How long each stage takes for a record if it is all that is done, in nanoseconds. */
internal data class StagesAlone(val io: Double, val framing: Double, val decoding: Double, val transform: Double) :
    Serializable

/** What the parties to a parallel reading did with their time, in seconds of the clock, all passes together. */
internal data class Occupation(
    val workers: Int,
    val elapsed: Double,
    /** In blocking reads. */
    val io: Double,
    /** In the workers' and the collector's own code. */
    val busy: Double,
    /** Of the workers, for something to do, or for room to put a result. */
    val waits: Double,
    /** What all threads of the process computed. */
    val cpu: Double,
) : Serializable

/** Throughput by one number of workers, and that of as many readers that know nothing of each other. */
internal data class WorkerPoint(
    val workers: Int,
    /** One for each turn. */
    val recordsPerSecond: List<Double>,
    /** Of all these readers together, one for each turn. */
    val plainRecordsPerSecond: List<Double>,
) : Serializable

/** All that was measured of one back end. */
internal data class Findings(
    val backEnd: BackEnd,
    val records: Long,
    val bytes: Long,
    val sweeps: List<Sweep>,
    val stages: StagesAlone,
    val occupation: Occupation,
    /** Of the blocking reader on one thread, one for each turn. */
    val blockingRecordsPerSecond: List<Double>,
    val workers: List<WorkerPoint>,
) : Serializable

/** All that was measured of a file. */
internal data class Diagnosis(
    val file: String,
    val environment: Environment,
    /** The load of the machine when it began; null where the platform does not tell. */
    val load: Double?,
    val findings: List<Findings>,
)
