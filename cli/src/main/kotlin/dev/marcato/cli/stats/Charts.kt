// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.cli.messages.visible
import java.util.Locale

/** Draws charts as SVG for an HTML page: without scripts, in the colours of the page, with values as tooltips. */
internal object Charts {
    private const val WIDTH = 600
    private const val LABEL = 232
    private const val VALUE = 140
    private const val TRACK = WIDTH - LABEL - VALUE
    private const val ROW = 26
    private const val BAR = 16
    private const val LONGEST_LABEL = 32
    private const val COLUMNS_HEIGHT = 180
    private const val AXIS = 34
    private const val TOP = 16
    private const val BASE = TOP + COLUMNS_HEIGHT
    private const val MOST_TICKS = 8
    private const val TICK_ROOM = 40.0
    private const val TICK_LETTER = 6.5

    /** Horizontal bars. [whole] is the value of a full bar; if null, the longest bar is full. */
    fun bars(title: String, shares: List<Share>, whole: Long?, kind: (Share) -> String = { "bar" }): String {
        val full = maxOf(whole ?: shares.maxOf { it.count }, 1)
        val sum = maxOf(whole ?: shares.sumOf { it.count }, 1)
        return svg(title, shares.size * ROW) {
            shares.forEachIndexed { row, share ->
                val y = row * ROW + (ROW - BAR) / 2
                val length = TRACK * share.count.toDouble() / full
                val text = y + BAR - 4
                val value = "${number(share.count)} · ${percent(share.count, sum)}"
                append("<g><title>${escaped(share.name)}: $value</title>")
                append("<text class=\"label\" x=\"${LABEL - 8}\" y=\"$text\">${escaped(clipped(share.name))}</text>")
                append(
                    "<rect class=\"track\" x=\"$LABEL\" y=\"$y\" width=\"$TRACK\" height=\"$BAR\" rx=\"3\"/>",
                )
                append(
                    "<rect class=\"${kind(
                        share,
                    )}\" x=\"$LABEL\" y=\"$y\" width=\"${decimal(length)}\" height=\"$BAR\" rx=\"3\"/>",
                )
                append("<text class=\"value\" x=\"${WIDTH - VALUE + 8}\" y=\"$text\">$value</text></g>\n")
            }
        }
    }

    /** Columns, for values with an order. */
    fun columns(title: String, shares: List<Share>): String {
        val most = maxOf(shares.maxOf { it.count }, 1)
        val width = WIDTH.toDouble() / shares.size
        val every = (shares.size + MOST_TICKS - 1) / MOST_TICKS
        return svg(title, TOP + COLUMNS_HEIGHT + AXIS) {
            append("<line class=\"axis\" x1=\"0\" x2=\"$WIDTH\" y1=\"$BASE\" y2=\"$BASE\"/>\n")
            var written = 0.0
            shares.forEachIndexed { column, share ->
                val height = COLUMNS_HEIGHT * share.count.toDouble() / most
                val x = column * width
                append("<g><title>${escaped(share.name)}: ${number(share.count)}</title>")
                append(
                    "<rect class=\"bar\" x=\"${decimal(
                        x + width * 0.1,
                    )}\" y=\"${decimal(TOP + COLUMNS_HEIGHT - height)}\" ",
                )
                append("width=\"${decimal(width * 0.8)}\" height=\"${decimal(height)}\" rx=\"2\"/>")
                // The text must neither be cut off at the ends nor overlap another one.
                val middle = (x + width / 2).coerceIn(TICK_ROOM, WIDTH - TICK_ROOM)
                val half = share.name.length * TICK_LETTER / 2
                if (column % every == 0 && middle - half >= written) {
                    written = middle + half
                    append("<text class=\"tick\" x=\"${decimal(middle)}\" y=\"${BASE + 18}\">")
                    append(escaped(share.name)).append("</text>")
                }
                append("</g>\n")
            }
            append("<text class=\"most\" x=\"0\" y=\"11\">${number(most)}</text>")
        }
    }

    private fun svg(title: String, height: Int, content: StringBuilder.() -> Unit): String = buildString {
        append("<svg role=\"img\" aria-label=\"${escaped(title)}\" viewBox=\"0 0 $WIDTH $height\">\n")
        content()
        append("</svg>\n")
    }

    fun number(number: Long): String = "%,d".format(Locale.ROOT, number)

    fun percent(count: Long, whole: Long): String =
        if (whole == 0L) "0 %" else "%.1f %%".format(Locale.ROOT, 100.0 * count / whole)

    fun escaped(text: String): String = buildString(text.length) {
        for (character in text) {
            when (character) {
                '&' -> append("&amp;")
                '<' -> append("&lt;")
                '>' -> append("&gt;")
                '"' -> append("&quot;")
                '\'' -> append("&#39;")
                else -> append(if (character.isISOControl()) visible(character) else character)
            }
        }
    }

    private fun clipped(text: String): String =
        if (text.length <= LONGEST_LABEL) text else text.take(LONGEST_LABEL - 1) + "…"

    private fun decimal(number: Double): String = "%.1f".format(Locale.ROOT, number)
}
