// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.Environment

/** A diagnosis as it may come from a machine with two cores. */
internal fun sampleDiagnosis(vararg findings: Findings = BackEnd.entries.map(::sampleFindings).toTypedArray()) =
    Diagnosis("catalogue <1> & more.mrc", Environment("17.0.15", cores = 2, heap = 1L shl 30), 0.5, findings.toList())

internal fun sampleFindings(backEnd: BackEnd): Findings {
    val kinds = SweepKind.entries.filter {
        when (it) {
            SweepKind.BATCH -> true
            SweepKind.CHUNK, SweepKind.READ_AHEAD -> backEnd.hasChunks
            SweepKind.RANGE -> backEnd.isCut
        }
    }
    return Findings(
        backEnd,
        records = 7_000,
        bytes = 8_000_000,
        sweeps = kinds.map { sampleSweep(it) },
        stages = StagesAlone(io = 80.0, framing = 120.0, decoding = 300.0, transform = 700.0),
        occupation = Occupation(workers = 2, elapsed = 1.0, io = 0.1, busy = 1.7, waits = 0.2, cpu = 1.9),
        blockingRecordsPerSecond = listOf(780_000.0, 800_000.0, 790_000.0),
        workers = listOf(
            WorkerPoint(1, listOf(780_000.0, 800_000.0), listOf(800_000.0, 810_000.0)),
            WorkerPoint(2, listOf(1_404_000.0, 1_440_000.0), listOf(1_520_000.0, 1_539_000.0)),
            WorkerPoint(4, listOf(1_400_000.0, 1_430_000.0), listOf(1_500_000.0, 1_530_000.0)),
        ),
    )
}

internal fun sampleSweep(kind: SweepKind): Sweep = Sweep(
    kind,
    listOf(16_384 to 500_000.0, 65_536 to 960_000.0, 262_144 to 1_000_000.0).map { (value, throughput) ->
        Point(
            value,
            listOf(throughput, throughput * 1.01, throughput * 0.99),
            allocatedBytesPerRecord = 3_210.987,
            handOversPer1000 = if (kind == SweepKind.BATCH) 20.0 else null,
            wakeUpsPer1000 = 41.5,
            peakLiveBytes = 1_234_567,
        )
    },
)
