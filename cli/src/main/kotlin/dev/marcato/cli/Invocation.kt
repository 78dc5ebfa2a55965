// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.console.Console
import dev.marcato.cli.kinds.Command
import dev.marcato.cli.kinds.CommandGroup
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.options.ArgumentParser
import dev.marcato.cli.options.HelpPage
import dev.marcato.cli.options.Styles
import dev.marcato.cli.options.WrongArguments
import dev.marcato.cli.options.hintAt
import dev.marcato.cli.views.isColoured

/**
 * The command that the arguments ask for. Only this one is set up, because setup takes much of the time of a short run.
 *
 * @property command the command, with its options set
 * @property name the words that call it, beginning with the program's name
 * @property isHelpAsked whether to show its help instead of running it
 */
internal class Invocation private constructor(
    val command: Command,
    private val name: String,
    val isHelpAsked: Boolean,
) {
    val isVersionAsked: Boolean get() = command is Root && command.isVersionAsked

    fun writeHelp(out: Appendable, isColoured: Boolean) {
        val members = (command as? CommandGroup)?.members().orEmpty().map { it.name to it.description }
        val page = HelpPage(name, command.description, command.options, members, command.footer, Styles(isColoured))
        page.write(out, HELP_WIDTH)
    }

    companion object {
        private const val HELP_WIDTH = 112
        private const val END = "--"
        private val help = setOf("-h", "--help")

        /** Writes the help of the command that [words] call. */
        fun writeHelp(words: List<String>, console: Console) {
            of(words + help.last()).writeHelp(console.text, console.isOutputTerminal)
        }

        /** Throws the [Failure] that says what is wrong with the arguments, unless they also ask for help. */
        fun of(arguments: List<String>): Invocation {
            var command: Command = Root()
            var name = command.name
            var left = arguments
            try {
                while (true) {
                    val group = command as? CommandGroup
                    val place = if (group == null) -1 else left.indexOfFirst { it == END || !it.startsWith('-') }
                    val isNamed = place >= 0 && left[place] != END
                    ArgumentParser(command.options).parse(if (isNamed) left.subList(0, place) else left)
                    if (group == null || !isNamed || isAnswered(group)) break
                    val word = left[place]
                    if (word !in group.memberNames) {
                        throw WrongArguments("'$word' isn't a command" + hintAt(word, group.memberNames))
                    }
                    command = group.member(word)
                    name = "$name $word"
                    // Options before the name belong to the command of that name.
                    left = left.subList(0, place) + left.subList(place + 1, left.size)
                }
            } catch (e: WrongArguments) {
                if (left.takeWhile { it != END }.any { it in help }) return Invocation(command, name, true)
                throw Failure(ExitCode.USAGE, e.message.orEmpty(), e.hint ?: "see $name --help", e.picture)
            }
            return Invocation(command, name, command.common.isHelpAsked)
        }

        private fun isAnswered(group: CommandGroup): Boolean =
            group.common.isHelpAsked || (group is Root && group.isVersionAsked)
    }
}
