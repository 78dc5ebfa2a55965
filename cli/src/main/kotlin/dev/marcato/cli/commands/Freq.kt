// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.views.Table
import dev.marcato.cli.views.TableFormat
import dev.marcato.cli.views.TableOptions
import dev.marcato.cli.views.endLine
import dev.marcato.cli.views.isDoubtful
import dev.marcato.cli.views.jsonTo
import dev.marcato.path.PathSet

internal class Freq :
    ReadingCommand(
        name = "freq",
        description =
        "Lists the values of one or more paths, the most frequent first. Keeps every different value in " +
            "memory.",
        footer = listOf(
            "",
            "Example: the twenty most frequent subjects, and the languages",
            "  marcato freq '650\$a, language=008/35-37' --top 20 catalogue.mrc",
        ),
    ) {
    private val paths by options.pathArgument(
        "PATHS",
        description = "What to count, such as 650\$a or '008/35-37, 6XX'; names as in marcato select.",
        PathSet::of,
    )

    private val top by options.int(
        "--top",
        label = "N",
        default = Int.MAX_VALUE,
        description = "List at most N values of each path.",
    )

    private val tableOptions = TableOptions(options, "; lines for people if not given")

    private class Counter(var count: Long)

    private class Frequencies(private val paths: PathSet) {
        val byValue = List(paths.size) { HashMap<String, Counter>() }
        private val action = PathSet.ValueAction(::add)
        private var isDoubtful = false

        var undecodable = 0L
            private set

        fun add(record: Record) {
            isDoubtful = isDoubtful(record)
            paths.forEachValue(record, action)
        }

        fun add(other: Frequencies) {
            undecodable += other.undecodable
            for (index in byValue.indices) {
                for ((value, counter) in other.byValue[index]) add(index, value, counter.count)
            }
        }

        private fun add(index: Int, value: String) {
            if (isDoubtful && '\uFFFD' in value) undecodable++
            add(index, value, 1)
        }

        private fun add(index: Int, value: String, count: Long) {
            byValue[index].getOrPut(value) { Counter(0) }.count += count
        }
    }

    private class Row(val path: String, val value: String, val count: Long)

    override fun run(): Int {
        if (top < 0) throw usageFailure("--top can't be negative")
        val format = tableOptions.format
        tableOptions.check(format)
        val reading = reading()
        val frequencies = Frequencies(paths)
        reading.shareRecords(frequencies, newWork = { Frequencies(paths) }, join = frequencies::add) { add(it) }
        val rows = paths.names.mapIndexed { index, name -> rows(name, frequencies.byValue[index]) }
        when (format) {
            null -> writeLines(rows)
            TableFormat.JSONL -> writeObjects(rows.flatten())
            else -> writeTable(rows.flatten(), format)
        }
        val code = reportUndecodable(frequencies.undecodable)
        return ExitCode.graver(reading.finish(), code)
    }

    private fun rows(path: String, byValue: Map<String, Counter>): List<Row> {
        val order = compareByDescending<Map.Entry<String, Counter>> { it.value.count }.thenBy { it.key }
        return byValue.entries.sortedWith(order).take(top).map { Row(path, it.key, it.value.count) }
    }

    private fun writeLines(lists: List<List<Row>>) {
        val out = console.text
        for ((index, rows) in lists.withIndex()) {
            if (index > 0) out.append('\n')
            if (lists.size > 1) out.append(oneLine(paths.names[index])).append(":\n")
            val width = rows.maxOfOrNull { "${it.count}".length } ?: 0
            for (row in rows) {
                out.append("${row.count}".padStart(width)).append("  ").append(oneLine(row.value)).append('\n')
            }
        }
    }

    private fun writeObjects(rows: List<Row>) {
        val json = jsonTo(console.recordText)
        for (row in rows) {
            json.writeStartObject()
            json.writeStringField("path", row.path)
            json.writeNumberField("count", row.count)
            json.writeStringField("value", row.value)
            json.endLine()
        }
    }

    private fun writeTable(rows: List<Row>, format: TableFormat) {
        val out = console.recordText
        val table = Table(format, tableOptions.isWithoutFormulas)
        tableOptions.begin(out)
        if (paths.size == 1) {
            table.row(listOf("count", paths.names[0]), out)
            for (row in rows) table.row(listOf("${row.count}", row.value), out)
        } else {
            table.row(listOf("path", "count", "value"), out)
            for (row in rows) table.row(listOf(row.path, "${row.count}", row.value), out)
        }
        reportChanged(table)
    }
}
