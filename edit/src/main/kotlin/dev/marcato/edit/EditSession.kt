// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.Record
import dev.marcato.edit.internal.Counters

/**
 * Edits the records of one input, one after the other: its counters (`{counter}`) go on from record to record.
 *
 * Numbers go to records in the order of the calls. A record that comes out unchanged or dropped uses none up.
 *
 * For one thread at a time. If several threads edit, let them call [Edits.apply], and call [counted] with the results
 * in the order of the input: the outcome is the same.
 */
public class EditSession private constructor(private val edits: Edits) {
    private val counters = Counters()

    /** Edits a [record]. */
    public fun apply(record: Record): Edited = edits.edit(record, counters)

    /** Edits a [record] by the cells of a [row]. */
    @JvmSynthetic
    internal fun apply(record: Record, row: Map<String, String>): Edited = edits.edit(record, counters, row)

    /**
     * Returns what [apply] gives for the record of [edited], which [Edits.apply] gave: the same object if no counter
     * was used.
     */
    public fun counted(edited: Edited): Edited = if (edited.usesCounters) apply(edited.original) else edited

    internal companion object {
        @JvmSynthetic
        internal fun of(edits: Edits): EditSession = EditSession(edits)
    }
}
