// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.medianOf
import dev.marcato.benchmark.compare.spreadOf
import java.math.BigDecimal

/**
 * Writes a diagnosis as a table for spreadsheets: a line for each point of a sweep, for each number of workers and
 * readers, and for each stage. What a line has nothing to say about is empty.
 */
internal object DiagnosisCsv {
    private val COLUMNS = listOf(
        "back_end",
        "series",
        "value",
        "records_per_second",
        "spread",
        "runs",
        "speed_up",
        "hand_overs_per_1000",
        "wake_ups_per_1000",
        "allocated_bytes_per_record",
        "peak_live_bytes",
        "share",
        "nanoseconds_per_record",
    )

    fun of(diagnosis: Diagnosis): String = buildString {
        appendLine(COLUMNS.joinToString(","))
        for (judgement in Judgement.of(diagnosis)) {
            rows(judgement).forEach { row -> appendLine(COLUMNS.joinToString(",") { row[it].orEmpty() }) }
        }
    }

    private fun rows(judgement: Judgement): List<Map<String, String>> = buildList {
        val findings = judgement.findings
        fun row(series: String, value: Any, vararg cells: Pair<String, Any?>) {
            val head = mapOf("back_end" to findings.backEnd.id, "series" to series, "value" to value.toString())
            add(head + cells.mapNotNull { (column, cell) -> cell?.let { column to text(it) } })
        }
        for (sweep in findings.sweeps) {
            for (point in sweep.points) row(sweep.kind.id, point.value, *throughput(point.recordsPerSecond), *of(point))
        }
        row("one-thread", 1, *throughput(findings.blockingRecordsPerSecond))
        for (point in findings.workers) {
            val speedUp = "speed_up" to judgement.speedUps[point.workers]
            row("workers", point.workers, *throughput(point.recordsPerSecond), speedUp)
        }
        for (point in findings.workers) {
            val speedUp = "speed_up" to judgement.plainSpeedUps[point.workers]
            row("plain-readers", point.workers, *throughput(point.plainRecordsPerSecond), speedUp)
        }
        val alone =
            listOf(findings.stages.io, findings.stages.framing, findings.stages.decoding, findings.stages.transform)
        judgement.shares?.named()?.forEachIndexed { index, (name, share) ->
            row("stage", name, "share" to share, "nanoseconds_per_record" to alone.getOrNull(index))
        }
    }

    private fun throughput(runs: List<Double>): Array<Pair<String, Any?>> =
        arrayOf("records_per_second" to medianOf(runs), "spread" to spreadOf(runs), "runs" to runs.size)

    private fun of(point: Point): Array<Pair<String, Any?>> = arrayOf(
        "hand_overs_per_1000" to point.handOversPer1000,
        "wake_ups_per_1000" to point.wakeUpsPer1000,
        "allocated_bytes_per_record" to point.allocatedBytesPerRecord,
        "peak_live_bytes" to point.peakLiveBytes,
    )

    private fun text(cell: Any): String =
        if (cell is Double) Numbers.rounded(cell)?.let(BigDecimal::toPlainString).orEmpty() else cell.toString()
}
