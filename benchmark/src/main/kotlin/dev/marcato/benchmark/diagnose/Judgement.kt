// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** What follows from the [findings] about one back end on a machine with this many [cores], and this [load] before. */
internal class Judgement(val findings: Findings, private val cores: Int, load: Double?) {
    /** Over one worker, beside which the collector's thread may read. */
    val overWorker: Map<Int, Double> = SpeedUp.ofWorkers(findings.workers)
    val plainSpeedUps: Map<Int, Double> = SpeedUp.ofPlainReaders(findings.workers)

    /** Over the blocking reader, which does everything on one thread, so that Amdahl's law can be read off it. */
    val speedUps: Map<Int, Double> = findings.workers.mapNotNull { point ->
        SpeedUp.of(point.recordsPerSecond, findings.blockingRecordsPerSecond)?.let { point.workers to it }
    }.toMap()

    /** Told by as many workers as there are cores for. */
    val serialShare: Double? = Amdahl.serialShare(speedUps.filterKeys { it <= cores })
    val shares: Shares? = Shares.of(findings.occupation, findings.stages)
    val idle: Double? = Shares.idle(findings.occupation, cores)
    val gates: List<Gate> = Gate.all(cores, speedUps, overWorker, plainSpeedUps)

    val remarks: List<Remark> = Verdict.of(
        Symptoms(
            cores,
            load,
            findings.backEnd.isCut,
            speedUps,
            serialShare,
            shares,
            idle,
            findings.sweeps.find { it.kind == SweepKind.BATCH }?.medians().orEmpty(),
        ),
    )

    companion object {
        fun of(diagnosis: Diagnosis): List<Judgement> =
            diagnosis.findings.map { Judgement(it, diagnosis.environment.cores, diagnosis.load) }
    }
}
