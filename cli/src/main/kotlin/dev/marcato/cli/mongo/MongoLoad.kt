// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.kinds.ReadingCommand
import dev.marcato.cli.options.getValue

/** What a load does when a record is rejected. */
internal enum class ToleranceChoice { FAIL, COLLECT }

/** What a load does with a record whose key is there already. */
internal enum class ModeChoice { UPSERT, INSERT }

internal class MongoLoad :
    ReadingCommand(
        name = "load",
        description = "Loads records into a MongoDB collection and prints what became of them. Damage counts as a " +
            "rejected record.",
        footer = listOf(
            "",
            "Example: titles and subjects can be searched, and the load can resume after an interruption",
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
        description = "The layout of the documents: compact (the default), json (MARC-in-JSON) or iso2709 (the bytes " +
            "of the record).",
    )

    val key by options.text(
        "--key",
        label = "KEY",
        default = KeyChoice.NUMBER.text,
        description = "The key of a record: 001 (the default), or 003:001 for files that mix sources.",
    )

    val mode by options.choice(
        "--mode",
        label = "MODE",
        choices = ModeChoice.entries,
        default = ModeChoice.UPSERT,
        description = "upsert (the default) replaces the record with the same key; insert rejects a record whose key " +
            "is already there with other content.",
    )

    val searchKeys by options.texts(
        "--search-keys",
        label = "KEYS",
        description = "Paths to index for searching, such as 020a,245a,650,008/35-37.",
    )

    val isWithoutIndexes by options.flag(
        "--no-indexes",
        description = "Don't make the indexes for changes and search keys at the end.",
    )

    val tolerance by options.choice(
        "--tolerance",
        label = "WHAT",
        choices = ToleranceChoice.entries,
        description = "When a record is rejected: collect (continue and report at the end; the default) or fail " +
            "(stop; the default with --strict).",
    )

    val rejects by options.text(
        "--rejects",
        label = "FILE",
        description = "Append rejected records to this file as they come: .mrc, .jsonl, .mrk or .line.",
    )

    val isForced by options.flag("-f", "--force", description = "Replace the file of rejects if it exists.")

    val checkpoint by options.text(
        "--checkpoint",
        label = "FILE",
        description = "Record the progress of the load in this file; the same command then resumes from there. For " +
            "one input.",
    )

    val inserters by options.int(
        "--inserters",
        label = "N",
        default = 2,
        description = "How many batches are under way at once; 2 if not given.",
    )

    override fun run(): Int = Loading(this).run()
}
