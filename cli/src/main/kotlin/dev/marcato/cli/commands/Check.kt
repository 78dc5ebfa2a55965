// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.ProblemCode
import dev.marcato.cli.checking.Baseline
import dev.marcato.cli.checking.Checker
import dev.marcato.cli.checking.CsvListing
import dev.marcato.cli.checking.JsonListing
import dev.marcato.cli.checking.Listing
import dev.marcato.cli.checking.SummaryText
import dev.marcato.cli.checking.TextListing
import dev.marcato.cli.checking.ValidationOptions
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Endings
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.Reading
import dev.marcato.cli.reading.endings
import dev.marcato.cli.views.SpreadsheetOptions
import dev.marcato.cli.views.Table
import dev.marcato.cli.views.TableFormat
import dev.marcato.cli.views.jsonTo
import dev.marcato.cli.writing.KeepGoing
import dev.marcato.cli.writing.OutputFile
import dev.marcato.cli.writing.writeText
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.FindingSummary
import java.util.EnumMap

internal enum class CheckFormat(val table: TableFormat?) {
    TEXT(null),
    JSONL(TableFormat.JSONL),
    CSV(TableFormat.CSV),
}

/** From which severity on a finding makes the exit code 1. */
internal enum class FailOn(val severity: FindingSeverity?) {
    ERROR(FindingSeverity.ERROR),
    WARNING(FindingSeverity.WARNING),
    HINT(FindingSeverity.HINT),
    NEVER(null),
}

