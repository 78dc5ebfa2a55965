// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

/** Draws a bar for each back end, divided as its time is. */
internal class SharesChart(private val title: String, private val bars: List<Pair<String, Shares?>>) {
    fun draw(svg: Svg, frame: Frame) {
        svg.text(frame.left, frame.top - TITLE_GAP, title, "title")
        val room = frame.height / (bars.size + 1)
        bars.forEachIndexed { index, (name, shares) ->
            val top = frame.top + index * room
            svg.text(frame.left, top + LABEL, name, "small")
            if (shares != null) bar(svg, frame, top + LABEL + GAP, room - LABEL - 3 * GAP, shares)
        }
        legend(svg, frame, frame.top + bars.size * room + LABEL)
    }

    private fun bar(svg: Svg, frame: Frame, top: Double, height: Double, shares: Shares) {
        var left = frame.left
        shares.named().forEachIndexed { index, (_, share) ->
            val width = frame.width * share
            svg.rectangle(left, top, width, height, "area$index")
            left += width
        }
        val words = shares.named().joinToString(postfix = " %") { (name, share) ->
            "$name ${Numbers.grouped(share * 100)}"
        }
        svg.text(frame.right, top - GAP, words, "small", Svg.Anchor.END)
    }

    private fun legend(svg: Svg, frame: Frame, baseline: Double) {
        val names = bars.firstNotNullOfOrNull { it.second }?.named().orEmpty().map { it.first }
        val room = frame.width / maxOf(1, names.size)
        names.forEachIndexed { index, name ->
            val left = frame.left + index * room
            svg.rectangle(left, baseline - SWATCH, SWATCH, SWATCH, "area$index")
            svg.text(left + SWATCH + GAP, baseline, name, "small")
        }
    }

    private companion object {
        const val TITLE_GAP = 26.0
        const val LABEL = 12.0
        const val GAP = 4.0
        const val SWATCH = 10.0
    }
}
