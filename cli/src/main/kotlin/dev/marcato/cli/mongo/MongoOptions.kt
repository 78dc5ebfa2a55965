// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue

// The options name nothing of the driver, so that help and completion do not load it.

/** Where the records are. */
internal class CollectionOptions(options: OptionSet) {
    val uri by options.text(
        "--uri",
        label = "URI",
        description = "The server, such as mongodb://localhost/catalogue, with user and password where it wants " +
            "them. If not given, the environment variable MONGODB_URI, which others on the machine cannot read.",
    )

    val database by options.text(
        "--database",
        label = "NAME",
        description = "The database, if it is not the one that the uri names.",
    )

    val collection by options.text(
        "--collection",
        label = "NAME",
        description = "The collection; records if not given.",
    )
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
