// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * What a writing has come to, so far or in the end. Also after a failure it tells how much had been handed over before.
 *
 * Immutable and safe to share between threads.
 */
public class WriteReport private constructor(
    records: Long,
    bytes: Long,
    refusedRecords: Long,
    divertedRecords: Long,
    splitRecords: Long,
    keptRecords: Long,
    relaidRecords: Long,
    changedRecords: Long,
    problems: List<MarcProblem>,
    target: TargetState,
    phases: WritePhases,
) {
    /** How many records were handed over to the target; a record that was split counts as its parts. */
    @get:JvmName("records")
    public val records: Long = records

    /** How many bytes these records have, with what the format puts around them; before compression. */
    @get:JvmName("bytes")
    public val bytes: Long = bytes

    /** How many records were refused. */
    @get:JvmName("refusedRecords")
    public val refusedRecords: Long = refusedRecords

    /** How many records went elsewhere because they were too large; see [Oversize.divertTo]. */
    @get:JvmName("divertedRecords")
    public val divertedRecords: Long = divertedRecords

    /** How many records were split because they were too large; see [Oversize.split]. */
    @get:JvmName("splitRecords")
    public val splitRecords: Long = splitRecords

    /**
     * How many records were written with faults that they had when they were read: as their own bytes, or, of an edited
     * record, with fields that keep them. See [Repair].
     */
    @get:JvmName("keptRecords")
    public val keptRecords: Long = keptRecords

    /** How many records were laid out anew because their lengths, offsets or terminators were wrong; see [Repair]. */
    @get:JvmName("relaidRecords")
    public val relaidRecords: Long = relaidRecords

    /** How many records were written with something replaced in them; see [Inexpressible.REPLACE]. */
    @get:JvmName("changedRecords")
    public val changedRecords: Long = changedRecords

    /**
     * Why records were refused, and what was replaced in others ([Inexpressible.REPLACE]): one problem for each refused
     * record and for each thing that was replaced, up to [WriteOptions.maxProblems]. The position is the one in the input
     * if the writer was given the outcome that the record came with; else it counts the records that were given to the
     * writer, and the bytes that were written. The list cannot be changed.
     */
    @get:JvmName("problems")
    public val problems: List<MarcProblem> = problems

    /** What has become of the target. */
    @get:JvmName("target")
    public val target: TargetState = target

    /** Where the time went. */
    @get:JvmName("phases")
    public val phases: WritePhases = phases

    /** For example `42 records, 4711 bytes, 1 refused; target COMPLETE`. */
    override fun toString(): String = buildString {
        append(records).append(" records, ").append(bytes).append(" bytes")
        if (refusedRecords > 0) append(", ").append(refusedRecords).append(" refused")
        if (divertedRecords > 0) append(", ").append(divertedRecords).append(" diverted")
        if (splitRecords > 0) append(", ").append(splitRecords).append(" split")
        if (keptRecords > 0) append(", ").append(keptRecords).append(" kept with faults")
        if (relaidRecords > 0) append(", ").append(relaidRecords).append(" laid out anew")
        if (changedRecords > 0) append(", ").append(changedRecords).append(" changed")
        append("; target ").append(target)
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(
            records: Long,
            bytes: Long,
            refusedRecords: Long,
            divertedRecords: Long,
            splitRecords: Long,
            keptRecords: Long,
            relaidRecords: Long,
            changedRecords: Long,
            problems: List<MarcProblem>,
            target: TargetState,
            phases: WritePhases,
        ): WriteReport = WriteReport(
            records,
            bytes,
            refusedRecords,
            divertedRecords,
            splitRecords,
            keptRecords,
            relaidRecords,
            changedRecords,
            problems,
            target,
            phases,
        )
    }
}

/**
 * How long the three phases of a writing took, each by itself: they overlap where records come from a flow, and then sum
 * to more than the time that passed. Only what is written all at once, not record by record, is measured.
 */
public class WritePhases private constructor(takeNanos: Long, serialiseNanos: Long, writeNanos: Long) {
    /** Until the records were there: reading, changing or making them. In nanoseconds. */
    @get:JvmName("takeNanos")
    public val takeNanos: Long = takeNanos

    /** Making bytes of them; of parallel encoding, the time of all workers together. In nanoseconds. */
    @get:JvmName("serialiseNanos")
    public val serialiseNanos: Long = serialiseNanos

    /** Handing the bytes over, compression included. In nanoseconds. */
    @get:JvmName("writeNanos")
    public val writeNanos: Long = writeNanos

    /** For example `take 12 ms, serialise 3 ms, write 5 ms`. */
    override fun toString(): String =
        "take ${millis(takeNanos)} ms, serialise ${millis(serialiseNanos)} ms, write ${millis(writeNanos)} ms"

    private fun millis(nanos: Long): Long = nanos / NANOS_PER_MILLI

    internal companion object {
        private const val NANOS_PER_MILLI = 1_000_000L

        @JvmSynthetic
        internal fun of(takeNanos: Long, serialiseNanos: Long, writeNanos: Long): WritePhases =
            WritePhases(takeNanos, serialiseNanos, writeNanos)
    }
}
