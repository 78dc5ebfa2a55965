// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.cli.ReadingCommand
import picocli.CommandLine.Command
import picocli.CommandLine.Mixin
import picocli.CommandLine.Option

/** What becomes of a load when a record is rejected. */
internal enum class ToleranceChoice { FAIL, COLLECT }

/** What becomes of a record whose key is there already. */
internal enum class ModeChoice { UPSERT, INSERT }

@Command(
    name = "load",
    description = [
        "Loads records into a MongoDB collection and prints what became of them. Damage counts as a rejected record.",
    ],
    footer = [
        "",
        "Example: with titles and subjects to be searched, and going on where it was after an interruption",
        "  marcato mongo load --uri mongodb://localhost/catalogue --search-keys 245a,650 \\",
        "      --checkpoint catalogue.checkpoint --rejects rejected.mrc catalogue.mrc",
        "Exit code 1 if records were rejected, unless --rejects took them; 3 if the server failed.",
    ],
)
internal class MongoLoad : ReadingCommand() {
    @Mixin
    val target = CollectionOptions()

    @Option(
        names = ["--shape"],
        paramLabel = "SHAPE",
        description = [
            "How a record stands in its document: compact (the default), json (MARC-in-JSON) or iso2709 (its bytes).",
        ],
    )
    var shape: ShapeChoice = ShapeChoice.COMPACT

    @Option(
        names = ["--key"],
        paramLabel = "KEY",
        description = ["What a record is stored under: 001 (the default), or 003:001 for files that mix sources."],
    )
    var key: String = KeyChoice.NUMBER.text

    @Option(
        names = ["--mode"],
        paramLabel = "MODE",
        description = [
            "upsert (the default) replaces the record with the same key; insert rejects one whose key is there " +
                "already with other content.",
        ],
    )
    var mode: ModeChoice = ModeChoice.UPSERT

    @Option(
        names = ["--search-keys"],
        paramLabel = "KEYS",
        split = ",",
        description = ["What can be searched by index: tags, with or without a code, such as 020a,245a,650."],
    )
    var searchKeys: List<String> = emptyList()

    @Option(names = ["--no-indexes"], description = ["Do not make the indexes for changes and search keys at the end."])
    var isWithoutIndexes: Boolean = false

    @Option(
        names = ["--tolerance"],
        paramLabel = "WHAT",
        description = [
            "When a record is rejected: collect (go on and tell at the end; the default) or fail (stop; the default " +
                "with --strict).",
        ],
    )
    var tolerance: ToleranceChoice? = null

    @Option(
        names = ["--rejects"],
        paramLabel = "FILE",
        description = ["Append rejected records to this file as they come: .mrc, .jsonl, .mrk or .txt."],
    )
    var rejects: String? = null

    @Option(names = ["-f", "--force"], description = ["Replace the file of rejects if it is there already."])
    var isForced: Boolean = false

    @Option(
        names = ["--checkpoint"],
        paramLabel = "FILE",
        description = [
            "Keep in this file how far the load has come; the same command then goes on from there. For one input.",
        ],
    )
    var checkpoint: String? = null

    @Option(names = ["--inserters"], paramLabel = "N", description = ["How many batches are under way at once; 2."])
    var inserters: Int = 2

    override fun run(): Int = Loading(this).run()
}
