// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * The result of a writing, so far or at the end. After a failure, it shows how much was handed over before.
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
    /** The number of records handed over to the target. Each part of a split record counts. */
    @get:JvmName("records")
    public val records: Long = records

    /** The number of bytes in these records and their envelope, before compression. */
    @get:JvmName("bytes")
    public val bytes: Long = bytes

    /** The number of refused records. */
    @get:JvmName("refusedRecords")
    public val refusedRecords: Long = refusedRecords

    /** The number of records that were too large and went to another sink; see [Oversize.divertTo]. */
    @get:JvmName("divertedRecords")
    public val divertedRecords: Long = divertedRecords

    /** The number of records that were too large and were split; see [Oversize.split]. */
    @get:JvmName("splitRecords")
    public val splitRecords: Long = splitRecords

    /**
     * The number of records written with problems from reading: as their own bytes or, if edited, in unchanged fields.
     * See [Repair].
     */
    @get:JvmName("keptRecords")
    public val keptRecords: Long = keptRecords

    /** The number of records that got a new layout because lengths, offsets or terminators were wrong; see [Repair]. */
    @get:JvmName("relaidRecords")
    public val relaidRecords: Long = relaidRecords

    /** The number of records written with replacements; see [Inexpressible.REPLACE]. */
    @get:JvmName("changedRecords")
    public val changedRecords: Long = changedRecords

    /**
     * One problem for each refused record and each replacement ([Inexpressible.REPLACE]), up to
     * [WriteOptions.reportedProblems], as an unmodifiable list. The position is that in the input if the writer got the
     * outcome of the record; otherwise it counts the records given to the writer and the bytes written.
     */
    @get:JvmName("problems")
    public val problems: List<MarcProblem> = problems

    /** The state of the target. */
    @get:JvmName("target")
    public val target: TargetState = target

    /** The time spent in each phase. */
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
 * The time spent in the three phases of a writing. With a flow, the phases overlap, and their sum exceeds the elapsed
 * time. Records written one by one aren't measured.
 */
public class WritePhases private constructor(takeNanos: Long, serialiseNanos: Long, writeNanos: Long) {
    /** Getting the records (reading, changing or making them), in nanoseconds. */
    @get:JvmName("takeNanos")
    public val takeNanos: Long = takeNanos

    /** Encoding them, in nanoseconds; the sum of all workers if encoding is parallel. */
    @get:JvmName("serialiseNanos")
    public val serialiseNanos: Long = serialiseNanos

    /** Handing the bytes over, with compression, in nanoseconds. */
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
