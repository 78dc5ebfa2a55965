// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import dev.marcato.benchmark.compare.medianOf
import dev.marcato.benchmark.compare.spreadOf
import java.util.Locale

/** Lays a diagnosis out for people: a part for each back end, which ends with what follows from it. */
internal object DiagnosisText {
    private val SWEEP_COLUMNS =
        listOf("records/s", "spread", "hand-overs", "wake-ups", "allocated", "live peak")
    private const val HEAD = 22
    private const val WIDTH = 13

    fun of(diagnosis: Diagnosis): String = buildString {
        append("${diagnosis.file}, ${diagnosis.environment}")
        diagnosis.load?.let { append(String.format(Locale.ROOT, ", load %.1f when it began", it)) }
        appendLine()
        Judgement.of(diagnosis).forEach { part(it) }
        append(LEGEND)
    }

    private fun StringBuilder.part(judgement: Judgement) {
        val findings = judgement.findings
        appendLine()
        val sizes = "${Numbers.grouped(findings.records.toDouble())} records, " +
            "${Numbers.grouped(findings.bytes.toDouble())} bytes"
        appendLine("${findings.backEnd.id.uppercase(Locale.ROOT)}: $sizes")
        findings.sweeps.forEach { sweep(it) }
        stages(judgement)
        workers(judgement)
        gates(judgement)
        appendLine()
        appendLine("  verdict")
        judgement.remarks.forEach { remark -> appendLine("    - ${remark.text}") }
    }

    private fun StringBuilder.sweep(sweep: Sweep) {
        appendLine()
        appendLine("  ${sweep.kind}: ${sweep.kind.work}")
        appendLine(line(sweep.kind.unit, SWEEP_COLUMNS))
        for (point in sweep.points) {
            val cells = listOf(
                Numbers.grouped(point.median),
                Numbers.percent(point.spread),
                Numbers.grouped(point.handOversPer1000, 1),
                Numbers.grouped(point.wakeUpsPer1000, 1),
                Numbers.grouped(point.allocatedBytesPerRecord),
                Numbers.grouped(point.peakLiveBytes / BYTES_PER_MEGABYTE, 2) + " MB",
            )
            appendLine(line(Numbers.value(sweep.kind, point.value), cells))
        }
        val knee = Knee.of(sweep.medians()) ?: return
        val flat = if (Knee.isFlat(sweep.medians())) ", and the curve is flat" else ""
        append("    knee: ${Numbers.value(sweep.kind, knee.value)}$flat")
        val handOvers = sweep.points.first { it.value == knee.value }.handOversPer1000
        if (handOvers != null && handOvers > 0) {
            append(", with ${Numbers.grouped(RECORDS_PER_UNIT / handOvers)} times fewer hand-overs than one each")
        }
        appendLine()
    }

    private fun StringBuilder.stages(judgement: Judgement) {
        val alone = judgement.findings.stages
        val shares = judgement.shares?.named().orEmpty().toMap()
        val workers = judgement.findings.occupation.workers
        appendLine()
        appendLine("  stages: mapParallel(), $workers workers, and each stage alone")
        appendLine(line("", listOf("share of time", "alone ns/rec")))
        val times = listOf(
            "I/O" to alone.io,
            "framing" to alone.framing,
            "decoding" to alone.decoding,
            "transform" to alone.transform,
            "waits" to null,
        )
        for ((name, time) in times) {
            appendLine(line(name, listOf(Numbers.percent(shares[name], 1), Numbers.grouped(time))))
        }
        appendLine("    cores not used: ${Numbers.percent(judgement.idle)}")
    }

    private fun StringBuilder.workers(judgement: Judgement) {
        val findings = judgement.findings
        appendLine()
        appendLine("  workers: mapParallel() beside one thread that blocks, and beside readers that share nothing")
        appendLine(line("", listOf("records/s", "spread", "x 1 worker", "x 1 thread", "x plain", "efficiency")))
        appendLine(line("one thread", throughput(findings.blockingRecordsPerSecond)))
        for (point in findings.workers) {
            val speedUp = judgement.speedUps[point.workers]
            val plain = judgement.plainSpeedUps[point.workers]
            val efficiency = if (speedUp != null && plain != null) speedUp / plain else null
            val cells = throughput(point.recordsPerSecond) + listOf(
                Numbers.grouped(judgement.overWorker[point.workers], 2),
                Numbers.grouped(speedUp, 2),
                Numbers.grouped(plain, 2),
                Numbers.percent(efficiency),
            )
            appendLine(line(if (point.workers == 1) "1 worker" else "${point.workers} workers", cells))
        }
        appendLine("    serial share by Amdahl's law: ${Numbers.percent(judgement.serialShare, 1)}")
    }

    private fun StringBuilder.gates(judgement: Judgement) {
        appendLine()
        appendLine("  gates")
        for (gate in judgement.gates) {
            val measured = if (gate.measured == null) "" else ", measured ${Numbers.grouped(gate.measured, 2)}"
            appendLine("    ${gate.name}: ${gate.target} or more$measured: ${gate.state.words}")
        }
    }

    private fun throughput(runs: List<Double>): List<String> =
        listOf(Numbers.grouped(medianOf(runs)), Numbers.percent(spreadOf(runs)))

    private fun line(head: String, cells: List<String>): String =
        "    " + head.padEnd(HEAD) + cells.joinToString("") { it.padStart(WIDTH) }

    private const val BYTES_PER_MEGABYTE = 1e6
    private const val RECORDS_PER_UNIT = 1000.0

    private val LEGEND = """
        |
        |spread: the middle half of all turns, as a part of the median; hand-overs: batches that go from one coroutine
        |to another, wake-ups: how often a coroutine is put on a thread, both for 1,000 records; allocated: bytes per
        |record; live peak: the most that is reachable at some moments of a pass, less what was before it; x plain:
        |what as many threads give that read all of the file each; efficiency: x 1 thread as a part of x plain.
        |knee: the smallest value whose median is within 5 % of the highest.
        |
    """.trimMargin()
}
