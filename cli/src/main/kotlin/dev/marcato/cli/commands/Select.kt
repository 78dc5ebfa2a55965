// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Record
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.reading.endings
import dev.marcato.cli.views.Table
import dev.marcato.cli.views.TableFormat
import dev.marcato.cli.views.TableOptions
import dev.marcato.cli.views.isDoubtful
import dev.marcato.cli.views.jsonTo
import dev.marcato.cli.writing.KeepGoing
import dev.marcato.cli.writing.OutputFile
import dev.marcato.cli.writing.writeText
import dev.marcato.path.PathSet

internal class Select :
    ReadingCommand(
        name = "select",
        description = "Writes values of records as columns of a table, with a row for each record.",
        footer = listOf(
            "",
            "Columns: 001, 245\$a (each \$a), 245\$a\$b+\" \" or 245ab (joined), 650 (the field), 6XX, 856|4*|\$u (indicators),",
            "008/35-37 (characters), LDR/06 (the leader); with names: title=245\$a. See marcato help paths.",
            "",
            "Example: numbers, titles and subjects for a spreadsheet",
            "  marcato select 'number=001, title=245ab, subject=650\$a' catalogue.mrc -o titles.csv",
        ),
    ) {
    private val columns by options.pathArgument(
        "COLUMNS",
        description = "The columns, such as '001, title=245\$a, 650\$a'.",
        PathSet::of,
    )

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
        description = "The text between repeated values; ' | ' if not given.",
    )

    private val isRepeated by options.flag(
        "--repeat",
        description = "Write a row for each repeated value: the first values in the first row, and so on.",
    )

    private val isWithoutHeader by options.flag("--no-header", description = "Leave out the row of column names.")

    private val going = KeepGoing(options)

    override fun run(): Int {
        val name = output?.takeIf { it != "-" }
        val endings = endings(name, reading.isStrict, going.isAsked) { "$name: nothing was written" }
        val reading = reading(endings = endings)
        val format = tableOptions.format ?: formatOf(name)
        check(format)
        val path = name?.let { OutputFile.checked(it, reading.inputs, isForced) }
        val table = Table(format, tableOptions.isWithoutFormulas)
        writeText(console, interruption, path, isForced) { write(reading, table, format, it) }
        reportChanged(table)
        return ExitCode.graver(reading.finish(), if (table.isExact) ExitCode.DONE else ExitCode.INCOMPLETE)
    }

    private fun formatOf(name: String?): TableFormat {
        if (name == null) return TableFormat.CSV
        val end = OutputFile.endOf(name) ?: return TableFormat.CSV
        return TableFormat.entries.firstOrNull { it.name.equals(end, ignoreCase = true) }
            ?: throw usageFailure("$name: the name has no known format", "--format names one: csv, tsv, jsonl")
    }

    private fun check(format: TableFormat) {
        tableOptions.check(format)
        tableOptions.requireTable("--separator", separator != null, format)
        tableOptions.requireTable("--repeat", isRepeated, format)
        tableOptions.requireTable("--no-header", isWithoutHeader, format)
        val twice = columns.names.firstOrNull { name -> columns.names.count { it == name } > 1 }
        if (twice == null || format.separator != null) return
        throw usageFailure("two columns are called $twice", "an object has each name once: name=$twice")
    }

    private fun write(reading: Reading, table: Table, format: TableFormat, out: Appendable) {
        tableOptions.begin(out)
        if (!isWithoutHeader && format.separator != null) table.row(columns.names, out)
        val join = { part: Rows -> out.append(part.out as CharSequence).let { } }
        reading.shareRecords(Rows(table, format, out), { Rows(table, format, StringBuilder()) }, join) { add(it) }
    }

    /** Writes rows for records, or objects, to [out]. */
    private inner class Rows(private val table: Table, format: TableFormat, val out: Appendable) {
        private val json = if (format.separator == null) jsonTo(out) else null
        private val columns = this@Select.columns
        private val separator = this@Select.separator ?: " | "

        // Used again for each record.
        private val values = List(columns.size) { ArrayList<String>() }
        private val row = ArrayList<String>()
        private val put = PathSet.ValueAction { index, value -> values[index].add(value) }

        fun add(record: Record) {
            val isDoubtful = isDoubtful(record)
            for (list in values) list.clear()
            columns.forEachValue(record, put)
            when {
                json != null -> table.lists(columns.names, values, json, isDoubtful)
                isRepeated -> repeat(isDoubtful)
                else -> row(isDoubtful) { if (it.size == 1) it[0] else it.joinToString(separator) }
            }
        }

        // A column with one value has it in every row of its record.
        private fun repeat(isDoubtful: Boolean) {
            for (number in 0 until maxOf(1, values.maxOf { it.size })) {
                row(isDoubtful) { if (it.size == 1) it[0] else it.getOrElse(number) { "" } }
            }
        }

        private inline fun row(isDoubtful: Boolean, cell: (List<String>) -> String) {
            row.clear()
            for (list in values) row.add(cell(list))
            table.row(row, out, isDoubtful)
        }
    }
}
