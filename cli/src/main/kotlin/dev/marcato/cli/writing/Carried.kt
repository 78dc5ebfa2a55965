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
 * What became of the records and of the damage that a command has passed on, over all files that it writes.
 *
 * @property inputName the name of the file that is read, for messages
 * @property rejects takes what is refused; null if nothing does
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

    /** The number that the record which is written has in its file, if the problem itself doesn't say so. */
    var recordNumber: Long? = null

    /** [ExitCode.INCOMPLETE] if not everything could be carried. */
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

    /** Counts damage that was written where it stood. */
    fun keptDamage() {
        damagesKept++
    }

    /** Counts damage that isn't in the output. */
    fun leave(damage: Outcome.Damage) {
        // That a file has no record at all is said anyway, and no bytes are lost by it.
        if (!isComplete || damage.problem.code == ProblemCode.NO_RECORD_FOUND) return
        val bytes = damage.bytes
        if (rejects != null && bytes != null) rejects.add(bytes) else damagesLeft++
    }

    /** Counts what a writer reports at its end. */
    fun add(report: WriteReport) {
        changed += report.changedRecords
        kept += report.keptRecords
        relaid += report.relaidRecords
        split += report.splitRecords
    }

    /** Says what was not passed on as it was: what is lost always, the rest unless that isn't wanted. */
    fun tell() {
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
        val known = "$problem"
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
