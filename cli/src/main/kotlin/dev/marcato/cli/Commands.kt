// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.commands.Build
import dev.marcato.cli.commands.Cat
import dev.marcato.cli.commands.Check
import dev.marcato.cli.commands.Completion
import dev.marcato.cli.commands.Convert
import dev.marcato.cli.commands.Count
import dev.marcato.cli.commands.Dedupe
import dev.marcato.cli.commands.Diff
import dev.marcato.cli.commands.Edit
import dev.marcato.cli.commands.Explain
import dev.marcato.cli.commands.Freq
import dev.marcato.cli.commands.Grep
import dev.marcato.cli.commands.Head
import dev.marcato.cli.commands.Help
import dev.marcato.cli.commands.Partition
import dev.marcato.cli.commands.Sample
import dev.marcato.cli.commands.Select
import dev.marcato.cli.commands.Split
import dev.marcato.cli.commands.Stats
import dev.marcato.cli.commands.View
import dev.marcato.cli.kinds.Command
import dev.marcato.cli.kinds.CommandGroup
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.mongo.Mongo
import dev.marcato.cli.options.getValue

/** The commands, in the order in which the help lists them. */
internal object Commands {
    val names: List<String> = listOf(
        "stats",
        "count",
        "view",
        "check",
        "convert",
        "edit",
        "build",
        "select",
        "freq",
        "grep",
        "cat",
        "head",
        "sample",
        "split",
        "partition",
        "dedupe",
        "diff",
        "explain",
        "mongo",
        "completion",
        "help",
    )

    /** Makes only the command with this name: setting up all of them would slow down the start. */
    fun create(name: String): Command = when (name) {
        "stats" -> Stats()
        "count" -> Count()
        "view" -> View()
        "check" -> Check()
        "convert" -> Convert()
        "edit" -> Edit()
        "build" -> Build()
        "select" -> Select()
        "freq" -> Freq()
        "grep" -> Grep()
        "cat" -> Cat()
        "head" -> Head()
        "sample" -> Sample()
        "split" -> Split()
        "partition" -> Partition()
        "dedupe" -> Dedupe()
        "diff" -> Diff()
        "explain" -> Explain()
        "mongo" -> Mongo()
        "completion" -> Completion(::all)
        "help" -> Help(names, Invocation::writeHelp)
        else -> throw IllegalArgumentException(name)
    }

    fun all(): List<Command> = names.map(::create)
}

/** The program itself. */
internal class Root :
    CommandGroup(
        name = "marcato",
        description = "Inspects, checks, converts, edits and splits MARC catalogues: ISO 2709, MARCXML, JSON and text.",
        footer = listOf(
            "",
            "Each command has its own help, with an example: marcato view --help",
            "How to name fields and ask for records: marcato help paths; how to change them: marcato help edits",
            "",
            "Exit codes: 0 done; 1 problems, differences, no match or no known format, where the command looks for",
            "them or with --strict; 2 wrong usage; 3 a file is missing, or reading or writing failed; 130 Ctrl-C.",
        ),
    ) {
    val isVersionAsked by options.flag("-V", "--version", description = "Show the version.")

    override val memberNames: List<String> get() = Commands.names

    override fun member(name: String): Command = Commands.create(name)

    override fun run(): Int = throw usageFailure("no command is named", "see marcato --help")
}
