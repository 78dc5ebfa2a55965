// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import dev.marcato.Outcome
import dev.marcato.validation.Finding

/**
 * An outcome with what is wrong in its record.
 *
 * @property index the number of records before it in its file, or in the part that was read
 */
internal class Checked(val outcome: Outcome, val index: Long, val findings: List<Finding>) {
    /** The same in a part that comes after [records]. */
    fun after(records: Long): Checked = Checked(outcome, records + index, findings)

    /** The same with [more] findings; null for none at all. */
    fun with(more: List<Finding>?): Checked = when {
        more == null -> Checked(outcome, index, emptyList())
        more.isEmpty() || outcome !is Outcome.Read -> this
        else -> Checked(outcome, index, findings + more)
    }
}
