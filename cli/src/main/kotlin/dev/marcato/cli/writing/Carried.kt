// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.writing

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.WriteReport
import dev.marcato.cli.console.Console
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine

/**
 * Where a record that is written comes from.
 *
 * @property number how many records come before it in its file
 * @property cause what made it what it is; null if it is as it was read
 */
internal class Source(val number: Long, val cause: String?) {
    fun after(recordsBefore: Long): Source = if (recordsBefore == 0L) this else Source(number + recordsBefore, cause)
}

/**
 * Counts what became of the records and the damage that a command passes on, in all files that it writes.
 *
 * @property inputName the name of the current file, for messages
 * @property rejects takes refused records and damage; null if nothing does
 * @property isComplete whether all of the input is wanted, so that damage counts as left out
 * @property offersRejects whether the command has an option for such a file
 */
internal class Carried(
    private val console: Console,
    private val isQuiet: Boolean,
    private val inputName: () -> String,
    private val rejects: Rejects? = null,
    private val isComplete: Boolean = true,
    private val offersRejects: Boolean = true,
) {
    private var refused = 0L
    private var firstRefused: String? = null
    private var changed = 0L
    private var firstChanged: String? = null
    private var isTextChanged = false
    private var kept = 0L
    private var relaid = 0L
    private var split = 0L
    private var damagesKept = 0L
    private var damagesLeft = 0L
    private val causes = LinkedHashMap<String, Long>()
    private var lastCaused: Record? = null

    /** The number of the current record in its file, if its problems don't have it. */
    var recordNumber: Long? = null

    /** Finds where a record comes from that isn't the one that was read, so that its problems don't say it. */
    var sourceOf: (Record, MarcProblem) -> Source? = { _, _ -> null }

    /** [ExitCode.INCOMPLETE] if something was lost. */
    val exitCode: Int
        get() = if (refused > 0 || changed > 0 || damagesLeft > 0) ExitCode.INCOMPLETE else ExitCode.DONE

    fun watch(builder: WriteOptions.Builder) {
        builder.onRefused(::refuse)
        builder.onReplaced { record, problem ->
            val source = sourceOf(record, problem)
            count(record, source)
            if (firstChanged == null) firstChanged = placed(source, problem)
            isTextChanged = isTextChanged || problem.code in ABOUT_TEXT
        }
    }

    private fun refuse(record: Record, problem: MarcProblem) {
        val source = sourceOf(record, problem)
        count(record, source)
        if (rejects != null) return rejects.add(record)
        refused++
        if (firstRefused == null) firstRefused = placed(source, problem)
    }

    // Several things may be replaced in a record.
    private fun count(record: Record, source: Source?) {
        val cause = source?.cause ?: return
        if (record === lastCaused) return
        lastCaused = record
        causes.merge(cause, 1, Long::plus)
    }

    /** Counts damage that was written in its place. */
    fun keptDamage() {
        damagesKept++
    }

    /** Counts damage that isn't in the output. */
    fun leave(damage: Outcome.Damage) {
        // A file without a record is reported anyway, and this loses no bytes.
        if (!isComplete || damage.problem.code == ProblemCode.NO_RECORD_FOUND) return
        val bytes = damage.bytes
        if (rejects != null && bytes != null) rejects.add(bytes) else damagesLeft++
    }

    /** Adds the report of a writer. */
    fun add(report: WriteReport) {
        changed += report.changedRecords
        kept += report.keptRecords
        relaid += report.relaidRecords
        split += report.splitRecords
    }

    /** Reports what wasn't passed on unchanged: losses always, the rest unless quiet. */
    fun report() {
        if (changed > 0) {
            val detect = if (isTextChanged) "--charset detect may read them right; " else ""
            val hint = if (offersRejects) " ($detect--rejects FILE keeps them as they were)" else ""
            console.say(oneLine("${records(changed)} changed, first because of $firstChanged$hint"))
        }
        if (refused > 0) {
            val hint = if (offersRejects) " (--rejects FILE keeps them)" else ""
            console.say(oneLine("${records(refused)} left out, the first because of $firstRefused$hint"))
        }
        for ((cause, number) in causes) {
            console.say(oneLine("$cause: ${count(number, "record")} couldn't be written with what this rule made"))
        }
        if (damagesLeft > 0) {
            val stretches = count(damagesLeft, "damaged stretch was", "damaged stretches were")
            console.say("$stretches left out (--keep-damage copies them, --rejects FILE keeps them)")
        }
        if (rejects != null && rejects.count > 0) console.say(rejects.summary())
        if (isQuiet) return
        if (split > 0) console.say("${records(split)} split")
        if (kept > 0) console.say("${records(kept)} passed on with faults, as they were read")
        if (relaid > 0) console.say("${records(relaid)} laid out anew, because lengths or offsets were wrong")
        if (damagesKept > 0) console.say("${count(damagesKept, "damaged stretch was", "damaged stretches were")} kept")
    }

    private fun records(number: Long): String = count(number, "record was", "records were")

    private fun placed(source: Source?, problem: MarcProblem): String {
        val known = "$problem".removePrefix("${problem.source}: ")
        if (source != null) {
            return "${inputName()}: " + known.replaceFirst(IN_RECORD, " in record ${source.number}")
        }
        val number = recordNumber
        val isNumbered = problem.position.recordIndex != null || number == null
        return "${inputName()}: " + if (isNumbered) known else known.replaceFirst(" in record", " in record $number")
    }

    private companion object {
        val IN_RECORD = Regex(" in record( \\d+)?")
        val ABOUT_TEXT = setOf(
            ProblemCode.CHARACTER_SET_CONTRADICTED,
            ProblemCode.TEXT_NOT_UTF_8,
            ProblemCode.TEXT_UNDECODABLE,
        )
    }
}
