// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.kinds.Command
import dev.marcato.cli.kinds.CommandGroup
import dev.marcato.cli.messages.usageFailure

internal class Mongo :
    CommandGroup(
        name = "mongo",
        description = "Loads records into MongoDB (mongo load), and exports them from there to files (mongo export).",
        footer = listOf(
            "",
            "Examples: a file into the collection \"records\" of the database \"catalogue\", and back",
            "  marcato mongo load --uri mongodb://localhost/catalogue catalogue.mrc",
            "  marcato mongo export --uri mongodb://localhost/catalogue -o again.mrc",
            "Each has its own help: marcato mongo load --help",
        ),
    ) {
    override val memberNames: List<String> get() = listOf("load", "export")

    override fun member(name: String): Command = if (name == "load") MongoLoad() else MongoExport()

    override fun run(): Int = throw usageFailure("mongo is followed by load or export", "see marcato mongo --help")
}
