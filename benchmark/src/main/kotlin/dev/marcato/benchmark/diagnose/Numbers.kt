// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import java.math.BigDecimal
import java.math.MathContext
import java.util.Locale

/** How numbers are written, for people and for programs. */
internal object Numbers {
    private const val DIGITS = 5

    /** Returns a number with thousands apart, or a dash for what is not known. */
    fun grouped(number: Double?, decimals: Int = 0): String =
        if (number == null || !number.isFinite()) "-" else String.format(Locale.ROOT, "%,.${decimals}f", number)

    fun percent(part: Double?, decimals: Int = 0): String =
        if (part == null || !part.isFinite()) "-" else "${grouped(part * 100, decimals)} %"

    /** Returns a size in the largest unit of which it has a whole number. */
    fun size(bytes: Int): String = when {
        bytes >= KIB * KIB && bytes % (KIB * KIB) == 0 -> "${bytes / KIB / KIB} MiB"
        bytes >= KIB && bytes % KIB == 0 -> "${bytes / KIB} KiB"
        else -> "$bytes B"
    }

    /** Returns the value of a sweep with its unit where that is bytes. */
    fun value(kind: SweepKind, value: Int): String =
        if (kind == SweepKind.CHUNK || kind == SweepKind.RANGE) size(value) else value.toString()

    /** Returns a number without more digits than a measurement has, or null for what is not known. */
    fun rounded(number: Double?): BigDecimal? {
        if (number == null || !number.isFinite()) return null
        val rounded = BigDecimal(number).round(MathContext(DIGITS)).stripTrailingZeros()
        return if (rounded.scale() < 0) rounded.setScale(0) else rounded
    }

    private const val KIB = 1024
}
