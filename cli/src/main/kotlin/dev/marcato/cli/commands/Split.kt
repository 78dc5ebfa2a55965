// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.Outcome
import dev.marcato.cli.Destination
import dev.marcato.cli.ReadingCommand
import dev.marcato.cli.RecordOutput
import dev.marcato.cli.RecordTarget
import dev.marcato.cli.count
import dev.marcato.cli.options.getValue
import dev.marcato.cli.usageFailure

internal class Split :
    ReadingCommand(
        name = "split",
        description = "Cuts catalogues into files of so many records or bytes each. A file is there when it is full.",
        footer = listOf(
            "",
            "Example: files of ten thousand records",
            "  marcato split -n 10000 -o 'part-{n}.mrc' catalogue.mrc",
        ),
    ) {
    private val records by options.long(
        "-n",
        "--records",
        label = "N",
        description = "How many records a file may have.",
    )

    private val bytes by options.text(
        "--bytes",
        label = "N",
        description = "Or: how many bytes of the input; 100M, 1G.",
    )

    private val outputName by options.text(
        "-o",
        "--output",
        label = "NAME",
        default = "part-{n}.mrc",
        description = "Name of the files, with {n} for their number; part-{n}.mrc if not given.",
    )

    private val to by options.text(
        "--to",
        label = "FORMAT",
        description = "Format of the files, if not told by their name.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace files that are there already.")

    override fun run(): Int {
        if ((records == null) == (bytes == null)) throw usageFailure("either --records or --bytes is needed")
        if (NUMBER !in outputName) throw usageFailure("$outputName: the name needs {n}, for the number of the file")
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
        val destination = Destination(outputName.replace(NUMBER, number.toString().padStart(DIGITS, '0')), to, isForced)
        return RecordTarget.of(console, interruption, destination, inputs, reading.isStrict).open()
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
