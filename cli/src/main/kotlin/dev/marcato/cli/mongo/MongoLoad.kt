// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.options.getValue

/** What becomes of a load when a record is rejected. */
internal enum class ToleranceChoice { FAIL, COLLECT }

/** What becomes of a record whose key is there already. */
internal enum class ModeChoice { UPSERT, INSERT }

internal class MongoLoad :
    ReadingCommand(
        name = "load",
        description = "Loads records into a MongoDB collection and prints what became of them. Damage counts as a " +
            "rejected record.",
        footer = listOf(
            "",
            "Example: with titles and subjects to be searched, and going on where it was after an interruption",
            "  marcato mongo load --uri mongodb://localhost/catalogue --search-keys 245a,650 \\",
            "      --checkpoint catalogue.checkpoint --rejects rejected.mrc catalogue.mrc",
            "Exit code 1 if records were rejected, unless --rejects took them; 3 if the server failed.",
        ),
    ) {
    val target = CollectionOptions(options)

    val shape by options.choice(
        "--shape",
        label = "SHAPE",
        choices = ShapeChoice.entries,
        default = ShapeChoice.COMPACT,
        description = "How a record stands in its document: compact (the default), json (MARC-in-JSON) or iso2709 " +
            "(its bytes).",
    )

    val key by options.text(
        "--key",
        label = "KEY",
        default = KeyChoice.NUMBER.text,
        description = "What a record is stored under: 001 (the default), or 003:001 for files that mix sources.",
    )

    val mode by options.choice(
        "--mode",
        label = "MODE",
        choices = ModeChoice.entries,
        default = ModeChoice.UPSERT,
        description = "upsert (the default) replaces the record with the same key; insert rejects one whose key is " +
            "there already with other content.",
    )

    val searchKeys by options.texts(
        "--search-keys",
        label = "KEYS",
        description = "What can be searched by index: tags, with or without a code, such as 020a,245a,650.",
    )

    val isWithoutIndexes by options.flag(
        "--no-indexes",
        description = "Do not make the indexes for changes and search keys at the end.",
    )

    val tolerance by options.choice(
        "--tolerance",
        label = "WHAT",
        choices = ToleranceChoice.entries,
        description = "When a record is rejected: collect (go on and tell at the end; the default) or fail (stop; " +
            "the default with --strict).",
    )

    val rejects by options.text(
        "--rejects",
        label = "FILE",
        description = "Append rejected records to this file as they come: .mrc, .jsonl, .mrk or .line.",
    )

    val isForced by options.flag("-f", "--force", description = "Replace the file of rejects if it is there already.")

    val checkpoint by options.text(
        "--checkpoint",
        label = "FILE",
        description = "Keep in this file how far the load has come; the same command then goes on from there. For " +
            "one input.",
    )

    val inserters by options.int(
        "--inserters",
        label = "N",
        default = 2,
        description = "How many batches are under way at once; 2.",
    )

    override fun run(): Int = Loading(this).run()
}
