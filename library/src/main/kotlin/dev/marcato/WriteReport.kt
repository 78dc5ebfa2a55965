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
     * Why records were refused, or not written as they are ([IllegalCharacters.REPLACE]): a problem for each, of the first
     * [WriteOptions.maxProblems] of them. Its position tells
     * which record it is, counting all that were given to the writer, and where it would have stood among what was
     * written. The list cannot be changed.
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
            problems: List<MarcProblem>,
            target: TargetState,
            phases: WritePhases,
        ): WriteReport = WriteReport(
            records,
            bytes,
            refusedRecords,
            divertedRecords,
            splitRecords,
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
