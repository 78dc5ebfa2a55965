// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.cli.patterns.Selector
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.reading.endings
import dev.marcato.cli.views.Table
import dev.marcato.cli.views.TableFormat
import dev.marcato.cli.views.TableOptions
import dev.marcato.cli.views.isDoubtful
import dev.marcato.cli.writing.KeepGoing
import dev.marcato.cli.writing.OutputFile
import dev.marcato.cli.writing.writeText

internal class Select :
    ReadingCommand(
        name = "select",
        description = "Writes values of fields as columns of a table, with a row for each record.",
        footer = listOf(
            "",
            "Columns: 001, 245a (each \$a), 245ab (\$a and \$b joined), 650 (the field), 6XX, 856|4*|u (indicators; " +
                "_ is a",
            "blank), 008/35-37 (characters), LDR/06 (the leader).",
            "",
            "Example: numbers, titles and subjects for a spreadsheet",
            "  marcato select '001, 245ab, 650a' catalogue.mrc -o titles.csv",
        ),
    ) {
    private val columns by options.argument("COLUMNS", description = "The columns, such as '001, 245a, 650a'.")

    private val output by options.text(
        "-o",
        "--output",
        label = "FILE",
        description = "File to write; its name sets format and compression (out.csv, out.tsv.gz). Standard output " +
            "if not given.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace files that are there already.")

    private val tableOptions = TableOptions(options, ", if not set by the name of the file; csv for standard output")

    private val separator by options.text(
        "--separator",
        label = "TEXT",
        default = " | ",
        description = "The text between repeated values; ' | ' if not given.",
    )

    private val isRepeated by options.flag(
        "--repeat",
        description = "Write a row for each repeated value: the first values in the first row, and so on.",
    )

    private val isWithoutHeader by options.flag("--no-header", description = "Leave out the row of column names.")

    private val going = KeepGoing(options)

    override fun run(): Int {
        val selectors = PatternParser.selectors(columns)
        val name = output?.takeIf { it != "-" }
        val endings = endings(name, reading.isStrict, going.isAsked) { "$name: nothing was written" }
        val reading = reading(endings = endings)
        val format = tableOptions.format ?: formatOf(name)
        val path = name?.let { OutputFile.checked(it, reading.inputs, isForced) }
        val table = Table(format, tableOptions.isWithoutFormulas)
        writeText(console, interruption, path, isForced) { write(selectors, reading, table, it) }
        reportChanged(table)
        return ExitCode.graver(reading.finish(), if (table.isExact) ExitCode.DONE else ExitCode.INCOMPLETE)
    }

    private fun formatOf(name: String?): TableFormat {
        if (name == null) return TableFormat.CSV
        val end = OutputFile.endOf(name) ?: return TableFormat.CSV
        return TableFormat.entries.firstOrNull { it.name.equals(end, ignoreCase = true) }
            ?: throw usageFailure("$name: the name has no known format", "--format names one: csv, tsv")
    }

    private fun write(selectors: List<Selector>, reading: Reading, table: Table, out: Appendable) {
        if (!isWithoutHeader) table.row(selectors.map { it.text }, out)
        reading.shareRecords(out, newWork = ::StringBuilder, join = { out.append(it) }) { record ->
            val isDoubtful = isDoubtful(record)
            if (isRepeated) {
                repeat(selectors, record, table, isDoubtful, this)
            } else {
                table.row(selectors.map { joined(it, record) }, this, isDoubtful)
            }
        }
    }

    private fun joined(selector: Selector, record: Record): String {
        val values = selector.values(record)
        return if (values.size == 1) values[0] else values.joinToString(separator)
    }

    // A column with one value has it in every row of its record.
    private fun repeat(selectors: List<Selector>, record: Record, table: Table, isDoubtful: Boolean, out: Appendable) {
        val values = selectors.map { it.values(record) }
        for (row in 0 until maxOf(1, values.maxOf { it.size })) {
            table.row(values.map { if (it.size == 1) it[0] else it.getOrElse(row) { "" } }, out, isDoubtful)
        }
    }
}
