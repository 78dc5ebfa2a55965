// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.gate

/** Something that the library does, and what it is compared with; [own] and [base] return the number of records. */
internal class Measure(
    val name: String,
    /** Who does [base]; null if it is the time itself that counts. */
    val rival: String?,
    val own: () -> Long,
    val base: (() -> Long)?,
    /** Whether [own] does everything in the calling thread, so that what it allocates can be counted. */
    val isSingleThreaded: Boolean = false,
    /**
     * What two threads that share nothing do at the same time, of the kind that [base] does: what the machine gives at
     * best. If that is next to nothing, because others are at work, the ratio to [base] can't be measured.
     */
    val independent: (() -> Long)? = null,
) {
    /** In what its values are given. */
    val units: List<String>
        get() = listOfNotNull(
            rival?.let(Units::ratioTo) ?: Units.MICROSECONDS,
            Units.BYTES.takeIf { isSingleThreaded },
            Units.TWO_READERS.takeIf { independent != null },
            Units.COMMIT,
        )
}
