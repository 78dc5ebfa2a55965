// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import picocli.CommandLine.Option

// The options name nothing of the driver, so that help and completion do not load it.

/** Where the records are. */
internal class CollectionOptions {
    @Option(
        names = ["--uri"],
        paramLabel = "URI",
        description = [
            "The server, such as mongodb://localhost/catalogue, with user and password where it wants them. If not " +
                "given, the environment variable MONGODB_URI, which others on the machine cannot read.",
        ],
    )
    var uri: String? = null

    @Option(
        names = ["--database"],
        paramLabel = "NAME",
        description = ["The database, if it is not the one that the uri names."],
    )
    var database: String? = null

    @Option(
        names = ["--collection"],
        paramLabel = "NAME",
        description = ["The collection; records if not given."],
    )
    var collection: String? = null
}

/** How records stand in documents, by the names of the command line. */
internal enum class ShapeChoice { COMPACT, JSON, ISO2709 }

/** What a record is stored under, and how the command line says so. */
internal enum class KeyChoice(val text: String) {
    NUMBER("001"),
    SOURCE_AND_NUMBER("003:001"),
    ;

    companion object {
        fun of(text: String): KeyChoice? = entries.firstOrNull { it.text == text }
    }
}
