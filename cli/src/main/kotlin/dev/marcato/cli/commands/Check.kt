// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import com.fasterxml.jackson.core.JsonGenerator
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Input
import dev.marcato.cli.views.endLine
import dev.marcato.cli.views.jsonTo
import java.util.EnumMap

internal enum class CheckFormat { TEXT, JSONL }

internal class Check :
    ReadingCommand(
        name = "check",
        description = "Shows what is wrong with records, and bytes that aren't records, each with its place and the " +
            "bytes there.",
        footer = listOf(
            "",
            "With --format jsonl a line is an object: outcome (record, filler, damage), file, index, offset, length,",
            "controlNumber, problems. With --all the lengths of all lines sum to the size of the file.",
            "",
            "Example: which codes of problems are there, and how often?",
            "  marcato check --format jsonl catalogue.mrc | jq -r '.problems[].code' | sort | uniq -c",
            "Exit code 1 if there are problems.",
        ),
    ) {
    private val format by options.choice(
        "--format",
        label = "FORMAT",
        choices = CheckFormat.entries,
        default = CheckFormat.TEXT,
        description = "text, or jsonl: an object in each line.",
    )

    private val isAll by options.flag("--all", description = "With jsonl: also list records without problems.")

    private val json: JsonGenerator by lazy { jsonTo(console.recordText) }

    override fun run(): Int {
        val reading = reading(partBytes = PART)
        val problems = EnumMap<ProblemCode, Long>(ProblemCode::class.java)
        var records = 0L
        for (input in reading.inputs) {
            val all = Findings(isKept = false, ::isShown) { outcome, index -> show(outcome, index, input) }
            val newWork = { Findings(isKept = true, ::isShown) { _, _ -> } }
            val join = { part: Findings -> all.add(part, reading.recordsBefore) }
            reading.shareOutcomesOf(input, all, newWork, join) { work, outcome, index -> work.add(outcome, index) }
            records += all.records
            for ((code, number) in all.problems) problems.merge(code, number, Long::plus)
        }
        for (problem in reading.stoppedBy) problems.merge(problem.code, 1, Long::plus)
        if (format == CheckFormat.TEXT) summarise(records, reading.damages, problems)
        return ExitCode.graver(reading.exitCode, if (problems.isEmpty()) ExitCode.DONE else ExitCode.FOUND)
    }

    private fun isShown(outcome: Outcome): Boolean = outcome.problems.isNotEmpty() ||
        (format == CheckFormat.JSONL && (isAll || outcome !is Outcome.Read))

    private fun show(outcome: Outcome, index: Long, input: Input) {
        if (format == CheckFormat.JSONL) writeLine(outcome, index, input) else showText(outcome, index, input)
    }

    private fun showText(outcome: Outcome, index: Long, input: Input) {
        val what = when (outcome) {
            is Outcome.Read ->
                "record $index" +
                    outcome.record.controlNumber?.let { " (001 ${it.trim()})" }.orEmpty()

            else -> "no record"
        }
        val end = outcome.byteOffset + outcome.byteLength
        val line =
            "$input: $what, bytes ${outcome.byteOffset} to $end: " + count(outcome.problems.size.toLong(), "problem")
        console.text.append(oneLine(line)).append('\n')
        for (problem in outcome.problems) show(problem)
        console.text.append('\n')
    }

    private fun show(problem: MarcProblem) {
        val position = problem.position
        val place = listOfNotNull(
            position.tag?.let { tag -> "field $tag" + position.occurrence?.let { "[$it]" }.orEmpty() },
            position.subfieldCode?.let { "\$$it" },
            "byte ${position.byteOffset}",
        ).joinToString(" ")
        val line = "  ${problem.code} (${problem.severity.name.lowercase()}), $place: ${wording(problem)}"
        console.text.append(oneLine(line)).append('\n')
        for (row in problem.hexWindow().trimEnd('\n').lines()) console.text.append("    ").append(row).append('\n')
    }

    private fun wording(problem: MarcProblem) = "found ${problem.found}, expected ${problem.expected}"

    private fun summarise(records: Long, damages: Long, problems: Map<ProblemCode, Long>) {
        val out = console.text
        out.append("${count(records, "record")}, ${count(damages, "damaged stretch", "damaged stretches")}, ")
        out.append("${count(problems.values.sum(), "problem")}\n")
        for ((code, number) in problems.entries.sortedByDescending { it.value }) out.append("  $code: $number\n")
    }

    private fun writeLine(outcome: Outcome, index: Long, input: Input) {
        val record = outcome as? Outcome.Read
        json.writeStartObject()
        json.writeStringField("outcome", kindOf(outcome))
        json.writeStringField("file", input.path?.toString() ?: Input.STANDARD_INPUT)
        if (record != null) json.writeNumberField("index", index)
        json.writeNumberField("offset", outcome.byteOffset)
        json.writeNumberField("length", outcome.byteLength)
        record?.record?.controlNumber?.let { json.writeStringField("controlNumber", it) }
        json.writeArrayFieldStart("problems")
        for (problem in outcome.problems) {
            json.writeStartObject()
            json.writeStringField("code", problem.code.name)
            json.writeStringField("severity", problem.severity.name)
            json.writeNumberField("offset", problem.position.byteOffset)
            problem.position.tag?.let { json.writeStringField("tag", it) }
            json.writeStringField("message", wording(problem))
            json.writeEndObject()
        }
        json.writeEndArray()
        json.endLine()
    }

    private fun kindOf(outcome: Outcome): String = when (outcome) {
        is Outcome.Read -> "record"
        is Outcome.Filler -> "filler"
        is Outcome.Damage -> "damage"
    }

    private companion object {
        // Smaller than usual: the findings of badly damaged parts are larger than the parts.
        const val PART = 256L shl 10
    }
}
