// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import java.util.Collections

/**
 * What a rule did to many records. Records that come out as they went in don't count as changed.
 *
 * @property rule the rule
 */
public class RuleSummary private constructor(
    @get:JvmName("rule") public val rule: EditRule,
    private val most: Int,
) {
    private val found = ArrayList<EditChange>()
    private var last = NONE

    /** In how many records it found something to look at, whether it changed that or not. */
    @get:JvmName("matched")
    public var matched: Long = 0
        private set

    /** How many records it changed. */
    @get:JvmName("changed")
    public var changed: Long = 0
        private set

    /** How many fields it changed in them. */
    @get:JvmName("places")
    public var places: Long = 0
        private set

    /** How many records it dropped. */
    @get:JvmName("dropped")
    public var dropped: Long = 0
        private set

    /** How many problems it had. */
    @get:JvmName("problems")
    public var problems: Long = 0
        private set

    /** The first changes, one of a record; an unmodifiable list. */
    @get:JvmName("examples")
    public val examples: List<EditChange> get() = Collections.unmodifiableList(found)

    /** The rule and the counts. */
    override fun toString(): String = "$rule (matched $matched, changed $changed, places $places, dropped $dropped, " +
        "problems $problems)"

    @JvmSynthetic
    internal fun match() {
        matched++
    }

    @JvmSynthetic
    internal fun drop() {
        dropped++
    }

    @JvmSynthetic
    internal fun fail() {
        problems++
    }

    /** [record] is the number of the record, so that the changes of one are counted once. */
    @JvmSynthetic
    internal fun change(change: EditChange, record: Long) {
        places++
        if (record == last) return
        last = record
        changed++
        if (found.size < most) found += change
    }

    @JvmSynthetic
    internal fun add(other: RuleSummary) {
        matched += other.matched
        changed += other.changed
        places += other.places
        dropped += other.dropped
        problems += other.problems
        found += other.found.take(most - found.size)
        last = NONE
    }

    internal companion object {
        private const val NONE = -1L

        @JvmSynthetic
        internal fun of(rule: EditRule, most: Int): RuleSummary = RuleSummary(rule, most)
    }
}
