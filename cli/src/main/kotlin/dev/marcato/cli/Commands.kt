// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.commands.Cat
import dev.marcato.cli.commands.Check
import dev.marcato.cli.commands.Completion
import dev.marcato.cli.commands.Convert
import dev.marcato.cli.commands.Count
import dev.marcato.cli.commands.Dedupe
import dev.marcato.cli.commands.Diff
import dev.marcato.cli.commands.Freq
import dev.marcato.cli.commands.Grep
import dev.marcato.cli.commands.Head
import dev.marcato.cli.commands.Partition
import dev.marcato.cli.commands.Sample
import dev.marcato.cli.commands.Select
import dev.marcato.cli.commands.Split
import dev.marcato.cli.commands.Stats
import dev.marcato.cli.commands.View
import dev.marcato.cli.mongo.Mongo
import picocli.CommandLine.Command as Described
import picocli.CommandLine.IVersionProvider
import picocli.CommandLine.Option

/** The commands, in the order in which the help lists them. */
internal object Commands {
    private val makers: Map<String, () -> Command> = linkedMapOf(
        "stats" to ::Stats,
        "count" to ::Count,
        "view" to ::View,
        "check" to ::Check,
        "convert" to ::Convert,
        "select" to ::Select,
        "freq" to ::Freq,
        "grep" to ::Grep,
        "cat" to ::Cat,
        "head" to ::Head,
        "sample" to ::Sample,
        "split" to ::Split,
        "partition" to ::Partition,
        "dedupe" to ::Dedupe,
        "diff" to ::Diff,
        "mongo" to ::Mongo,
        "completion" to ::Completion,
    )

    val names: Set<String> get() = makers.keys

    fun create(name: String): Command = makers.getValue(name)()

    fun all(): List<Command> = makers.values.map { it() }
}

@Described(
    name = "marcato",
    versionProvider = Version::class,
    description = ["Looks into MARC catalogues, checks, converts and cuts them: ISO 2709, MARCXML, JSON and text."],
    footer = [
        "",
        "Each command has help of its own, with an example: marcato view --help",
        "",
        "Exit codes: 0 done; 1 problems, differences, no match or no known format, where the command looks for",
        "them or with --strict; 2 wrong usage; 3 a file is missing, or reading or writing failed; 130 Ctrl-C.",
    ],
)
internal class Root : Command() {
    @Option(names = ["-V", "--version"], versionHelp = true, description = ["Show the version."])
    var isVersionAsked: Boolean = false

    override fun run(): Int = throw usageFailure("no command is named", "see marcato --help")
}

internal class Version : IVersionProvider {
    override fun getVersion(): Array<String> {
        val version = Root::class.java.`package`?.implementationVersion ?: "(from its classes)"
        return arrayOf("marcato $version")
    }
}
