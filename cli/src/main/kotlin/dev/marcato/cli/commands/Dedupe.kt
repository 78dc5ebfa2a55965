// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.kinds.HandingOnCommand
import dev.marcato.cli.messages.count
import dev.marcato.cli.options.getValue
import dev.marcato.cli.writing.forEachRead
import dev.marcato.path.MarcPath

internal class Dedupe :
    HandingOnCommand(
        name = "dedupe",
        description = "Writes only the first of several records with the same value, and all records without one. " +
            "Keeps every different value in memory.",
        footer = listOf(
            "",
            "Example: each control number once",
            "  marcato dedupe --by 001 old.mrc new.mrc -o all.mrc",
        ),
    ) {
    private val by by options.path(
        "--by",
        label = "PATH",
        description = "The path whose first value makes records the same; 001 if not given.",
    )

    override fun run(): Int {
        val path = by ?: MarcPath.of("001")
        val seen = HashSet<String>()
        var repeated = 0L
        val code = handOn { reading, out, _ ->
            reading.forEachRead(out) { read ->
                val value = path.first(read.record)?.trim()
                if (value == null || seen.add(value)) out.write(read) else repeated++
            }
        }
        note("${count(repeated, "record")} left out, because the same $path came before")
        return code
    }
}
