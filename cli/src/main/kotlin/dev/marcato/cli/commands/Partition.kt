// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Input
import dev.marcato.cli.reading.endings
import dev.marcato.cli.writing.Carried
import dev.marcato.cli.writing.CarryingOptions
import dev.marcato.cli.writing.Destination
import dev.marcato.cli.writing.RecordOutput
import dev.marcato.cli.writing.RecordTarget
import dev.marcato.path.MarcPath
import java.text.Normalizer

internal class Partition :
    ReadingCommand(
        name = "partition",
        description = "Writes records to a file for each value of a path. The first value in a record counts.",
        footer = listOf(
            "",
            "Example: a file for each language",
            "  marcato partition 008/35-37 -o 'language-{value}.mrc' catalogue.mrc",
        ),
    ) {
    private val path by options.pathArgument(
        "PATH",
        description = "What divides the records, such as 852\$b or LDR/06.",
        MarcPath::of,
    )

    private val outputName by options.text(
        "-o",
        "--output",
        label = "NAME",
        default = "{value}.mrc",
        description = "Name of the files, with {value} for the value; {value}.mrc if not given.",
    )

    private val none by options.text(
        "--none",
        label = "TEXT",
        default = "none",
        description = "The text for a missing value; none if not given.",
    )

    private val mostFiles by options.int(
        "--max-files",
        label = "N",
        default = DEFAULT_FILES,
        description = "The maximum number of files; 200 if not given.",
    )

    private val to by options.text(
        "--to",
        label = "FORMAT",
        description = "Format of the files, if not set by their name.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace files that are there already.")

    private val carrying = CarryingOptions(options)

    private val outputs = LinkedHashMap<String, RecordOutput>()
    private val names = HashSet<String>()

    override fun run(): Int {
        if (VALUE !in outputName) throw usageFailure("$outputName: the name needs {value}, for the value of the path")
        Destination(outputName.replace(VALUE, ""), to, isForced).checkName()
        val inputs = this.inputs
        val lost = { "nothing was written" }
        val reading = reading(inputs, endings(outputName, reading.isStrict, carrying.keepsGoing, lost))
        val rejects = carrying.openRejects(inputs, Destination(null, to, isForced), interruption)
        val carried = Carried(console, common.isQuiet, { "${reading.input}" }, rejects, selection.isAll)
        rejects.use {
            try {
                reading.forEachOutcome { outcome, _ -> take(outcome, inputs, carried) }
                for (out in outputs.values) out.complete()
            } finally {
                // Complete ones stay as they are.
                outputs.values.forEach { it.close() }
            }
            rejects?.complete()
        }
        carried.report()
        note("${count(outputs.size.toLong(), "file was", "files were")} written")
        return ExitCode.graver(reading.finish(), carried.exitCode)
    }

    private fun take(outcome: Outcome, inputs: List<Input>, carried: Carried) {
        when (outcome) {
            is Outcome.Read -> {
                val value = path.first(outcome.record)?.trim().orEmpty()
                output(value, inputs, carried).write(outcome)
            }

            // Damage has no value, like records without the field.
            is Outcome.Damage -> if (carrying.keepsDamage) {
                output("", inputs, carried).pass(outcome)
            } else {
                carried.leave(outcome)
            }

            is Outcome.Filler -> Unit
        }
    }

    private fun output(value: String, inputs: List<Input>, carried: Carried): RecordOutput =
        outputs[value] ?: open(value, inputs, carried).also { outputs[value] = it }

    private fun open(value: String, inputs: List<Input>, carried: Carried): RecordOutput {
        if (outputs.size >= mostFiles) {
            throw usageFailure("$path has more than $mostFiles different values", "--max-files allows more files")
        }
        val destination = Destination(outputName.replace(VALUE, unused(fileName(value.ifEmpty { none }))), to, isForced)
        return RecordTarget.of(console, interruption, destination, inputs, carried, carrying, reading.isStrict).open()
    }

    // Values whose file names would be the same get numbers.
    private fun unused(name: String): String {
        var candidate = name
        var number = 2
        while (!names.add(candidate.lowercase())) candidate = "$name-${number++}"
        return candidate
    }

    private fun fileName(value: String): String {
        val plain = Normalizer.normalize(value, Normalizer.Form.NFC).take(LONGEST)
        return plain.map { if (it.isLetterOrDigit() || it in "-_." || it.isSurrogate()) it else '_' }
            .joinToString("").trimEnd { it.isHighSurrogate() }.replace("..", "__")
    }

    private companion object {
        const val VALUE = "{value}"
        const val DEFAULT_FILES = 200
        const val LONGEST = 60
    }
}
