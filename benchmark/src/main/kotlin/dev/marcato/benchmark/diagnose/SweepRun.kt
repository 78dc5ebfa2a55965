// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** Measures all sweeps that make sense for a back end. */
internal class SweepRun(
    private val backEnd: BackEnd,
    private val passes: ReadingPasses,
    private val records: Long,
    private val workers: Int,
    private val effort: Effort,
) {
    private val turns = Turns(effort)

    fun all(): List<Sweep> = buildList {
        add(batches())
        if (backEnd.hasChunks) {
            add(sweep(SweepKind.CHUNK, BYTES) { watch, size -> passes.flow(watch) { chunkSize = size } })
            add(sweep(SweepKind.READ_AHEAD, CHUNKS) { watch, chunks -> passes.flow(watch) { readAhead = chunks } })
        }
        if (backEnd.isCut) {
            add(sweep(SweepKind.RANGE, RANGES) { watch, size -> passes.ranges(watch, workers, size) })
        }
    }

    /** Goes on to larger batches where those are better; the largest that was measured is measured with them again. */
    private fun batches(): Sweep {
        val pass = { watch: Watch, size: Int -> passes.batches(watch, workers, size) }
        val first = sweep(SweepKind.BATCH, RECORDS, pass)
        if (!Knee.isStillRising(first.medians())) return first
        val more = sweep(SweepKind.BATCH, listOf(RECORDS.last()) + MORE_RECORDS, pass)
        val again = more.points.first()
        val known = first.points.last()
        val both = known.copy(recordsPerSecond = known.recordsPerSecond + again.recordsPerSecond)
        return Sweep(SweepKind.BATCH, first.points.dropLast(1) + both + more.points.drop(1))
    }

    private fun sweep(kind: SweepKind, values: List<Int>, pass: (Watch, Int) -> Long): Sweep {
        val plain = Watch()
        val timings = turns.measure(values.map { value -> Way("$kind $value") { pass(plain, value) } })
        return Sweep(kind, values.zip(timings) { value, timing -> point(kind, value, timing, pass) })
    }

    private fun point(kind: SweepKind, value: Int, timing: Timing, pass: (Watch, Int) -> Long): Point {
        val probe = Probe(records, effort.moments)
        val thousands = pass(probe, value) / 1000.0
        return Point(
            value,
            timing.recordsPerSecond,
            timing.medianAllocation,
            if (kind == SweepKind.BATCH) probe.handOvers / thousands else null,
            probe.wakeUps / thousands,
            probe.peakLiveBytes,
        )
    }

    private companion object {
        val RECORDS = listOf(10, 25, 50, 100, 200, 500)
        val MORE_RECORDS = listOf(1_000, 2_000)
        val BYTES = listOf(16, 32, 64, 128, 256, 512, 1_024).map { it * 1_024 }
        val CHUNKS = listOf(1, 2, 4, 8, 16)

        // Larger ones the library never makes.
        val RANGES = listOf(16, 32, 64, 128, 256).map { it * 1_024 }
    }
}
