// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import com.fasterxml.jackson.core.JsonGenerator
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.cli.ExitCode
import dev.marcato.cli.Input
import dev.marcato.cli.ReadingCommand
import dev.marcato.cli.count
import dev.marcato.cli.jsonTo
import dev.marcato.cli.oneLine
import java.util.EnumMap
import picocli.CommandLine.Command
import picocli.CommandLine.Option

internal enum class CheckFormat { TEXT, JSONL }

@Command(
    name = "check",
    description = [
        "Shows what is wrong with records, and the bytes that are no record, each with its place and the bytes there.",
    ],
    footer = [
        "",
        "With --format jsonl a line is an object: outcome (record, filler, damage), file, index, offset, length,",
        "controlNumber, problems. With --all the lengths of all lines sum to the size of the file.",
        "",
        "Example: which codes of problems are there, and how often?",
        "  marcato check --format jsonl catalogue.mrc | jq -r '.problems[].code' | sort | uniq -c",
        "Exit code 1 if there are problems.",
    ],
)
internal class Check : ReadingCommand() {
    @Option(names = ["--format"], paramLabel = "FORMAT", description = ["text, or jsonl: an object in each line."])
    var format: CheckFormat = CheckFormat.TEXT

    @Option(names = ["--all"], description = ["With jsonl: also list records without problems."])
    var isAll: Boolean = false

    private val found = EnumMap<ProblemCode, Long>(ProblemCode::class.java)
    private var records = 0L
    private val json: JsonGenerator by lazy { jsonTo(console.text) }

    override fun run(): Int {
        val reading = reading { verifyCodes = true }
        reading.forEachOutcome { outcome, input ->
            if (outcome is Outcome.Read) records++
            for (problem in outcome.problems) found.merge(problem.code, 1, Long::plus)
            if (format == CheckFormat.JSONL) {
                if (isAll || outcome !is Outcome.Read || outcome.problems.isNotEmpty()) writeLine(outcome, input)
            } else if (outcome.problems.isNotEmpty()) {
                show(outcome, input)
            }
        }
        if (format == CheckFormat.TEXT) summarise(reading.damages)
        return maxOf(reading.exitCode, if (found.isEmpty()) ExitCode.DONE else ExitCode.FOUND)
    }

    private fun show(outcome: Outcome, input: Input) {
        val what = when (outcome) {
            is Outcome.Read ->
                "record ${outcome.recordIndex}" +
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

    private fun summarise(damages: Long) {
        val problems = found.values.sum()
        val out = console.text
        out.append("${count(records, "record")}, ${count(damages, "damaged stretch", "damaged stretches")}, ")
        out.append("${count(problems, "problem")}\n")
        for ((code, number) in found.entries.sortedByDescending { it.value }) out.append("  $code: $number\n")
    }

    private fun writeLine(outcome: Outcome, input: Input) {
        val record = outcome as? Outcome.Read
        json.writeStartObject()
        json.writeStringField("outcome", kindOf(outcome))
        json.writeStringField("file", input.path?.toString() ?: Input.STANDARD_INPUT)
        record?.recordIndex?.let { json.writeNumberField("index", it) }
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
        json.writeEndObject()
        json.writeRaw('\n')
        json.flush()
    }

    private fun kindOf(outcome: Outcome): String = when (outcome) {
        is Outcome.Read -> "record"
        is Outcome.Filler -> "filler"
        is Outcome.Damage -> "damage"
    }
}
