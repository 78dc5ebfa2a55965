// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.FixedParts

/**
 * The elements of the leader, in bibliographic, authority and holdings records.
 *
 * Generated from the facts: see GeneratedSpec.
 */
public class LeaderElements private constructor(parts: FixedParts) : FixedField(parts) {
    /**
     * Logical record length: 00-04 of bibliographic records; 00-04 of authority records; 00-04 of holdings
     * records.
     */
    @get:JvmName("recordLength")
    public val recordLength: FixedElement? get() = slot(0)

    /** Record status: 05 of bibliographic records; 05 of authority records; 05 of holdings records. */
    @get:JvmName("recordStatus")
    public val recordStatus: FixedElement? get() = slot(1)

    /** Type of record: 06 of bibliographic records; 06 of authority records; 06 of holdings records. */
    @get:JvmName("recordType")
    public val recordType: FixedElement? get() = slot(2)

    /** Bibliographic level: 07 of bibliographic records. */
    @get:JvmName("bibliographicLevel")
    public val bibliographicLevel: FixedElement? get() = slot(3)

    /** Type of control: 08 of bibliographic records. */
    @get:JvmName("controlType")
    public val controlType: FixedElement? get() = slot(4)

    /** Character coding scheme: 09 of bibliographic records; 09 of authority records; 09 of holdings records. */
    @get:JvmName("characterCoding")
    public val characterCoding: FixedElement? get() = slot(5)

    /** Indicator count: 10 of bibliographic records; 10 of authority records; 10 of holdings records. */
    @get:JvmName("indicatorCount")
    public val indicatorCount: FixedElement? get() = slot(6)

    /** Subfield code count: 11 of bibliographic records; 11 of authority records; 11 of holdings records. */
    @get:JvmName("subfieldCodeLength")
    public val subfieldCodeLength: FixedElement? get() = slot(7)

    /**
     * Base address of data: 12-16 of bibliographic records; 12-16 of authority records; 12-16 of holdings
     * records.
     */
    @get:JvmName("baseAddress")
    public val baseAddress: FixedElement? get() = slot(8)

    /** Encoding level: 17 of bibliographic records; 17 of authority records; 17 of holdings records. */
    @get:JvmName("encodingLevel")
    public val encodingLevel: FixedElement? get() = slot(9)

    /** Descriptive cataloging form: 18 of bibliographic records. */
    @get:JvmName("catalogingForm")
    public val catalogingForm: FixedElement? get() = slot(10)

    /** Multipart resource record level: 19 of bibliographic records. */
    @get:JvmName("multipartLevel")
    public val multipartLevel: FixedElement? get() = slot(11)

    /**
     * Length of the length-of-field portion: 20 of bibliographic records; 20 of authority records; 20 of
     * holdings records.
     */
    @get:JvmName("fieldLengthDigits")
    public val fieldLengthDigits: FixedElement? get() = slot(12)

    /**
     * Length of the starting-character-position portion: 21 of bibliographic records; 21 of authority records;
     * 21 of holdings records.
     */
    @get:JvmName("startDigits")
    public val startDigits: FixedElement? get() = slot(13)

    /**
     * Length of the implementation-defined portion: 22 of bibliographic records; 22 of authority records; 22 of
     * holdings records.
     */
    @get:JvmName("implementationDigits")
    public val implementationDigits: FixedElement? get() = slot(14)

    /** Punctuation policy: 18 of authority records. */
    @get:JvmName("punctuationPolicy")
    public val punctuationPolicy: FixedElement? get() = slot(15)

    /** Item information in record: 18 of holdings records. */
    @get:JvmName("itemInformation")
    public val itemInformation: FixedElement? get() = slot(16)

    internal companion object {
        @get:JvmSynthetic
        internal val NAMES: Array<String> = arrayOf(
            "recordLength",
            "recordStatus",
            "recordType",
            "bibliographicLevel",
            "controlType",
            "characterCoding",
            "indicatorCount",
            "subfieldCodeLength",
            "baseAddress",
            "encodingLevel",
            "catalogingForm",
            "multipartLevel",
            "fieldLengthDigits",
            "startDigits",
            "implementationDigits",
            "punctuationPolicy",
            "itemInformation",
        )

        @JvmSynthetic
        internal fun of(parts: FixedParts): LeaderElements = LeaderElements(parts)
    }
}
