// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import java.util.Collections

/**
 * What a list of edits did to many records: an account for each rule, with examples.
 *
 * [add] each [Edited] in the order of the input. Parts of an input can have summaries of their own, of the same
 * [Edits], which are added in order. For one thread at a time.
 *
 * @sample dev.marcato.edit.samples.rehearse
 */
public class EditSummary private constructor(edits: Edits, private val most: Int) {
    /** How many records were added. */
    @get:JvmName("records")
    public var records: Long = 0
        private set

    /** How many of them are others than before, or dropped. */
    @get:JvmName("changed")
    public var changed: Long = 0
        private set

    /** How many of them are dropped. */
    @get:JvmName("dropped")
    public var dropped: Long = 0
        private set

    /** The account of each rule, in the order of [Edits.rules]; an unmodifiable list. */
    @get:JvmName("rules")
    public val rules: List<RuleSummary> = Collections.unmodifiableList(edits.rules.map { RuleSummary.of(it, most) })

    /** The rules that found nothing to look at in any record: probably mistakes. */
    @get:JvmName("neverMatched")
    public val neverMatched: List<EditRule> get() = rules.filter { it.matched == 0L }.map { it.rule }

    /** Adds what became of a record. */
    public fun add(edited: Edited) {
        records++
        if (edited.isChanged) changed++
        if (edited.isDropped) dropped++
        for (rule in edited.matched) rules[rule.index].match()
        edited.droppedBy?.let { rules[it.index].drop() }
        for (problem in edited.problems) rules[problem.rule.index].fail()
        for (change in edited.changes) rules[change.rule.index].change(change, records)
    }

    /** Adds the summary of the next part. */
    public fun add(other: EditSummary) {
        for ((index, rule) in rules.withIndex()) rule.add(other.rules[index])
        records += other.records
        changed += other.changed
        dropped += other.dropped
    }

    /** The counts, and a line for each rule. */
    override fun toString(): String =
        "$changed of $records records changed, $dropped of them dropped\n" + rules.joinToString("\n")

    public companion object {
        private const val EXAMPLES = 3

        /** Returns an empty summary, which will keep the first [examples] of each rule. */
        @JvmStatic
        @JvmOverloads
        public fun of(edits: Edits, examples: Int = EXAMPLES): EditSummary {
            require(examples >= 0) { "examples must be at least 0, not $examples" }
            return EditSummary(edits, examples)
        }
    }
}
