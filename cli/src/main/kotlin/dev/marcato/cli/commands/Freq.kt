// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.ReadingCommand
import dev.marcato.cli.Table
import dev.marcato.cli.oneLine
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.cli.usageFailure
import picocli.CommandLine.Command
import picocli.CommandLine.Option
import picocli.CommandLine.Parameters

@Command(
    name = "freq",
    description = ["Lists the values of a field, the most frequent first. Holds every different value in memory."],
    footer = ["", "Example: the twenty most frequent subjects", "  marcato freq 650a --limit 20 catalogue.mrc"],
)
internal class Freq : ReadingCommand() {
    @Parameters(index = "0", paramLabel = "FIELD", description = ["What to look at, such as 650a or 008/35-37."])
    lateinit var field: String

    override val leadingArguments: Int get() = 1

    @Option(names = ["--limit"], paramLabel = "N", description = ["List so many values at most."])
    var limit: Int = Int.MAX_VALUE

    @Option(names = ["--format"], paramLabel = "FORMAT", description = ["csv or tsv; lines for people if not given."])
    var format: Table? = null

    private class Tally(var count: Long)

    override fun run(): Int {
        if (limit < 0) throw usageFailure("--limit is not negative")
        val selector = PatternParser.selector(field)
        val reading = reading()
        val tallies = HashMap<String, Tally>()
        reading.forEachRecord { record ->
            selector.forEachValue(record) { value -> tallies.getOrPut(value) { Tally(0) }.count++ }
        }
        val order = compareByDescending<Map.Entry<String, Tally>> { it.value.count }.thenBy { it.key }
        val rows = tallies.entries.sortedWith(order).take(limit)
        val table = format
        if (table == null) {
            val width = rows.maxOfOrNull { "${it.value.count}".length } ?: 0
            for ((value, tally) in rows) {
                console.text.append(
                    "${tally.count}".padStart(width),
                ).append("  ").append(oneLine(value)).append('\n')
            }
        } else {
            table.row(listOf("count", selector.text), console.text)
            for ((value, tally) in rows) table.row(listOf("${tally.count}", value), console.text)
        }
        return reading.finish()
    }
}
