// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.util.Locale

/** Puts a drawing together. Colours belong to classes, so that one drawing suits a light and a dark page. */
internal class Svg(private val width: Int, private val height: Int, private val title: String) {
    private val elements = StringBuilder()

    /** Where a text stands beside its place. */
    enum class Anchor(val word: String) {
        /** The text begins there. */
        START("start"),

        /** Its middle is there. */
        MIDDLE("middle"),

        /** The text ends there. */
        END("end"),
    }

    fun line(x1: Double, y1: Double, x2: Double, y2: Double, style: String) {
        element("""<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" class="$style"/>""")
    }

    fun polyline(points: List<Pair<Double, Double>>, style: String) {
        val places = points.joinToString(" ") { (x, y) -> "${at(x)},${at(y)}" }
        element("""<polyline points="$places" class="$style"/>""")
    }

    fun circle(x: Double, y: Double, radius: Double, style: String) {
        element("""<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" class="$style"/>""")
    }

    fun rectangle(x: Double, y: Double, width: Double, height: Double, style: String) {
        element(
            """<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" class="$style"/>""",
        )
    }

    fun text(x: Double, y: Double, text: String, style: String = "text", anchor: Anchor = Anchor.START) {
        element(
            """<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor.word}" class="$style">${escaped(text)}</text>""",
        )
    }

    override fun toString(): String = buildString {
        append("""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 $width $height" """)
        appendLine("""width="$width" height="$height" role="img">""")
        appendLine("<title>${escaped(title)}</title>")
        appendLine("<style>")
        appendLine(STYLE)
        appendLine("</style>")
        append(elements)
        appendLine("</svg>")
    }

    private fun element(text: String) {
        elements.append(text).append('\n')
    }

    private fun at(place: Double): String = String.format(Locale.ROOT, "%.1f", place)

    companion object {
        /** How many colours there are, for the classes `line0`, `dot0`, `area0` and so on. */
        const val COLOURS = 5

        private val LIGHT = listOf("#0067a5", "#c4500c", "#00805c", "#a8448a", "#8a8a8a")
        private val DARK = listOf("#5cb8ff", "#ff9a52", "#3fd6a5", "#ee8fd2", "#8c8c8c")

        private val STYLE = buildString {
            appendLine("text { font-family: sans-serif; font-size: 12px }")
            appendLine(".title { font-size: 14px; font-weight: bold }")
            appendLine(".small { font-size: 11px }")
            appendLine("line, polyline { fill: none }")
            appendLine("[class^=line] { stroke-width: 2 }")
            appendLine(".dashed { stroke-width: 1.5; stroke-dasharray: 5 4 }")
            appendLine("[class^=ring] { fill: none; stroke-width: 2 }")
            appendLine(colours(LIGHT, paper = "#ffffff", ink = "#1c1c1c", faint = "#dcdcdc"))
            appendLine("@media (prefers-color-scheme: dark) {")
            appendLine(colours(DARK, paper = "#16181c", ink = "#e6e6e6", faint = "#3a3d44"))
            append("}")
        }

        private fun colours(palette: List<String>, paper: String, ink: String, faint: String): String = buildString {
            appendLine(".paper { fill: $paper }")
            appendLine(".text, .title, .small { fill: $ink }")
            appendLine(".axis { stroke: $ink }")
            append(".grid { stroke: $faint }")
            for ((index, colour) in palette.withIndex()) {
                append("\n.line$index, .ring$index { stroke: $colour } .dot$index, .area$index { fill: $colour }")
            }
        }

        private fun escaped(text: String): String = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    }
}
