// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import kotlin.math.ceil
import kotlin.math.floor
import kotlin.math.ln
import kotlin.math.log10
import kotlin.math.pow

/** A line of a chart. */
internal class Series(
    /** Which of the colours of [Svg]. */
    val colour: Int,
    /** Places from left to right; what is no number is left out. */
    val points: List<Pair<Double, Double>>,
    val isDashed: Boolean = false,
    /** The x of the points that are ringed. */
    val ringed: Set<Double> = emptySet(),
)

/** Draws lines over values that grow by factors, from zero upwards. */
internal class LineChart(
    private val title: String,
    private val xLabel: String,
    private val yLabel: String,
    private val xName: (Double) -> String,
    private val series: List<Series>,
) {
    private val known = series.flatMap { it.points }.filter { (x, y) -> x > 0 && x.isFinite() && y.isFinite() }

    fun draw(svg: Svg, frame: Frame) {
        svg.text(frame.left, frame.top - TITLE_GAP, title, "title")
        if (known.isEmpty()) {
            svg.text(frame.left, frame.top + TITLE_GAP, "nothing was measured", "small")
            return
        }
        val xs = known.map { it.first }.distinct().sorted()
        val named = series.filterNot { it.isDashed }.flatMap { it.points }.filter { it in known }.map { it.first }
        val step = step(known.maxOf { it.second })
        val top = step * maxOf(1.0, ceil(known.maxOf { it.second } / step))
        val toX = { x: Double ->
            frame.left + INSET + (frame.width - 2 * INSET) * part(ln(x), ln(xs.first()), ln(xs.last()))
        }
        val toY = { y: Double -> frame.bottom - frame.height * (y / top).coerceIn(0.0, 1.0) }
        axes(svg, frame, named.distinct(), toX, toY, step, top)
        for (line in series) draw(svg, line, toX, toY)
    }

    private fun axes(
        svg: Svg,
        frame: Frame,
        xs: List<Double>,
        toX: (Double) -> Double,
        toY: (Double) -> Double,
        step: Double,
        top: Double,
    ) {
        for (tick in 0..floor(top / step + HALF).toInt()) {
            val y = toY(tick * step)
            svg.line(frame.left, y, frame.right, y, if (tick == 0) "axis" else "grid")
            svg.text(frame.left - TICK_GAP, y + BASELINE, name(tick * step, step), "small", Svg.Anchor.END)
        }
        for (x in xs) svg.text(toX(x), frame.bottom + X_TICK_GAP, xName(x), "small", Svg.Anchor.MIDDLE)
        svg.text(frame.left, frame.top - Y_LABEL_GAP, yLabel, "small")
        svg.text(frame.right, frame.bottom + X_LABEL_GAP, xLabel, "small", Svg.Anchor.END)
    }

    private fun draw(svg: Svg, line: Series, toX: (Double) -> Double, toY: (Double) -> Double) {
        val points = line.points.filter { it in known }
        val style = "line${line.colour}" + if (line.isDashed) " dashed" else ""
        svg.polyline(points.map { (x, y) -> toX(x) to toY(y) }, style)
        if (line.isDashed) return
        for ((x, y) in points) {
            svg.circle(toX(x), toY(y), DOT, "dot${line.colour}")
            if (x in line.ringed) svg.circle(toX(x), toY(y), RING, "ring${line.colour}")
        }
    }

    companion object {
        private const val TITLE_GAP = 26.0
        private const val Y_LABEL_GAP = 8.0
        private const val TICK_GAP = 6.0
        private const val BASELINE = 4.0
        private const val X_TICK_GAP = 16.0
        private const val X_LABEL_GAP = 32.0
        private const val DOT = 3.0
        private const val RING = 7.0
        private const val INSET = 12.0
        private const val HALF = 0.5
        private const val TICKS = 5

        /** Returns how far the lines of a grid are apart that has about five of them: 1, 2 or 5 and zeros. */
        fun step(most: Double): Double {
            if (!most.isFinite() || most <= 0) return 1.0
            val rough = most / TICKS
            val power = 10.0.pow(floor(log10(rough)))
            val factor = listOf(1, 2, 5, 10).first { it * power >= rough * (1 - 1e-9) }
            return factor * power
        }

        private fun part(value: Double, from: Double, to: Double): Double =
            if (to == from) HALF else (value - from) / (to - from)

        private fun name(value: Double, step: Double): String = when {
            value == 0.0 -> "0"
            step >= 1e6 || value >= 1e6 -> Numbers.grouped(value / 1e6, if (step >= 1e6) 0 else 1) + " M"
            step >= 1e3 -> Numbers.grouped(value / 1e3) + " k"
            else -> Numbers.grouped(value, if (step < 1) 1 else 0)
        }
    }
}

/** A rectangle of the drawing. */
internal class Frame(val left: Double, val top: Double, val width: Double, val height: Double) {
    val right: Double get() = left + width
    val bottom: Double get() = top + height
}
