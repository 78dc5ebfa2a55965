// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.Command
import dev.marcato.cli.usageFailure
import picocli.CommandLine.Command as Described

@Described(
    name = "mongo",
    description = ["Loads records into MongoDB (mongo load), and writes them from there to files (mongo export)."],
    subcommands = [MongoLoad::class, MongoExport::class],
    footer = [
        "",
        "Examples: a file into the collection \"records\" of the database \"catalogue\", and back",
        "  marcato mongo load --uri mongodb://localhost/catalogue catalogue.mrc",
        "  marcato mongo export --uri mongodb://localhost/catalogue -o again.mrc",
        "Each has help of its own: marcato mongo load --help",
    ],
)
internal class Mongo : Command() {
    override fun run(): Int = throw usageFailure("mongo is followed by load or export", "see marcato mongo --help")
}
