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

internal class Split :
    ReadingCommand(
        name = "split",
        description = "Splits catalogues into files of N records or bytes each. A file appears when it is full.",
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
        description = "The maximum number of records in a file.",
    )

    private val bytes by options.text(
        "--bytes",
        label = "N",
        description = "Or: the maximum number of bytes of the input in a file, such as 100M or 1G.",
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
        description = "Format of the files, if not set by their name.",
    )

    private val isForced by options.flag("-f", "--force", description = "Replace files that are there already.")

    private val carrying = CarryingOptions(options)

    override fun run(): Int {
        if ((records == null) == (bytes == null)) throw usageFailure("either --records or --bytes is needed")
        if (NUMBER !in outputName) throw usageFailure("$outputName: the name needs {n}, for the number of the file")
        Destination(outputName.replace(NUMBER, ""), to, isForced).checkName()
        val mostRecords = records ?: Long.MAX_VALUE
        if (mostRecords < 1) throw usageFailure("--records is at least 1")
        val mostBytes = bytes?.let(::size) ?: Long.MAX_VALUE
        var files = 0
        val lost = { "${count(files - 1L, "file was", "files were")} written before that, and no more" }
        val inputs = this.inputs
        val reading = reading(inputs, endings(nameOf(1), reading.isStrict, carrying.keepsGoing, lost))
        val rejects = carrying.openRejects(inputs, Destination(null, to, isForced), interruption)
        val carried = Carried(console, common.isQuiet, { "${reading.input}" }, rejects, selection.isAll)
        val parts = PartFiles(mostRecords, mostBytes) { target(++files, inputs, carried).open() }
        rejects.use {
            parts.use {
                reading.forEachOutcome { outcome, _ -> parts.take(outcome) }
                parts.complete()
            }
            rejects?.complete()
        }
        carried.report()
        note("${count(files.toLong(), "file was", "files were")} written")
        return ExitCode.graver(reading.finish(), carried.exitCode)
    }

    private fun nameOf(number: Int): String = outputName.replace(NUMBER, number.toString().padStart(DIGITS, '0'))

    private fun target(number: Int, inputs: List<Input>, carried: Carried): RecordTarget {
        val destination = Destination(nameOf(number), to, isForced)
        return RecordTarget.of(console, interruption, destination, inputs, carried, carrying, reading.isStrict)
    }

    /** Fills one file after the other, up to a number of records or of bytes of the input. */
    private class PartFiles(
        private val mostRecords: Long,
        private val mostBytes: Long,
        private val open: () -> RecordOutput,
    ) : AutoCloseable {
        private var out: RecordOutput? = null
        private var records = 0L
        private var bytes = 0L

        fun take(outcome: Outcome) {
            when (outcome) {
                is Outcome.Read -> outputFor(outcome).write(outcome)
                is Outcome.Damage -> outputFor(null).pass(outcome)
                is Outcome.Filler -> return
            }
            bytes += outcome.byteLength
        }

        private fun outputFor(read: Outcome.Read?): RecordOutput {
            if (read != null && isFull(read)) complete()
            val current = out ?: open().also {
                out = it
                records = 0
                bytes = 0
            }
            if (read != null) records++
            return current
        }

        private fun isFull(read: Outcome.Read): Boolean =
            records == mostRecords || (bytes > 0 && bytes + read.byteLength > mostBytes)

        fun complete() {
            out?.complete()
            out = null
        }

        override fun close() {
            out?.close()
        }
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
