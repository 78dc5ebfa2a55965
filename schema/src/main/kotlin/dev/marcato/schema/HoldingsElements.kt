// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.FixedParts

/**
 * The elements of 008 in holdings records.
 *
 * Generated from the facts: see GeneratedSpec.
 */
public class HoldingsElements private constructor(parts: FixedParts) : FixedField(parts) {
    /** Date entered on file: 008/00-05. */
    @get:JvmName("dateEntered")
    public val dateEntered: FixedElement? get() = slot(0)

    /** Receipt, acquisition, or access status: 008/06. */
    @get:JvmName("acquisitionStatus")
    public val acquisitionStatus: FixedElement? get() = slot(1)

    /** Method of acquisition: 008/07. */
    @get:JvmName("acquisitionMethod")
    public val acquisitionMethod: FixedElement? get() = slot(2)

    /** Expected acquisition end date: 008/08-11. */
    @get:JvmName("acquisitionEnd")
    public val acquisitionEnd: FixedElement? get() = slot(3)

    /** General retention policy: 008/12. */
    @get:JvmName("retention")
    public val retention: FixedElement? get() = slot(4)

    /** Specific retention policy: policy type: 008/13. */
    @get:JvmName("retentionType")
    public val retentionType: FixedElement? get() = slot(5)

    /** Specific retention policy: number of units: 008/14. */
    @get:JvmName("retentionUnits")
    public val retentionUnits: FixedElement? get() = slot(6)

    /** Specific retention policy: unit type: 008/15. */
    @get:JvmName("retentionUnit")
    public val retentionUnit: FixedElement? get() = slot(7)

    /** Completeness: 008/16. */
    @get:JvmName("holdingsCompleteness")
    public val holdingsCompleteness: FixedElement? get() = slot(8)

    /** Number of copies reported: 008/17-19. */
    @get:JvmName("copies")
    public val copies: FixedElement? get() = slot(9)

    /** Lending policy: 008/20. */
    @get:JvmName("lending")
    public val lending: FixedElement? get() = slot(10)

    /** Reproduction policy: 008/21. */
    @get:JvmName("reproduction")
    public val reproduction: FixedElement? get() = slot(11)

    /** Language: 008/22-24. */
    @get:JvmName("language")
    public val language: FixedElement? get() = slot(12)

    /** Separate or composite copy report: 008/25. */
    @get:JvmName("copyReport")
    public val copyReport: FixedElement? get() = slot(13)

    /** Date of report: 008/26-31. */
    @get:JvmName("reportDate")
    public val reportDate: FixedElement? get() = slot(14)

    internal companion object {
        @get:JvmSynthetic
        internal val NAMES: Array<String> = arrayOf(
            "dateEntered",
            "acquisitionStatus",
            "acquisitionMethod",
            "acquisitionEnd",
            "retention",
            "retentionType",
            "retentionUnits",
            "retentionUnit",
            "holdingsCompleteness",
            "copies",
            "lending",
            "reproduction",
            "language",
            "copyReport",
            "reportDate",
        )

        @JvmSynthetic
        internal fun of(parts: FixedParts): HoldingsElements = HoldingsElements(parts)
    }
}
