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
            "Conditions are those of marcato grep. The server searches for fields, and for values that are (=, in) or",
            "aren't (!=) a text; with --filter-here, the rest is looked at here.",
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

    val condition by options.condition(
        "--where",
        label = "CONDITION",
        description = "Write the records for which a condition holds, such as '650a = Whales and not 020'.",
    )

    val isFilteredHere by options.flag(
        "--filter-here",
        description = "For --where: look here at what the server can't search for. Reads more records than it writes.",
    )

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
