// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * Thrown when an input has more than [ReadLimits.inputBytes] or [ReadLimits.records] allow, in lenient reading too. The
 * reader has delivered everything before the limit.
 */
public class ReadLimitException private constructor(limit: String, most: Long, source: String?, read: Progress) :
    RuntimeException(
        "${source ?: "The input"} has more than $most ${if (limit == RECORDS) "records" else "bytes"}, the limit of " +
            "ReadLimits.$limit. $read were read before",
    ) {
    /** The name of the limit: `inputBytes` or `records`. */
    @get:JvmName("limit")
    public val limit: String = limit

    /** The value of the limit. */
    @get:JvmName("most")
    public val most: Long = most

    /** The name of the file; null if the input isn't one. */
    @get:JvmName("source")
    public val source: String? = source

    /** What was read before the limit. */
    @get:JvmName("read")
    public val read: Progress = read

    internal companion object {
        private const val RECORDS = "records"

        @JvmSynthetic
        internal fun ofBytes(most: Long, source: String?, read: Progress): ReadLimitException =
            ReadLimitException("inputBytes", most, source, read)

        @JvmSynthetic
        internal fun ofRecords(most: Long, source: String?, read: Progress): ReadLimitException =
            ReadLimitException(RECORDS, most, source, read)
    }
}
