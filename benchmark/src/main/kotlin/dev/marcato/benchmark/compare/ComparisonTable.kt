// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import java.util.Locale

/** Lays measurements out for people: a block per fixture and work, the fastest first. */
internal object ComparisonTable {
    private const val WIDTH = 12
    private val COLUMNS = listOf("records/s", "spread", "MB/s", "x marc4j", "allocated", "x raw", "retained", "x raw")

    fun of(measurements: List<Measurement>): String = buildString {
        for ((fixture, onFixture) in measurements.groupBy { it.fixture }) {
            val raw = onFixture.first().rawBytesPerRecord
            appendLine("$fixture: ${number(raw, 0)} bytes a record")
            for ((work, rows) in onFixture.groupBy { it.work }) {
                appendLine()
                appendLine(line(work.id, COLUMNS))
                val fastestFirst = rows.sortedByDescending { it.recordsPerSecond }
                fastestFirst.forEach { appendLine(line(name(it), cells(it))) }
            }
            appendLine()
        }
        append("allocated, retained: bytes per record; spread: the middle half of all runs, as a part of the median")
    }

    private fun name(it: Measurement): String = "  ${it.subject}${if (it.isBefore) " before" else ""}"

    private fun cells(it: Measurement): List<String> = listOf(
        number(it.recordsPerSecond, 0),
        percent(it.spread),
        number(it.megabytesPerSecond, if (it.megabytesPerSecond < 100) 1 else 0),
        number(it.ratioToMarc4j, 2),
        number(it.allocatedBytesPerRecord, 0),
        number(it.allocatedBytesPerRecord?.div(it.rawBytesPerRecord), 2),
        number(it.retainedBytesPerRecord, 0),
        number(it.retainedBytesPerRecord?.div(it.rawBytesPerRecord), 2),
    )

    private fun line(head: String, cells: List<String>): String =
        head.padEnd(32) + cells.joinToString("") { it.padStart(WIDTH) }

    private fun percent(part: Double): String = number(part * 100, 0) + " %"

    private fun number(number: Double?, decimals: Int): String =
        if (number == null) "-" else String.format(Locale.ROOT, "%,.${decimals}f", number)
}
