// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.HandingOnCommand
import dev.marcato.cli.count
import dev.marcato.cli.patterns.PatternParser
import picocli.CommandLine.Command
import picocli.CommandLine.Option

@Command(
    name = "dedupe",
    description = [
        "Writes of several records with the same value only the first, and all records without one. " +
            "Holds every different value in memory.",
    ],
    footer = ["", "Example: each control number once", "  marcato dedupe --by 001 old.mrc new.mrc -o all.mrc"],
)
internal class Dedupe : HandingOnCommand() {
    @Option(names = ["--by"], paramLabel = "FIELD", description = ["What makes records the same; 001 if not given."])
    var by: String = "001"

    override fun run(): Int {
        val selector = PatternParser.selector(by)
        val seen = HashSet<String>()
        var repeated = 0L
        val code = handOn { reading, out ->
            reading.forEachRecord { record ->
                val value = selector.firstValue(record)?.trim()
                if (value == null || seen.add(value)) out.write(record) else repeated++
            }
        }
        note("${count(repeated, "record")} left out, whose $by had come before")
        return code
    }
}
