// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.checking.ValidationOptions
import dev.marcato.cli.checking.nameOf
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Endings
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.endings
import dev.marcato.cli.stats.HtmlReport
import dev.marcato.cli.stats.JsonReport
import dev.marcato.cli.stats.Report
import dev.marcato.cli.stats.Standard
import dev.marcato.cli.stats.Statistics
import dev.marcato.cli.stats.TextReport
import dev.marcato.cli.views.Labels
import dev.marcato.cli.views.jsonTo
import dev.marcato.cli.writing.KeepGoing
import dev.marcato.cli.writing.OutputFile
import dev.marcato.cli.writing.writeText
import dev.marcato.schema.MarcSchema

internal enum class StatsFormat { TEXT, JSON }

internal class Stats :
    ReadingCommand(
        name = "stats",
        description = "Shows what is in catalogues: types, languages, years, lengths, completeness, fields, problems.",
        footer = listOf(
            "",
            "Example: a page with charts",
            "  marcato stats --html report.html catalogue.mrc",
            "With --schema it also shows what is wrong in records, and which fields of the schema they have:",
            "  marcato stats --schema marc21 --html report.html catalogue.mrc",
        ),
    ) {
    private val format by options.choice(
        "--format",
        label = "FORMAT",
        choices = StatsFormat.entries,
        description = "text or json.",
    )

    private val html by options.text("--html", label = "FILE", description = "Write a page with charts to this file.")

    private val rows by options.int(
        "--rows",
        label = "N",
        default = DEFAULT_ROWS,
        description = "As text: the maximum number of rows in each list; 12 if not given.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace files that are there already.")

    private val going = KeepGoing(options)

    private val validation = ValidationOptions(options)

    override fun run(): Int {
        if (rows < 2) throw usageFailure("--rows is at least 2, not $rows")
        val standard = if (this.reading.isUnimarc) Standard.UNIMARC else Standard.MARC_21
        val validator = validation.validation()?.validator
        val statistics = Statistics(standard, validator)
        val inputs = if (files.isEmpty() && console.isInputTerminal) sample() else this.inputs
        val page = html?.let { OutputFile.checked(it, inputs, isForced) }
        val endings = if (page == null) {
            Endings.NONE
        } else {
            endings(html, reading.isStrict, going.isAsked) { "$html: nothing was written" }
        }
        val reading = reading(inputs, endings)
        reading.onFormat = statistics::add
        val newWork = { Statistics(standard, validator) }
        val join = { part: Statistics -> statistics.add(part, reading.recordsBefore) }
        reading.share(statistics, newWork, join) { work, outcome, index ->
            work.add(outcome, index, reading.input?.let(::nameOf))
        }
        val report = statistics.report(inputs.map { it.name })
        val labels = Labels(validation.schema() ?: schemaOf(report))
        if (page != null) {
            writeText(console, interruption, page, isForced) { HtmlReport(report, labels, it).write() }
            note("the report is in $html")
        }
        when (format ?: StatsFormat.TEXT.takeIf { page == null }) {
            StatsFormat.TEXT -> TextReport(report, labels, rows, console.text).write()
            StatsFormat.JSON -> JsonReport(report, jsonTo(console.recordText)).write()
            null -> Unit
        }
        return reading.finish()
    }

    private fun schemaOf(report: Report): MarcSchema = when {
        report.standard == Standard.UNIMARC -> MarcSchema.UNIMARC
        report.bibliographic == 0L && report.types.any { it.name == AUTHORITY } -> MarcSchema.AUTHORITY
        report.bibliographic == 0L && report.types.any { it.name.endsWith(HOLDINGS) } -> MarcSchema.HOLDINGS
        else -> MarcSchema.BIBLIOGRAPHIC
    }

    private fun sample(): List<Input> {
        val sample = console.sample ?: return inputs
        note("no file is named, so this is the sample catalogue; see marcato --help")
        return Input.all(listOf(sample))
    }

    private companion object {
        const val DEFAULT_ROWS = 12
        val AUTHORITY = Standard.MARC_21.typeName('z')
        const val HOLDINGS = "holdings"
    }
}
