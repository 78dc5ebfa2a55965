// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/**
 * Draws a diagnosis: a chart for each kind of sweep with a line for each back end and a ring round each knee, one of
 * speed-ups with the line of Amdahl's law, and one of the shares of time.
 */
internal class DiagnosisPlot(private val diagnosis: Diagnosis) {
    private val judgements = Judgement.of(diagnosis)

    fun draw(): String {
        val charts = charts()
        val rows = (charts.size + 1) / COLUMNS
        val height = HEADER + rows * ROW
        val svg = Svg(WIDTH, height, "Diagnosis of ${diagnosis.file}")
        svg.rectangle(0.0, 0.0, WIDTH.toDouble(), height.toDouble(), "paper")
        svg.text(MARGIN, MARGIN, "${diagnosis.file}, ${diagnosis.environment}", "title")
        legend(svg)
        charts.forEachIndexed { index, draw ->
            val left = index % COLUMNS * (WIDTH / COLUMNS) + AXIS
            val top = HEADER + index / COLUMNS * ROW + CHART_HEADER
            draw(svg, Frame(left, top.toDouble(), WIDTH / COLUMNS - AXIS - MARGIN, ROW - CHART_HEADER - CHART_FOOTER))
        }
        return svg.toString()
    }

    private fun charts(): List<(Svg, Frame) -> Unit> {
        val kinds = SweepKind.entries.filter { kind -> judgements.any { it.sweep(kind) != null } }
        val sweeps = kinds.map { sweepChart(it) }
        val bars = judgements.map { it.findings.backEnd.id to it.shares }
        return sweeps.map { it::draw } + speedUpChart()::draw + SharesChart("share of time, mapParallel()", bars)::draw
    }

    private fun sweepChart(kind: SweepKind): LineChart {
        val lines = judgements.mapIndexedNotNull { colour, judgement ->
            val medians = judgement.sweep(kind)?.medians() ?: return@mapIndexedNotNull null
            val knee = Knee.of(medians)?.value?.toDouble()
            Series(colour, medians.map { it.value.toDouble() to it.throughput }, ringed = setOfNotNull(knee))
        }
        return LineChart(kind.id, kind.unit, "records/s", { Numbers.value(kind, it.toInt()) }, lines)
    }

    private fun speedUpChart(): LineChart {
        val most = judgements.flatMap { judgement -> judgement.findings.workers.map { it.workers } }.maxOrNull() ?: 1
        val measured = judgements.mapIndexed { colour, judgement ->
            Series(colour, judgement.speedUps.map { (workers, speedUp) -> workers.toDouble() to speedUp })
        }
        val predicted = judgements.mapIndexedNotNull { colour, judgement ->
            val share = judgement.serialShare ?: return@mapIndexedNotNull null
            Series(colour, (1..most).map { it.toDouble() to Amdahl.speedUp(share, it) }, isDashed = true)
        }
        val title = "speed-up over one thread; dashed: Amdahl's law"
        return LineChart(title, "workers", "times", { it.toInt().toString() }, measured + predicted)
    }

    private fun legend(svg: Svg) {
        var left = MARGIN
        judgements.forEachIndexed { colour, judgement ->
            svg.line(left, LEGEND, left + SAMPLE, LEGEND, "line$colour")
            svg.circle(left + SAMPLE / 2, LEGEND, DOT, "dot$colour")
            svg.text(left + SAMPLE + DOT * 2, LEGEND + DOT, judgement.findings.backEnd.id)
            left += LEGEND_ROOM
        }
        svg.circle(left + SAMPLE / 2, LEGEND, DOT * 2, "ring${Svg.COLOURS - 1}")
        svg.text(left + SAMPLE, LEGEND + DOT, "knee: the smallest value within 5 % of the best")
    }

    private fun Judgement.sweep(kind: SweepKind): Sweep? = findings.sweeps.find { it.kind == kind }

    private companion object {
        const val WIDTH = 1040
        const val COLUMNS = 2
        const val HEADER = 70
        const val ROW = 320
        const val CHART_HEADER = 50
        const val CHART_FOOTER = 50.0
        const val AXIS = 60.0
        const val MARGIN = 24.0
        const val LEGEND = 48.0
        const val LEGEND_ROOM = 130.0
        const val SAMPLE = 24.0
        const val DOT = 4.0
    }
}
