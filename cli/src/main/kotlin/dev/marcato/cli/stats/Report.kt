// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

import dev.marcato.Severity
import dev.marcato.validation.FindingSummary

/** The count of something, and the number of records that have it. */
internal class Share(val name: String, val count: Long, val records: Long = count)

internal class FieldShare(val tag: String, val count: Long, val records: Long, val subfields: List<Share>)

/** The count of problems of one kind. */
internal class ProblemShare(val code: String, val severity: Severity, val count: Long)

/** The lengths of the records in bytes. The median comes from a histogram and is exact to an eighth. */
internal class Lengths(
    val shortest: Long,
    val longest: Long,
    val mean: Long,
    val median: Long,
    val classes: List<Share>,
)

/**
 * The counts of what is in catalogues: the contents of reports in every format.
 *
 * @property findings what is wrong in records; null if they weren't validated
 */
internal class Report(
    val files: List<String>,
    val records: Long,
    val bytes: Long,
    val damagedRecords: Long,
    val damages: Long,
    val damagedBytes: Long,
    val standard: Standard,
    val types: List<Share>,
    val encodings: List<Share>,
    val formats: List<Share>,
    val bibliographic: Long,
    val completeness: List<Share>,
    val fieldCount: Long,
    val subfieldCount: Long,
    val fields: List<FieldShare>,
    val lengths: Lengths?,
    val languages: List<Share>,
    val decades: List<Share>,
    val firstYear: Int?,
    val lastYear: Int?,
    val problems: List<ProblemShare>,
    val findings: FindingSummary?,
) {
    /** The last [rows] decades. Earlier ones are combined, since old prints would take most of the space. */
    fun lastDecades(rows: Int): List<Share> {
        val early = decades.dropLast(rows - 1)
        if (early.size <= 1) return decades
        return listOf(Share("before ${decades[early.size].name}", early.sumOf { it.count })) + decades.drop(early.size)
    }

    fun share(count: Long): Double = if (records == 0L) 0.0 else count.toDouble() / records
}
