// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.OutputOptions
import dev.marcato.cli.ReadingCommand
import dev.marcato.cli.RecordOutput
import dev.marcato.cli.RecordTarget
import dev.marcato.cli.count
import dev.marcato.cli.usageFailure
import picocli.CommandLine.Command
import picocli.CommandLine.Option

@Command(
    name = "split",
    description = ["Cuts catalogues into files of so many records or bytes each. A file is there when it is full."],
    footer = ["", "Example: files of ten thousand records", "  marcato split -n 10000 -o 'part-{n}.mrc' catalogue.mrc"],
)
internal class Split : ReadingCommand() {
    @Option(names = ["-n", "--records"], paramLabel = "N", description = ["How many records a file may have."])
    var records: Long? = null

    @Option(names = ["--bytes"], paramLabel = "N", description = ["Or: how many bytes of the input; 100M, 1G."])
    var bytes: String? = null

    @Option(
        names = ["-o", "--output"],
        paramLabel = "NAME",
        description = ["Name of the files, with {n} for their number; part-{n}.mrc if not given."],
    )
    var name: String = "part-{n}.mrc"

    @Option(names = ["--to"], paramLabel = "FORMAT", description = ["Format of the files, if not told by their name."])
    var to: String? = null

    @Option(names = ["-f", "--force"], description = ["Replace files that are there already."])
    var isForced: Boolean = false

    override fun run(): Int {
        if ((records == null) == (bytes == null)) throw usageFailure("either --records or --bytes is needed")
        if (NUMBER !in name) throw usageFailure("$name: the name needs {n}, for the number of the file")
        val mostRecords = records ?: Long.MAX_VALUE
        if (mostRecords < 1) throw usageFailure("--records is at least 1")
        val mostBytes = bytes?.let(::size) ?: Long.MAX_VALUE
        val reading = reading(endsAtFailure = reading.isStrict)
        var files = 0
        var recordsHere = 0L
        var bytesHere = 0L
        var out: RecordOutput? = null
        try {
            reading.forEachOutcome { outcome, _ ->
                if (outcome is Outcome.Read) {
                    if (out != null && (recordsHere == mostRecords || bytesHere + outcome.byteLength > mostBytes)) {
                        complete(checkNotNull(out))
                        out = null
                    }
                    val current = out ?: open(++files, reading.inputs).also {
                        out = it
                        recordsHere = 0
                        bytesHere = 0
                    }
                    current.write(outcome.record)
                    recordsHere++
                    bytesHere += outcome.byteLength
                }
            }
            out?.let(::complete)
            out = null
        } finally {
            out?.close()
        }
        note("${count(files.toLong(), "file was", "files were")} written")
        return reading.finish()
    }

    private fun open(number: Int, inputs: List<dev.marcato.cli.Input>): RecordOutput {
        val options = OutputOptions()
        options.output = name.replace(NUMBER, number.toString().padStart(DIGITS, '0'))
        options.to = to
        options.isForced = isForced
        return RecordTarget.of(console, interruption, options, inputs, reading.isStrict).open()
    }

    private fun complete(out: RecordOutput) {
        out.complete()
        tellRefused(out.report, "marcato convert --rejects keeps them")
    }

    private fun size(text: String): Long {
        val factor = when (text.lastOrNull()?.uppercaseChar()) {
            'K' -> KILO
            'M' -> KILO * KILO
            'G' -> KILO * KILO * KILO
            else -> 1
        }
        val number = (if (factor == 1L) text else text.dropLast(1)).toLongOrNull()
        if (number == null || number < 1 || number > Long.MAX_VALUE / factor) {
            throw usageFailure("--bytes is a number such as 5000000, 100M or 1G, not \"$text\"")
        }
        return number * factor
    }

    private companion object {
        const val NUMBER = "{n}"
        const val DIGITS = 4
        const val KILO = 1000L
    }
}
