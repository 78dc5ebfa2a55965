// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import dev.marcato.cli.reading.Input
import dev.marcato.edit.EditException
import dev.marcato.edit.EditFiles
import dev.marcato.edit.EditOptions
import dev.marcato.edit.Edits
import java.nio.file.Path

/**
 * Rules, which are in a file or on the command line.
 *
 * @property isWanted whether the command needs any
 */
internal class RuleOptions(options: OptionSet, private val isWanted: () -> Boolean = { true }) {
    private val expressions by options.repeated(
        "-e",
        "--rule",
        label = "RULE",
        description = "A rule, instead of a file of them; may be given several times.",
    )

    private val settings by options.repeated(
        "--set",
        label = "NAME=VALUE",
        description = "A value for a parameter of the rules; may be given several times.",
    )

    private val file by options.argument("RULES", "The file of rules, if there is no -e.") {
        expressions.isEmpty() && isWanted()
    }

    val isGiven: Boolean get() = expressions.isNotEmpty() || settings.isNotEmpty()

    /** The rules that were parsed. */
    var text: String = ""
        private set

    fun edits(): Edits = parsed(Edits::parse, Edits::read).also { text = "$it" }

    /** Makes something of the rules by [parse] or [read]; if they are wrong, the failure shows the place. */
    fun <T> parsed(parse: (String, EditOptions) -> T, read: (Path, EditOptions) -> T): T {
        val options = EditOptions {
            // Also for rules of the command line.
            files = EditFiles.of(Path.of(""))
            for (setting in settings) {
                val name = setting.substringBefore('=', "")
                if (name.isEmpty()) throw usageFailure("--set $setting: a name, = and a value are expected")
                parameter(name, setting.substringAfter('='))
            }
        }
        return try {
            when (val name = file) {
                null -> parse(expressions.joinToString("\n"), options)
                Input.STANDARD_INPUT -> throw usageFailure("rules are in a file or in -e, not in standard input")
                else -> read(Path.of(name), options)
            }
        } catch (e: EditException) {
            val place = e.source?.let { "$it, " }.orEmpty() + "line ${e.line}, column ${e.column}"
            throw Failure(ExitCode.USAGE, "$place: ${e.reason}", "see marcato help edits", "${e.picture}\n")
        }
    }
}
