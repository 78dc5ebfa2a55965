// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.CharacterSetRule
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.TextCheck
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue

/** The options of every command. */
internal class CommonOptions(options: OptionSet) {
    val isQuiet by options.flag("-q", "--quiet", description = "Print only errors on standard error.")

    val isDebug by options.flag("--debug", description = "Print a stack trace with an error.")

    val isHelpAsked by options.flag("-h", "--help", description = "Show this help.")
}

/** How the files of a command are read. */
internal class ReadingOptions(options: OptionSet) {
    val from by options.text(
        "--from",
        label = "FORMAT",
        description = "Format of the input, if its first bytes are unclear: marc, xml, json, jsonl, mrk, line, aleph.",
    )

    /** The name of the character set that overrides the records; null to follow them. */
    val charset by options.text(
        "--charset",
        "--from-charset",
        label = "NAME",
        description = "Character set of the input, overriding its records: utf8, marc8, latin1, ...; or detect.",
    )

    val isStrict by options.flag("--strict", description = "Stop at the first problem of a file, with exit code 1.")

    val isLenient by options.flag("--lenient", description = "Repair what can be repaired, and continue. The default.")

    val isUnimarc by options.flag(
        "--unimarc",
        description = "The records are UNIMARC: their field 100 names the character set.",
    )

    private val wantedThreads by options.int(
        "--threads",
        label = "N",
        description = "How many threads may work at once. If not given, the environment variable " +
            "MARCATO_PARALLELISM, else the number of processors.",
    )

    val threads: Int get() = wantedThreads?.also {
        if (it < 1) throw usageFailure("--threads is at least 1, not $it")
    } ?: configuredThreads()

    // For tests, which cut small files too.
    val partBytes by options.long(
        "--part-bytes",
        label = "N",
        isHidden = true,
        default = 0,
        description = "How large parts are.",
    )

    /** Returns how the threads share the work: in parts of [usualBytes], unless the option says otherwise. */
    fun sharing(usualBytes: Long): Sharing = Sharing(threads, if (partBytes > 0) partBytes else usualBytes)

    fun toReadOptions(configure: ReadOptions.Builder.() -> Unit = {}): ReadOptions {
        if (isStrict && isLenient) throw usageFailure("--strict and --lenient exclude each other")
        return ReadOptions {
            strictness = if (isStrict) Strictness.STRICT else Strictness.LENIENT
            format = from?.let(Formats::toRead)
            if (isUnimarc) characterSetRule = CharacterSetRule.OBEY_UNIMARC
            charset?.let { characterSetRule = Formats.characterSetRule(it) }
            // Every command must find the same problems.
            textCheck = TextCheck.TEXT_AND_CODES
            // Problems aren't kept, and each part of a file would have a limit of its own.
            limits { problems = Int.MAX_VALUE }
            configure()
        }
    }
}

/** Returns the library's number of workers, or throws the [Failure] that says which setting is wrong. */
internal fun configuredThreads(): Int = try {
    ParallelOptions {}.workers
} catch (e: IllegalArgumentException) {
    throw usageFailure(e.message.orEmpty().replaceFirstChar(Char::lowercase))
}

/** The files of a command. */
internal class FileArguments(options: OptionSet) {
    val files by options.files(
        label = "FILE",
        description = "Files, patterns such as 'in/*.mrc', or - for standard input; a pipe or a file there is also " +
            "read if no file is named. Gzip is recognised.",
    )
}
