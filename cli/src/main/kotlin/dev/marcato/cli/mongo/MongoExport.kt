// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.Command
import dev.marcato.cli.OutputOptions
import picocli.CommandLine.Command as Described
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option

@Described(
    name = "export",
    description = ["Writes the records of a MongoDB collection, in the order of their keys; all, or those asked for."],
    footer = [
        "",
        "Patterns: 650 (is there), 245a = Moby (a value is), !020 (is not), joined by and, or and brackets, as in",
        "marcato grep; the server looks for them.",
        "",
        "Example: books on whales that changed in 2024 or later, as MARCXML",
        "  marcato mongo export --uri mongodb://localhost/catalogue --where '650a = Whales' --since 2024 -o whales.xml",
        "Exit code 1 if there is no such record.",
    ],
)
internal class MongoExport : Command() {
    @Mixin
    val target = CollectionOptions()

    @Mixin
    val output = OutputOptions()

    @Option(
        names = ["--id"],
        paramLabel = "ID",
        split = ",",
        description = ["Write the records that are stored under these, such as ocm1, or OCoLC:ocm1."],
    )
    var ids: List<String> = emptyList()

    @Option(names = ["--where"], paramLabel = "PATTERN", description = ["Write the records that match a pattern."])
    var pattern: String? = null

    @Option(
        names = ["--since"],
        paramLabel = "TIME",
        description = ["Write the records whose 005 is this or later: 20240131, or 20240131235959.0."],
    )
    var since: String? = null

    @Option(
        names = ["--shape"],
        paramLabel = "SHAPE",
        description = [
            "For --where: how the records stand in their documents (compact, json, iso2709), if not told by the first.",
        ],
    )
    var shape: ShapeChoice? = null

    @Option(
        names = ["--search-keys"],
        paramLabel = "KEYS",
        split = ",",
        description = ["For --where: the search keys of the load, so that the server uses their index."],
    )
    var searchKeys: List<String> = emptyList()

    @Option(names = ["--limit"], paramLabel = "N", description = ["Write so many records at most."])
    var limit: Int? = null

    override fun run(): Int = Exporting(this).run()
}
