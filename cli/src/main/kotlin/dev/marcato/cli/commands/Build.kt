// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.RecordBatch
import dev.marcato.cli.editing.RuleOptions
import dev.marcato.cli.editing.TableRow
import dev.marcato.cli.editing.TableRows
import dev.marcato.cli.editing.causeOf
import dev.marcato.cli.kinds.Command
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Input
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.OutputFile
import dev.marcato.cli.writing.OutputOptions
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.RecordTarget
import dev.marcato.cli.writing.Source
import dev.marcato.edit.EditSummary
import dev.marcato.edit.TableMap

internal class Build :
    Command(
        name = "build",
        description =
        "Makes a record of each row of a table, in CSV or TSV with a row of column names, by rules as those " +
            "of edit.",
        footer = listOf(
            "",
            "Rules begin with a record that has a leader (00000nam a2200000 i 4500) and an 008 without information. {column",
            "TITLE} is the cell of a row in a text; a field that needs an empty cell isn't made. See marcato help edits.",
            "  add 001 \"{column Number}\"",
            "  add 245 10 \$a \"{column Title}\" \$c \"{column Author else 'anonymous'}\"",
            "  set 008/07-10 to \"{column Year}\"",
            "  each column Subjects at \" | \" {",
            "    add 650 _4 \$a \"{column Subjects}\"",
            "  }",
            "",
            "Example:",
            "  marcato build books.map books.csv -o books.mrc",
        ),
    ) {
    private val rules = RuleOptions(options)

    private val output = OutputOptions(options)

    private val delimiter by options.text(
        "--delimiter",
        label = "CHARACTER",
        description =
        "What is between columns: a comma, a semicolon, tab, or another character. If not given, what the " +
            "first row has most often, and tab if the name of the file ends in .tsv.",
    )

    private val files by options.files(
        label = "TABLE",
        description = "Tables; - is standard input. Gzip is recognised.",
    )

    private val inputs by lazy { Input.all(files, console.isInputTerminal) }

    override fun run(): Int {
        val map = rules.parsed(TableMap::parse, TableMap::read)
        val work = Work(map)
        val target = RecordTarget.of(console, interruption, output.destination, inputs, work.carried)
        target.open().use { out ->
            for (input in inputs) work.build(input, out)
            out.complete()
        }
        work.carried.report()
        work.report()
        return ExitCode.graver(work.carried.exitCode, if (work.troubled > 0) ExitCode.FOUND else ExitCode.DONE)
    }

    private inner class Work(private val map: TableMap) {
        private val summary = EditSummary.of(map.edits, 0)
        private val session = map.edits.session()

        // Of the row that is written, for messages.
        private var place = ""
        private var first: String? = null
        val carried = Carried(console, common.isQuiet, { place }, offersRejects = false)
        var troubled = 0L
            private set

        fun build(input: Input, out: RecordOutput) {
            input.openBytes(console).use { stream ->
                val rows = TableRows("$input", stream, delimiterOf(input))
                val missing = map.columns.filter { it !in rows.columns }
                if (missing.isNotEmpty()) {
                    val names = missing.joinToString { "\"$it\"" }
                    val hint = "columns are ${rows.columns.joinToString()}"
                    throw Failure(ExitCode.FAILED, "$input: there is no column $names", hint)
                }
                val batch = out.newBatch()
                while (true) {
                    interruption.check()
                    val row = rows.next() ?: break
                    place = "$input: row ${row.number}"
                    add(row, rows.columns, batch, out)
                }
            }
        }

        private fun add(row: TableRow, columns: List<String>, batch: RecordBatch, out: RecordOutput) {
            val edited = map.build(columns.zip(row.cells).toMap(), session)
            summary.add(edited)
            val problem = edited.problems.firstOrNull { !it.isWarning }
            if (problem != null) {
                troubled++
                if (first == null) first = "$place (line ${row.line}): $problem"
            }
            val record = edited.record ?: return
            carried.sourceOf = { _, found -> Source(row.number - 1, causeOf(found, edited.changes)) }
            batch.write(record)
            out.write(batch, row.number - 1)
        }

        fun report() {
            note("${count(summary.records - summary.dropped, "record")} made")
            if (troubled >
                0
            ) {
                console.say(oneLine("a rule couldn't be done on ${count(troubled, "row")}, first on $first"))
            }
            if (summary.records > 0) for (rule in summary.neverMatched) note(oneLine("$rule: this rule never matched"))
        }
    }

    private fun delimiterOf(input: Input): Char? {
        val text = delimiter
        return when {
            text == null -> if (OutputFile.endOf(input.name).equals("tsv", ignoreCase = true)) '\t' else null
            text == "tab" || text == "\\t" -> '\t'
            text.length == 1 && text[0] in DELIMITERS -> text[0]
            else -> throw usageFailure("--delimiter is one character, or tab, not \"$text\"")
        }
    }

    private companion object {
        // Any printable character of ASCII but the mark that cells may be in, and the tab.
        val DELIMITERS = (' '..'~') - '"' + '\t'
    }
}
