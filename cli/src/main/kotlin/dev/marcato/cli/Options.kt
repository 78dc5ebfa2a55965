// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.Dialect
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import picocli.CommandLine.Option
import picocli.CommandLine.Parameters

/** What every command understands. */
internal class CommonOptions {
    @Option(names = ["-q", "--quiet"], description = ["Say nothing but errors on standard error."])
    var isQuiet: Boolean = false

    @Option(names = ["--debug"], description = ["Print a stack trace with an error."])
    var isDebug: Boolean = false

    @Option(names = ["-h", "--help"], usageHelp = true, description = ["Show this help."])
    var isHelpAsked: Boolean = false
}

/** How the files of a command are read. */
internal class ReadingOptions {
    @Option(
        names = ["--from"],
        paramLabel = "FORMAT",
        description = [
            "Format of the input, if not told by its first bytes: marc, xml, json, jsonl, mrk, line, aleph.",
        ],
    )
    var from: String? = null

    @Option(names = ["--strict"], description = ["Stop at the first problem of a file, with exit code 1."])
    var isStrict: Boolean = false

    @Option(names = ["--lenient"], description = ["Repair what can be repaired, and go on. The default."])
    var isLenient: Boolean = false

    @Option(names = ["--unimarc"], description = ["The records are UNIMARC: their field 100 names the character set."])
    var isUnimarc: Boolean = false

    @Option(
        names = ["--threads"],
        paramLabel = "N",
        description = ["How many threads may work at once; as many as there are processors."],
    )
    var threads: Int = Runtime.getRuntime().availableProcessors()

    // Nobody needs to set it but who wants small files to be cut, too.
    @Option(names = ["--part-bytes"], paramLabel = "N", hidden = true, description = ["How large parts are."])
    var partBytes: Long = 0

    /** Who does the work, in parts of [usualBytes] unless something else was asked for. */
    fun sharing(usualBytes: Long): Sharing = Sharing(threads, if (partBytes > 0) partBytes else usualBytes)

    fun toReadOptions(charset: String?, configure: ReadOptions.Builder.() -> Unit = {}): ReadOptions {
        if (isStrict && isLenient) throw usageFailure("--strict and --lenient exclude each other")
        if (threads < 1) throw usageFailure("--threads is at least 1, not $threads")
        return ReadOptions {
            strictness = if (isStrict) Strictness.STRICT else Strictness.LENIENT
            format = from?.let(Formats::toRead)
            if (charset != null) characterSetRule = Formats.characterSetRule(charset)
            if (isUnimarc) dialect = Dialect.UNIMARC
            // Nothing is kept of them, and parts of a file are counted each for itself.
            maxProblems = Int.MAX_VALUE
            configure()
        }
    }
}

/** The character set of the input. */
internal class InputCharset {
    @Option(
        names = ["--charset", "--from-charset"],
        paramLabel = "NAME",
        description = ["Character set of the input, whatever its records say: utf8, marc8, latin1, ...; or detect."],
    )
    var name: String? = null
}

/** The files of a command. */
internal class FileArguments {
    @Parameters(
        paramLabel = "FILE",
        arity = "0..*",
        description = ["Files, patterns such as 'in/*.mrc', or - for standard input; gzip is recognised."],
    )
    var files: List<String> = emptyList()
}
