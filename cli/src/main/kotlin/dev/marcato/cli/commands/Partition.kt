// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.OutputOptions
import dev.marcato.cli.Reading
import dev.marcato.cli.ReadingCommand
import dev.marcato.cli.RecordOutput
import dev.marcato.cli.RecordTarget
import dev.marcato.cli.count
import dev.marcato.cli.patterns.PatternParser
import dev.marcato.cli.usageFailure
import java.text.Normalizer
import picocli.CommandLine.Command
import picocli.CommandLine.Option
import picocli.CommandLine.Parameters

@Command(
    name = "partition",
    description = [
        "Writes records to a file for each value of a field; of several values in a record the first counts.",
    ],
    footer = [
        "",
        "Example: a file for each language",
        "  marcato partition 008/35-37 -o 'language-{value}.mrc' catalogue.mrc",
    ],
)
internal class Partition : ReadingCommand() {
    @Parameters(index = "0", paramLabel = "FIELD", description = ["What parts the records, such as 852b or LDR/06."])
    lateinit var field: String

    override val leadingArguments: Int get() = 1

    @Option(
        names = ["-o", "--output"],
        paramLabel = "NAME",
        description = ["Name of the files, with {value} for the value; {value}.mrc if not given."],
    )
    var name: String = "{value}.mrc"

    @Option(names = ["--none"], paramLabel = "TEXT", description = ["What stands for a missing value; 'none'."])
    var none: String = "none"

    @Option(names = ["--max-files"], paramLabel = "N", description = ["How many files there may be; 200 if not given."])
    var mostFiles: Int = DEFAULT_FILES

    @Option(names = ["--to"], paramLabel = "FORMAT", description = ["Format of the files, if not told by their name."])
    var to: String? = null

    @Option(names = ["-f", "--force"], description = ["Replace files that are there already."])
    var isForced: Boolean = false

    private val outputs = LinkedHashMap<String, RecordOutput>()
    private val names = HashSet<String>()

    override fun run(): Int {
        if (VALUE !in name) throw usageFailure("$name: the name needs {value}, for the value of the field")
        val selector = PatternParser.selector(field)
        val reading = reading(endsAtFailure = reading.isStrict)
        try {
            reading.forEachRecord { record ->
                val value = selector.firstValue(record)?.trim().orEmpty()
                val out = outputs[value] ?: open(value, reading).also { outputs[value] = it }
                out.write(record)
            }
            for (out in outputs.values) {
                out.complete()
                tellRefused(out.report, "marcato convert --rejects keeps them")
            }
        } finally {
            // Those that are complete stay as they are.
            outputs.values.forEach { it.close() }
        }
        note("${count(outputs.size.toLong(), "file was", "files were")} written")
        return reading.finish()
    }

    private fun open(value: String, reading: Reading): RecordOutput {
        if (outputs.size >= mostFiles) {
            throw usageFailure("$field has more than $mostFiles different values", "--max-files allows more files")
        }
        val options = OutputOptions()
        options.output = name.replace(VALUE, unused(fileName(value.ifEmpty { none })))
        options.to = to
        options.isForced = isForced
        return RecordTarget.of(console, interruption, options, reading.inputs, this.reading.isStrict).open()
    }

    // Values that differ only in what a file name cannot tell get numbers.
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
