// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.Record

/**
 * What became of a record.
 *
 * Immutable and safe to share between threads.
 *
 * @property original the record as it was
 * @property record the record as it is now: the [original] itself if nothing changed in the end; null if a rule dropped
 * it
 * @property changes what was changed, in order, as an unmodifiable list; empty if nothing changed in the end, or the
 * record was dropped
 * @property matched the rules that found something to look at in the record, whether they changed it or not, in the
 * order of [Edits.rules], as an unmodifiable list
 * @property problems what couldn't be done, and warnings, as an unmodifiable list
 * @property droppedBy the rule that dropped the record; null if none did
 */
public class Edited private constructor(
    @get:JvmName("original") public val original: Record,
    @get:JvmName("record") public val record: Record?,
    @get:JvmName("changes") public val changes: List<EditChange>,
    @get:JvmName("matched") public val matched: List<EditRule>,
    @get:JvmName("problems") public val problems: List<EditProblem>,
    @get:JvmName("droppedBy") public val droppedBy: EditRule?,
    /** Whether counters had a part in it, so that it would be different for another place in the input. */
    @get:JvmSynthetic internal val usesCounters: Boolean,
) {
    /** Whether the record is dropped. */
    @get:JvmName("isDropped")
    public val isDropped: Boolean get() = droppedBy != null

    /** Whether the record is another one than before, or dropped. */
    @get:JvmName("isChanged")
    public val isChanged: Boolean get() = record !== original

    /** The changes, one a line. */
    override fun toString(): String = if (isDropped) "dropped" else changes.joinToString("\n")

    internal companion object {
        @JvmSynthetic
        internal fun of(
            original: Record,
            record: Record?,
            changes: List<EditChange>,
            matched: List<EditRule>,
            problems: List<EditProblem>,
            droppedBy: EditRule?,
            usesCounters: Boolean,
        ): Edited = Edited(original, record, changes, matched, problems, droppedBy, usesCounters)
    }
}
