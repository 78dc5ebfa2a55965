// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.cli.patterns.Selector
import dev.marcato.cli.views.Table
import dev.marcato.cli.views.TableOptions
import dev.marcato.cli.views.isDoubtful

internal class Freq :
    ReadingCommand(
        name = "freq",
        description = "Lists the values of a field, the most frequent first. Keeps every different value in memory.",
        footer = listOf(
            "",
            "Example: the twenty most frequent subjects",
            "  marcato freq 650a --limit 20 catalogue.mrc",
        ),
    ) {
    private val field by options.argument("FIELD", description = "The field to count, such as 650a or 008/35-37.")

    private val limit by options.int(
        "--limit",
        label = "N",
        default = Int.MAX_VALUE,
        description = "List at most N values.",
    )

    private val tableOptions = TableOptions(options, "; lines for people if not given")

    private class Counter(var count: Long)

    private class Frequencies(private val selector: Selector) {
        val byValue = HashMap<String, Counter>()

        var undecodable = 0L
            private set

        fun add(record: Record) {
            val isDoubtful = isDoubtful(record)
            selector.forEachValue(record) {
                if (isDoubtful && '\uFFFD' in it) undecodable++
                add(it, 1)
            }
        }

        fun add(other: Frequencies) {
            undecodable += other.undecodable
            for ((value, counter) in other.byValue) add(value, counter.count)
        }

        private fun add(value: String, count: Long) {
            byValue.getOrPut(value) { Counter(0) }.count += count
        }
    }

    override fun run(): Int {
        if (limit < 0) throw usageFailure("--limit can't be negative")
        val selector = PatternParser.selector(field)
        val reading = reading()
        val frequencies = Frequencies(selector)
        reading.shareRecords(frequencies, newWork = { Frequencies(selector) }, join = frequencies::add) { add(it) }
        val order = compareByDescending<Map.Entry<String, Counter>> { it.value.count }.thenBy { it.key }
        val rows = frequencies.byValue.entries.sortedWith(order).take(limit)
        val format = tableOptions.format
        if (format == null) {
            val width = rows.maxOfOrNull { "${it.value.count}".length } ?: 0
            for ((value, counter) in rows) {
                console.text.append(
                    "${counter.count}".padStart(width),
                ).append("  ").append(oneLine(value)).append('\n')
            }
        } else {
            val table = Table(format, tableOptions.isWithoutFormulas)
            table.row(listOf("count", selector.text), console.recordText)
            for ((value, counter) in rows) table.row(listOf("${counter.count}", value), console.recordText)
            reportChanged(table)
        }
        val code = reportUndecodable(frequencies.undecodable)
        return ExitCode.graver(reading.finish(), code)
    }
}
