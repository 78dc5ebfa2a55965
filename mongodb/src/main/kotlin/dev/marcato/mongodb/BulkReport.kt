// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

/**
 * What became of the records of a run. Each record is in exactly one of five classes: [stored], [matched], [rejected],
 * [unknown] and [notAttempted] add up to [offered], also after failures and cancellation.
 *
 * Immutable. The lists can't be changed.
 */
public class BulkReport private constructor(counts: Counts) {
    /** How many records were taken from the input. */
    @get:JvmName("offered")
    public val offered: Long = counts.offered

    /** Records that the server acknowledged and that made a new document. */
    @get:JvmName("stored")
    public val stored: Long = counts.stored

    /**
     * Records that the server acknowledged and that made no new document: they replaced, changed or deleted a document,
     * or the same document was there already. Updates and deletes that found nothing are in this class too, because the
     * server counts matches only per command; compare [documentsMatched] and [documentsDeleted].
     */
    @get:JvmName("matched")
    public val matched: Long = counts.matched

    /** Records that the bridge or the server refused; see [rejections]. */
    @get:JvmName("rejected")
    public val rejected: Long = counts.rejected

    /** Records that were sent without an answer, or not replicated as the write concern asks. */
    @get:JvmName("unknown")
    public val unknown: Long = counts.unknown

    /** Records that were taken from the input and never applied. */
    @get:JvmName("notAttempted")
    public val notAttempted: Long = offered - stored - matched - rejected - unknown

    /** The rejected records in input order: all, or the first [BridgeOptions.maxRejections] that were found. */
    @get:JvmName("rejections")
    public val rejections: List<Rejection> = counts.rejections

    /** Which records are [unknown], in order. */
    @get:JvmName("unknownOrdinals")
    public val unknownOrdinals: List<LongRange> = counts.unknownOrdinals

    /** Which records are [notAttempted], in order. */
    @get:JvmName("notAttemptedOrdinals")
    public val notAttemptedOrdinals: List<LongRange> = counts.notAttemptedOrdinals

    /** How many documents updates, replacements and upserts found, according to the server. */
    @get:JvmName("documentsMatched")
    public val documentsMatched: Long = counts.documentsMatched

    /** How many documents updates, replacements and upserts changed, according to the server. */
    @get:JvmName("documentsModified")
    public val documentsModified: Long = counts.documentsModified

    /** How many documents deletes removed, according to the server. */
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
 * Thrown if a run ended before its input did, or rejected a record that wasn't tolerated. [report] shows what became of
 * every record. The cause, if there is one, is the failure of the driver, of the input or of the dead-letter sink, as
 * it was thrown.
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
