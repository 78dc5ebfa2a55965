// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.FixedParts

/**
 * The elements of 008 in authority records.
 *
 * Generated from the facts: see GeneratedSpec.
 */
public class AuthorityElements private constructor(parts: FixedParts) : FixedField(parts) {
    /** Date entered on file: 008/00-05. */
    @get:JvmName("dateEntered")
    public val dateEntered: FixedElement? get() = slot(0)

    /** Direct or indirect geographic subdivision: 008/06. */
    @get:JvmName("geographicSubdivision")
    public val geographicSubdivision: FixedElement? get() = slot(1)

    /** Romanization scheme: 008/07. */
    @get:JvmName("romanization")
    public val romanization: FixedElement? get() = slot(2)

    /** Language of catalog: 008/08. */
    @get:JvmName("languageOfCatalog")
    public val languageOfCatalog: FixedElement? get() = slot(3)

    /** Kind of record: 008/09. */
    @get:JvmName("recordKind")
    public val recordKind: FixedElement? get() = slot(4)

    /** Descriptive cataloging rules: 008/10. */
    @get:JvmName("catalogingRules")
    public val catalogingRules: FixedElement? get() = slot(5)

    /** Subject heading system/thesaurus: 008/11. */
    @get:JvmName("thesaurus")
    public val thesaurus: FixedElement? get() = slot(6)

    /** Type of series: 008/12. */
    @get:JvmName("seriesType")
    public val seriesType: FixedElement? get() = slot(7)

    /** Numbered or unnumbered series: 008/13. */
    @get:JvmName("seriesNumbering")
    public val seriesNumbering: FixedElement? get() = slot(8)

    /** Heading use--main or added entry: 008/14. */
    @get:JvmName("nameUse")
    public val nameUse: FixedElement? get() = slot(9)

    /** Heading use--subject added entry: 008/15. */
    @get:JvmName("subjectUse")
    public val subjectUse: FixedElement? get() = slot(10)

    /** Heading use--series added entry: 008/16. */
    @get:JvmName("seriesUse")
    public val seriesUse: FixedElement? get() = slot(11)

    /** Type of subject subdivision: 008/17. */
    @get:JvmName("subdivisionType")
    public val subdivisionType: FixedElement? get() = slot(12)

    /** Type of government agency: 008/28. */
    @get:JvmName("governmentAgency")
    public val governmentAgency: FixedElement? get() = slot(13)

    /** Reference evaluation: 008/29. */
    @get:JvmName("referenceEvaluation")
    public val referenceEvaluation: FixedElement? get() = slot(14)

    /** Record update in process: 008/31. */
    @get:JvmName("updateInProcess")
    public val updateInProcess: FixedElement? get() = slot(15)

    /** Undifferentiated personal name: 008/32. */
    @get:JvmName("undifferentiatedName")
    public val undifferentiatedName: FixedElement? get() = slot(16)

    /** Level of establishment: 008/33. */
    @get:JvmName("establishment")
    public val establishment: FixedElement? get() = slot(17)

    /** Modified record: 008/38. */
    @get:JvmName("modifiedRecord")
    public val modifiedRecord: FixedElement? get() = slot(18)

    /** Cataloging source: 008/39. */
    @get:JvmName("catalogingSource")
    public val catalogingSource: FixedElement? get() = slot(19)

    /** Language of heading code: 008/35-37. */
    @get:JvmName("headingLanguage")
    public val headingLanguage: FixedElement? get() = slot(20)

    internal companion object {
        @get:JvmSynthetic
        internal val NAMES: Array<String> = arrayOf(
            "dateEntered",
            "geographicSubdivision",
            "romanization",
            "languageOfCatalog",
            "recordKind",
            "catalogingRules",
            "thesaurus",
            "seriesType",
            "seriesNumbering",
            "nameUse",
            "subjectUse",
            "seriesUse",
            "subdivisionType",
            "governmentAgency",
            "referenceEvaluation",
            "updateInProcess",
            "undifferentiatedName",
            "establishment",
            "modifiedRecord",
            "catalogingSource",
            "headingLanguage",
        )

        @JvmSynthetic
        internal fun of(parts: FixedParts): AuthorityElements = AuthorityElements(parts)
    }
}
