// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue

// The options use no class of the driver, so that help and completion don't load it.

/** Where the records are. */
internal class CollectionOptions(options: OptionSet) {
    val uri by options.text(
        "--uri",
        label = "URI",
        description = "The server, such as mongodb://localhost/catalogue, with user and password if needed. If not " +
            "given, the environment variable MONGODB_URI, which other users of the machine can't read.",
    )

    val database by options.text(
        "--database",
        label = "NAME",
        description = "The database, if the uri doesn't name it.",
    )

    val collection by options.text(
        "--collection",
        label = "NAME",
        description = "The collection; records if not given.",
    )
}

/** The layouts of documents, by their names on the command line. */
internal enum class ShapeChoice { COMPACT, JSON, ISO2709 }

/** The keys of records, by their names on the command line. */
internal enum class KeyChoice(val text: String) {
    NUMBER("001"),
    SOURCE_AND_NUMBER("003:001"),
    ;

    companion object {
        fun of(text: String): KeyChoice? = entries.firstOrNull { it.text == text }
    }
}
