// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

/**
 * What became of the records of a run: each one that was offered is in exactly one of five classes, and [stored],
 * [matched], [rejected], [unknown] and [notAttempted] sum to [offered], after failures and cancellation too.
 *
 * Immutable. The lists cannot be changed.
 */
public class BulkReport private constructor(counts: Counts) {
    /** How many records were taken from the input. */
    @get:JvmName("offered")
    public val offered: Long = counts.offered

    /** Those that the server acknowledged and that made a new document. */
    @get:JvmName("stored")
    public val stored: Long = counts.stored

    /**
     * Those that the server acknowledged and that made no new document: they replaced, changed or deleted what was
     * there, or the same document was there already. A server tells what it matched for a whole command only: updates
     * and deletes that found nothing are in this class, and [documentsMatched] and [documentsDeleted] tell.
     */
    @get:JvmName("matched")
    public val matched: Long = counts.matched

    /** Those that were refused, by the bridge or by the server; see [rejections]. */
    @get:JvmName("rejected")
    public val rejected: Long = counts.rejected

    /** Those that were sent and about which nothing was heard, or which were not replicated as asked for. */
    @get:JvmName("unknown")
    public val unknown: Long = counts.unknown

    /** Those that were taken from the input and never applied. */
    @get:JvmName("notAttempted")
    public val notAttempted: Long = offered - stored - matched - rejected - unknown

    /**
     * The rejected records in the order of the input, as far as they were kept: all, or the
     * [BridgeOptions.maxRejections] that were met first.
     */
    @get:JvmName("rejections")
    public val rejections: List<Rejection> = counts.rejections

    /** Which records are [unknown], in order. */
    @get:JvmName("unknownOrdinals")
    public val unknownOrdinals: List<LongRange> = counts.unknownOrdinals

    /** Which records are [notAttempted], in order. */
    @get:JvmName("notAttemptedOrdinals")
    public val notAttemptedOrdinals: List<LongRange> = counts.notAttemptedOrdinals

    /** How many documents the server says that updates, replacements and upserts found. */
    @get:JvmName("documentsMatched")
    public val documentsMatched: Long = counts.documentsMatched

    /** How many documents the server says that updates, replacements and upserts changed. */
    @get:JvmName("documentsModified")
    public val documentsModified: Long = counts.documentsModified

    /** How many documents the server says that deletes removed. */
    @get:JvmName("documentsDeleted")
    public val documentsDeleted: Long = counts.documentsDeleted

    /** The counts in one line. */
    override fun toString(): String = "$offered offered: $stored stored, $matched matched, $rejected rejected, " +
        "$unknown unknown, $notAttempted not attempted"

    internal class Counts {
        var offered: Long = 0
        var stored: Long = 0
        var matched: Long = 0
        var rejected: Long = 0
        var unknown: Long = 0
        var documentsMatched: Long = 0
        var documentsModified: Long = 0
        var documentsDeleted: Long = 0
        var rejections: List<Rejection> = emptyList()
        var unknownOrdinals: List<LongRange> = emptyList()
        var notAttemptedOrdinals: List<LongRange> = emptyList()
    }

    internal companion object {
        @JvmSynthetic
        internal fun of(counts: Counts): BulkReport = BulkReport(counts)
    }
}

/**
 * Thrown when a run ended before its input did, or with records that it may not leave behind: [report] tells what
 * became of every record, and the cause, where there is one, what happened: a failure of the driver, of the input, or
 * of the dead-letter sink, as it was thrown.
 */
public class BulkFailedException private constructor(report: BulkReport, message: String, cause: Throwable?) :
    RuntimeException(message, cause) {
    /** What became of the records. */
    @get:JvmName("report")
    public val report: BulkReport = report

    internal companion object {
        @JvmSynthetic
        internal fun of(report: BulkReport, what: String, cause: Throwable?): BulkFailedException =
            BulkFailedException(report, "$what; $report", cause)
    }
}