internal class Check :
    ReadingCommand(
        name = "check",
        description = "Shows what is wrong with records, and bytes that aren't records, each with its place and the " +
            "bytes there; with --schema, also what is wrong in what records say.",
        footer = listOf(
            "",
            "With --schema, findings are summed up by rule, the worst first. marcato explain nonrepeatableField says",
            "what a rule means, and marcato help rules lists all of them.",
            "",
            "With --format jsonl a line is an object: outcome (record, filler, damage), file, index, offset, length,",
            "controlNumber, problems, and with --schema findings. With --all the lengths of all lines sum to the size",
            "of the file. With --format csv a row is a problem or a finding.",
            "",
            "Examples:",
            "  marcato check --format jsonl catalogue.mrc | jq -r '.problems[].code' | sort | uniq -c",
            "  marcato check --schema marc21 --profile ours.yaml --format csv catalogue.mrc > findings.csv",
            "  marcato check --schema marc21 --write-baseline known.txt catalogue.mrc     # once, then",
            "  marcato check --schema marc21 --baseline known.txt catalogue.mrc           # what is new",
            "Exit code 1 if there are problems, or findings as severe as --fail-on says.",
        ),
    ) {
    private val format by options.choice(
        "--format",
        label = "FORMAT",
        choices = CheckFormat.entries,
        default = CheckFormat.TEXT,
        description = "text; jsonl: an object in each line; or csv: a row for each problem and finding.",
    )

    private val isAll by options.flag("--all", description = "With jsonl: also list records without problems.")

    private val spreadsheet = SpreadsheetOptions(options)

    private val validation = ValidationOptions(options)

    private val isEach by options.flag("--each", description = "As text: also list the findings of each record.")

    private val examples by options.int(
        "--examples",
        label = "N",
        default = USUAL_EXAMPLES,
        description = "As text: show at most N findings of each rule; 3 if not given.",
    )

    private val failOn by options.choice(
        "--fail-on",
        label = "SEVERITY",
        choices = FailOn.entries,
        default = FailOn.ERROR,
        description = "Findings from which severity on make the exit code 1: error (the default), warning, hint; or " +
            "never.",
    )

    private val known by options.text(
        "--baseline",
        label = "FILE",
        description = "Leave out findings that are in this file, which --write-baseline or --format jsonl has made.",
    )

    private val written by options.text(
        "--write-baseline",
        label = "FILE",
        description = "Write the findings, known ones too, to this file for later runs.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace a file that is there already.")

    private val going = KeepGoing(options)

    override fun run(): Int {
        refuseUseless()
        val inputs = this.inputs
        val name = written ?: return check(inputs, Endings.NONE, null)
        val path = OutputFile.checked(name, inputs, isForced)
        val endings = endings(name, reading.isStrict, going.isAsked) { "$name: nothing was written" }
        var code = ExitCode.DONE
        writeText(console, interruption, path, isForced) { out ->
            out.append(Baseline.HEADING).append('\n')
            code = check(inputs, endings, out)
        }
        note("the baseline is in $name")
        return code
    }

    private fun refuseUseless() {
        spreadsheet.check(format.table)
        if (examples < 0) throw usageFailure("--examples can't be negative")
        if (validation.isAsked) return
        val useless = listOf(
            "--each" to isEach,
            "--baseline" to (known != null),
            "--write-baseline" to (written != null),
        )
        useless.firstOrNull { it.second }?.let { throw usageFailure("${it.first} is for --schema, and none is named") }
    }

    private fun check(inputs: List<Input>, endings: Endings, identities: Appendable?): Int {
        val validation = this.validation.validation()
        val baseline = known?.let(Baseline::read)
        val checker = Checker(validation, selection.isAll, baseline, identities, listing(), examples)
        val reading = reading(inputs, endings, PART)
        val problems = EnumMap<ProblemCode, Long>(ProblemCode::class.java)
        var records = 0L
        for (input in inputs) {
            val work = checker.check(input, reading)
            records += work.records
            for ((code, number) in work.problems) problems.merge(code, number, Long::plus)
        }
        for (problem in reading.stoppedBy) problems.merge(problem.code, 1, Long::plus)
        if (format == CheckFormat.TEXT) summarise(records, reading.damages, problems)
        if (validation != null) report(checker, reading)
        val isFound = problems.isNotEmpty() || isFatal(checker.summary)
        return ExitCode.graver(reading.exitCode, if (isFound) ExitCode.FOUND else ExitCode.DONE)
    }

    private fun isFatal(summary: FindingSummary): Boolean {
        val least = failOn.severity ?: return false
        return FindingSeverity.entries.any { it >= least && summary.count(it) > 0 }
    }

    private fun listing(): Listing = when (format) {
        CheckFormat.TEXT -> TextListing(isEach, console.text)

        CheckFormat.JSONL -> JsonListing(validation.isAsked, isAll, jsonTo(console.recordText))

        CheckFormat.CSV -> {
            spreadsheet.begin(console.recordText)
            CsvListing(Table(TableFormat.CSV, spreadsheet.isWithoutFormulas), console.recordText).also { it.begin() }
        }
    }

    private fun summarise(records: Long, damages: Long, problems: Map<ProblemCode, Long>) {
        val out = console.text
        out.append("${count(records, "record")}, ${count(damages, "damaged stretch", "damaged stretches")}, ")
        out.append("${count(problems.values.sum(), "problem")}\n")
        for ((code, number) in problems.entries.sortedByDescending { it.value }) out.append("  $code: $number\n")
    }

    private fun report(checker: Checker, reading: Reading) {
        if (format == CheckFormat.TEXT) SummaryText(checker.summary, reading.inputs.size > 1, console.text).write()
        for (name in checker.incomplete) {
            console.say("$name: there are too many identifiers to compare all of them with one another")
        }
        val baseline = checker.baseline ?: return
        val isWhole = selection.isAll && reading.exitCode != ExitCode.FAILED && reading.stoppedBy.isEmpty()
        val gone = if (isWhole) "; ${count(baseline.gone, "finding")} of the baseline no longer there" else ""
        val line = "${count(checker.knownFindings, "known finding")} left out$gone"
        if (format == CheckFormat.TEXT) console.text.append("\n$line\n") else note(line)
    }

    private companion object {
        // Smaller than usual: the findings of badly damaged parts are larger than the parts.
        const val PART = 256L shl 10
        const val USUAL_EXAMPLES = 3
    }
}
