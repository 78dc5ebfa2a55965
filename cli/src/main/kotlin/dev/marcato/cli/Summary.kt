// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Record

/** Counts what is in a catalogue, a record at a time, and tells it as text. */
internal class Summary {
    private var records = 0
    private var fields = 0L
    private val types = Tally()
    private val languages = Tally()
    private val tags = Tally()
    private val titles = ArrayList<String>()
    private var firstYear: Int? = null
    private var lastYear: Int? = null

    fun add(record: Record) {
        records++
        types.add(record.leader.recordType?.name?.lowercase()?.replace('_', ' ') ?: "unknown (${record.leader[6]})")
        record.language?.let(languages::add)
        record.publicationYear?.let {
            firstYear = minOf(it, firstYear ?: it)
            lastYear = maxOf(it, lastYear ?: it)
        }
        for (field in record.fields) {
            fields++
            tags.add(field.tag)
        }
        if (titles.size < TITLES) record.title?.let(titles::add)
    }

    fun write(out: Appendable) {
        out.appendLine("$records records, $fields fields")
        out.appendLine()
        types.write("Types", out)
        languages.write("Languages", out)
        tags.write("Fields", out)
        if (firstYear != null) out.appendLine("Published from $firstYear to $lastYear").appendLine()
        if (titles.isNotEmpty()) out.appendLine("The first titles")
        for (title in titles) out.appendLine("  $title")
    }

    private class Tally {
        private val counts = HashMap<String, Int>()

        fun add(value: String) {
            counts.merge(value, 1, Int::plus)
        }

        fun write(heading: String, out: Appendable) {
            if (counts.isEmpty()) return
            out.appendLine(heading)
            val sorted = counts.entries.sortedWith(
                compareByDescending<Map.Entry<String, Int>> {
                    it.value
                }.thenBy { it.key },
            )
            val width = sorted.take(ROWS).maxOf { it.key.length }
            val most = sorted.first().value
            for ((value, count) in sorted.take(ROWS)) {
                val bar = "#".repeat(maxOf(1, count * BAR / most))
                out.appendLine("  ${value.padEnd(width)} ${count.toString().padStart(COUNT_WIDTH)} $bar")
            }
            if (sorted.size > ROWS) out.appendLine("  and ${sorted.size - ROWS} more")
            out.appendLine()
        }
    }

    private companion object {
        const val TITLES = 10
        const val ROWS = 10
        const val BAR = 40
        const val COUNT_WIDTH = 7
    }
}
