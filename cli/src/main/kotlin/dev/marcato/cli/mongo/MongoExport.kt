// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.kinds.Command
import dev.marcato.cli.options.getValue
import dev.marcato.cli.writing.OutputOptions

internal class MongoExport :
    Command(
        name = "export",
        description = "Writes the records of a MongoDB collection in the order of their keys: all, or those asked for.",
        footer = listOf(
            "",
            "Patterns: 650 (is there), 245a = Moby (a value is), !020 (isn't there), joined by and, or and brackets,",
            "as in marcato grep; the server searches for them.",
            "",
            "Example: books on whales that changed in 2024 or later, as MARCXML",
            "  marcato mongo export --uri mongodb://localhost/catalogue --where '650a = Whales' --since 2024 " +
                "-o whales.xml",
            "Exit code 1 if there is no such record.",
        ),
    ) {
    val target = CollectionOptions(options)

    val output = OutputOptions(options)

    val ids by options.texts(
        "--id",
        label = "ID",
        description = "Write the records with these keys, such as ocm1 or OCoLC:ocm1.",
    )

    val pattern by options.text("--where", label = "PATTERN", description = "Write the records that match a pattern.")

    val since by options.text(
        "--since",
        label = "TIME",
        description = "Write the records whose 005 is this time or later: 20240131, or 20240131235959.0.",
    )

    val shape by options.choice(
        "--shape",
        label = "SHAPE",
        choices = ShapeChoice.entries,
        description = "For --where: the layout of the documents (compact, json, iso2709); that of the first one if " +
            "not given.",
    )

    val searchKeys by options.texts(
        "--search-keys",
        label = "KEYS",
        description = "For --where: the search keys of the load, so that the server uses their index.",
    )

    val limit by options.int("--limit", label = "N", description = "Write at most N records.")

    override fun run(): Int = Exporting(this).run()
}
