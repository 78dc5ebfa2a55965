// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.reading

import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.cli.console.Console
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import java.nio.file.Files
import java.nio.file.Path

/** Which of the records in its files a command takes. */
internal class SelectionOptions(options: OptionSet) {
    private val condition by options.condition(
        "--where",
        label = "CONDITION",
        description = "Take only records for which this holds, such as '650 and not 020'; as in marcato grep.",
    )

    private val limit by options.long(
        "--limit",
        label = "N",
        default = Long.MAX_VALUE,
        description = "Take at most N records, and stop reading.",
    )

    private val file by options.text(
        "--ids",
        label = "FILE",
        description = "Take only records with an identifier that is a line of this file; - is standard input.",
    )

    private val named by options.texts("--id", label = "ID", description = "Take only records with these identifiers.")

    private val path by options.path(
        "--ids-path",
        label = "PATH",
        description = "Where identifiers are, such as 020\$a; 001 if not given.",
    )

    /** Whether the identifiers are in standard input, so that no records can be. */
    val takesInput: Boolean get() = file == Input.STANDARD_INPUT

    /** Reads the identifiers, and returns what is selected; [skipped] records more than the limit. */
    fun selection(console: Console, skipped: Long): Selection {
        if (limit < 0) throw usageFailure("--limit can't be negative")
        val isUnlimited = limit > Long.MAX_VALUE - skipped
        val most = if (limit == 0L || isUnlimited) limit else limit + skipped
        return Selection(condition, identifiers(console), most)
    }

    private fun identifiers(console: Console): Identifiers? {
        val name = file
        if (name == null && named.isEmpty()) {
            if (path != null) throw usageFailure("--ids-path is for --ids and --id, and none is given")
            return null
        }
        val path = this.path ?: MarcPath.of("001")
        if (name == null) return Identifiers(path, named, isEachNeeded = true)
        if (named.isNotEmpty()) throw usageFailure("--id and --ids exclude each other")
        val bytes = if (takesInput) console.input.readBytes() else Files.readAllBytes(Path.of(name))
        return Identifiers(path, Identifiers.linesOf(name, bytes), isEachNeeded = false)
    }
}

/**
 * Which records count. Any thread may ask.
 *
 * @property limit how many count at most
 */
internal class Selection(
    private val condition: MarcCondition?,
    private val identifiers: Identifiers?,
    val limit: Long,
) {
    val isLimited: Boolean get() = limit < Long.MAX_VALUE

    /** Whether every record counts. */
    val isAll: Boolean get() = condition == null && identifiers == null && !isLimited

    // Then identifiers may be in what wasn't read.
    private var isCutShort = limit == 0L

    /** Whether this outcome counts, not regarding the limit; its identifiers are added to [found]. Damage always does. */
    fun takes(outcome: Outcome, found: MutableCollection<String>): Boolean =
        outcome !is Outcome.Read || takes(outcome.record, found)

    private fun takes(record: Record, found: MutableCollection<String>): Boolean {
        if (identifiers != null) {
            val here = identifiers.of(record)
            if (here.isEmpty()) return false
            found.addAll(here)
        }
        return condition == null || condition.test(record)
    }

    /** Notes that these identifiers were found. */
    fun add(found: Collection<String>) {
        identifiers?.add(found)
    }

    /** Notes that not everything is read. */
    fun cutShort() {
        isCutShort = true
    }

    /** Reports which identifiers weren't found, and returns the exit code for that. */
    fun report(note: (String) -> Unit): Int =
        if (identifiers == null || isCutShort) ExitCode.DONE else identifiers.report(note)

    companion object {
        val ALL = Selection(null, null, Long.MAX_VALUE)
    }
}
