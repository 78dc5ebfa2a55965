// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.MappedOutcome
import dev.marcato.Outcome
import dev.marcato.Record

/**
 * A part of an input, or a record, with what is wrong in it. Immutable and safe to share between threads.
 *
 * @property record the record; null if the part of the input is none
 * @property outcome the part of the input: a record, filler or damage; null if the record wasn't read as an outcome
 * @property findings what is wrong in the record, as an unmodifiable list; empty if there is no record
 */
public class Validated private constructor(
    @get:JvmName("record") public val record: Record?,
    @get:JvmName("outcome") public val outcome: Outcome?,
    @get:JvmName("findings") public val findings: List<Finding>,
) {
    override fun toString(): String = "${outcome ?: "record"}: ${findings.size} findings"

    internal companion object {
        @JvmSynthetic
        internal fun of(record: Record, findings: List<Finding>): Validated = Validated(record, null, findings)

        /** The index of the record is only known now. */
        @JvmSynthetic
        internal fun of(mapped: MappedOutcome<List<Finding>>): Validated {
            val read = mapped.outcome as? Outcome.Read
            return Validated(read?.record, mapped.outcome, mapped.value.withIndex(read?.recordIndex))
        }

        private fun List<Finding>.withIndex(index: Long?): List<Finding> =
            if (isEmpty() || first().recordIndex == index) {
                this
            } else {
                java.util.Collections.unmodifiableList(map { it.at(it.source, index) })
            }
    }
}
