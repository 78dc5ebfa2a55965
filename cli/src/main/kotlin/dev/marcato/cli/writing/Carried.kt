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
 * Counts what became of the records and the damage that a command passes on, in all files that it writes.
 *
 * @property inputName the name of the current file, for messages
 * @property rejects takes refused records and damage; null if nothing does
 * @property isComplete whether all of the input is wanted, so that damage counts as left out
 */
internal class Carried(
    private val console: Console,
    private val isQuiet: Boolean,
    private val inputName: () -> String,
    private val rejects: Rejects? = null,
    private val isComplete: Boolean = true,
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

    /** The number of the current record in its file, if its problems don't have it. */
    var recordNumber: Long? = null

    /** [ExitCode.INCOMPLETE] if something was lost. */
    val exitCode: Int
        get() = if (refused > 0 || changed > 0 || damagesLeft > 0) ExitCode.INCOMPLETE else ExitCode.DONE

    fun watch(builder: WriteOptions.Builder) {
        builder.onRefused(::refuse)
        builder.onReplaced { _, problem ->
            if (firstChanged == null) firstChanged = placed(problem)
            isTextChanged = isTextChanged || problem.code in ABOUT_TEXT
        }
    }

    private fun refuse(record: Record, problem: MarcProblem) {
        if (rejects != null) return rejects.add(record)
        refused++
        if (firstRefused == null) firstRefused = placed(problem)
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
            val hint = detect + "--rejects FILE keeps them as they were"
            console.say(oneLine("${records(changed)} changed, first because of $firstChanged ($hint)"))
        }
        if (refused > 0) {
            val hint = "--rejects FILE keeps them"
            console.say(oneLine("${records(refused)} left out, the first because of $firstRefused ($hint)"))
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

    private fun placed(problem: MarcProblem): String {
        val number = recordNumber
        val known = "$problem".removePrefix("${problem.source}: ")
        val isNumbered = problem.position.recordIndex != null || number == null
        return "${inputName()}: " + if (isNumbered) known else known.replaceFirst(" in record", " in record $number")
    }

    private companion object {
        val ABOUT_TEXT = setOf(
            ProblemCode.CHARACTER_SET_CONTRADICTED,
            ProblemCode.TEXT_NOT_UTF_8,
            ProblemCode.TEXT_UNDECODABLE,
        )
    }
}
