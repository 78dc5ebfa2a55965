// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.console.Console
import dev.marcato.cli.messages.ExitCode
import java.io.InputStream
import java.io.OutputStream

/**
 * Runs the commands once on a catalogue and discards their output, so that the JVM can record which classes the program
 * needs. The launcher asks for it with the system property.
 */
internal object Warmup {
    const val PROPERTY = "marcato.warmup"

    fun run(catalogue: String): Int {
        val commands = listOf(
            listOf("view", "--limit", "3", "--color", "always", catalogue),
            listOf("stats", catalogue),
            listOf("count", catalogue),
            listOf("check", "--format", "jsonl", catalogue),
            listOf("check", "--schema", "marc21", catalogue),
            listOf("select", "001, 245a, 650a", catalogue),
            listOf("grep", "245a ~ whale", catalogue),
            listOf("convert", "--to", "xml", catalogue),
            listOf("convert", "--to", "json", catalogue),
            listOf("edit", "-e", "replace \"http:\" with \"https:\" in 856$" + "u", "--dry-run", catalogue),
            listOf("--help"),
        )
        // Loads the classes that only the console of the process needs.
        Console.ofSystem()
        for (command in commands) {
            val console =
                Console(InputStream.nullInputStream(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream())
            Program(console).run(command)
        }
        return ExitCode.DONE
    }
}
