// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.messages.count
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.options.Styles
import dev.marcato.edit.EditChange
import dev.marcato.edit.EditProblem
import dev.marcato.edit.EditSummary
import dev.marcato.edit.RuleSummary
import java.util.Locale

/** The first records that each rule changes, or can't be done on, with where they are. */
internal class Examples(rules: Int) {
    private class Example(val place: String, val changes: List<EditChange>, val problem: EditProblem?)

    private val found = List(rules) { ArrayList<Example>(0) }

    /** Adds what happened to a record, with its [number] in the file [name]. */
    fun add(name: String, number: Long, edit: NumberedEdit) {
        val id = edit.edited.original.controlNumber?.let { " (001 ${it.trim()})" }.orEmpty()
        val place = "$name: record $number$id"
        for ((rule, changes) in edit.edited.changes.groupBy { it.rule }) {
            val examples = found[rule.index]
            if (examples.size < MOST) examples += Example(place, changes.take(MOST), null)
        }
        for (problem in edit.edited.problems) {
            val examples = found[problem.rule.index]
            if (examples.size < MOST) examples += Example(place, emptyList(), problem)
        }
    }

    /** Writes what each rule would do. */
    fun write(summary: EditSummary, out: Appendable, styles: Styles) {
        val changed = count(summary.changed, "record")
        val all = "%,d".format(Locale.ROOT, summary.records)
        val would = listOfNotNull(
            "$changed of $all would be changed${share(summary.changed, summary)}",
            "${summary.dropped} of them dropped".takeIf { summary.dropped > 0 },
        )
        out.append(would.joinToString(", ")).append('\n')
        for (rule in summary.rules) {
            out.append('\n').append(styles.command(oneLine("${rule.rule}"))).append('\n')
            out.append("  ").append(account(rule, summary)).append('\n')
            for (example in found[rule.rule.index]) example.write(out, styles)
        }
    }

    private fun account(rule: RuleSummary, summary: EditSummary): String {
        if (rule.matched == 0L && rule.problems == 0L) return "never matched"
        val parts = listOfNotNull(
            "${count(rule.changed, "record")}${share(rule.changed, summary)}, ${count(rule.places, "place")}"
                .takeIf { rule.changed > 0 || rule.dropped == 0L },
            "${count(rule.dropped, "record")} dropped${share(rule.dropped, summary)}".takeIf { rule.dropped > 0 },
            "${count(rule.matched - rule.changed - rule.dropped, "record")} matched without a change in the end"
                .takeIf { rule.matched > rule.changed + rule.dropped },
            count(rule.problems, "problem").takeIf { rule.problems > 0 },
        )
        return parts.joinToString("; ")
    }

    private fun share(part: Long, summary: EditSummary): String =
        if (summary.records == 0L) "" else " (%.1f %%)".format(Locale.ROOT, part * PERCENT / summary.records)

    private fun Example.write(out: Appendable, styles: Styles) {
        out.append("  ").append(oneLine(place)).append('\n')
        for (change in changes) {
            change.before?.let { out.append("    ").append(styles.removed(oneLine("- $it"))).append('\n') }
            change.after?.let { out.append("    ").append(styles.added(oneLine("+ $it"))).append('\n') }
        }
        problem?.let {
            out.append("    ").append(oneLine("! ${it.path?.plus(": ").orEmpty()}${it.reason}")).append('\n')
        }
    }

    private companion object {
        const val MOST = 3
        const val PERCENT = 100.0
    }
}
