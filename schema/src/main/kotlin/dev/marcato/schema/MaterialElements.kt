// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.FixedParts

/**
 * The elements of 008 in bibliographic records, and of 006.
 *
 * Generated from the facts: see GeneratedSpec.
 */
public sealed class MaterialElements(parts: FixedParts) : FixedField(parts) {
    /** Date entered on file: 008/00-05. */
    @get:JvmName("dateEntered")
    public val dateEntered: FixedElement? get() = slot(0)

    /** Type of date/Publication status: 008/06. */
    @get:JvmName("dateType")
    public val dateType: FixedElement? get() = slot(1)

    /** Date 1: 008/07-10. */
    @get:JvmName("date1")
    public val date1: FixedElement? get() = slot(2)

    /** Date 2: 008/11-14. */
    @get:JvmName("date2")
    public val date2: FixedElement? get() = slot(3)

    /** Place of publication, production, or execution: 008/15-17. */
    @get:JvmName("placeOfPublication")
    public val placeOfPublication: FixedElement? get() = slot(4)

    /** Language: 008/35-37. */
    @get:JvmName("language")
    public val language: FixedElement? get() = slot(5)

    /** Modified record: 008/38. */
    @get:JvmName("modifiedRecord")
    public val modifiedRecord: FixedElement? get() = slot(6)

    /** Cataloging source: 008/39. */
    @get:JvmName("catalogingSource")
    public val catalogingSource: FixedElement? get() = slot(7)

    /** Illustrations: 008/18-21 of BK; 006/01-04 of BK. */
    @get:JvmName("illustrations")
    public val illustrations: FixedElement? get() = slot(8)

    /** Target audience: 008/22 of BK, CF, MU, VM; 006/05 of BK, CF, MU, VM. */
    @get:JvmName("audience")
    public val audience: FixedElement? get() = slot(9)

    /**
     * Form of item: 008/23 of BK, CF, MU, CR, MX; 008/29 of MP, VM; 006/06 of BK, CF, MX, MU, CR; 006/12 of MP,
     * VM.
     */
    @get:JvmName("formOfItem")
    public val formOfItem: FixedElement? get() = slot(10)

    /** Nature of contents: 008/24-27 of BK; 008/25-27 of CR; 006/07-10 of BK; 006/08-10 of CR. */
    @get:JvmName("contents")
    public val contents: FixedElement? get() = slot(11)

    /** Government publication: 008/28 of BK, CF, MP, CR, VM; 006/11 of BK, CF, MP, CR, VM. */
    @get:JvmName("governmentPublication")
    public val governmentPublication: FixedElement? get() = slot(12)

    /** Conference publication: 008/29 of BK, CR; 006/12 of BK, CR. */
    @get:JvmName("conferencePublication")
    public val conferencePublication: FixedElement? get() = slot(13)

    /** Festschrift: 008/30 of BK; 006/13 of BK. */
    @get:JvmName("festschrift")
    public val festschrift: FixedElement? get() = slot(14)

    /** Index: 008/31 of BK, MP; 006/14 of BK, MP. */
    @get:JvmName("index")
    public val index: FixedElement? get() = slot(15)

    /** Literary form: 008/33 of BK; 006/16 of BK. */
    @get:JvmName("literaryForm")
    public val literaryForm: FixedElement? get() = slot(16)

    /** Biography: 008/34 of BK; 006/17 of BK. */
    @get:JvmName("biography")
    public val biography: FixedElement? get() = slot(17)

    /** Main entry in body of entry: 008/32 of BK, MU, VM. */
    @get:JvmName("mainEntryInBody")
    public val mainEntryInBody: FixedElement? get() = slot(18)

    /** Type of computer file: 008/26 of CF; 006/09 of CF. */
    @get:JvmName("computerFileType")
    public val computerFileType: FixedElement? get() = slot(19)

    /** Frequency: 008/18 of CF, CR; 006/01 of CR. */
    @get:JvmName("frequency")
    public val frequency: FixedElement? get() = slot(20)

    /** Regularity: 008/19 of CF, CR; 006/02 of CR. */
    @get:JvmName("regularity")
    public val regularity: FixedElement? get() = slot(21)

    /** Type of machine: 008/27 of CF. */
    @get:JvmName("machineType")
    public val machineType: FixedElement? get() = slot(22)

    /** Relief: 008/18-21 of MP; 006/01-04 of MP. */
    @get:JvmName("relief")
    public val relief: FixedElement? get() = slot(23)

    /** Projection: 008/22-23 of MP; 006/05-06 of MP. */
    @get:JvmName("projection")
    public val projection: FixedElement? get() = slot(24)

    /** Type of cartographic material: 008/25 of MP; 006/08 of MP. */
    @get:JvmName("cartographicType")
    public val cartographicType: FixedElement? get() = slot(25)

    /** Special format characteristics: 008/33-34 of MP; 006/16-17 of MP. */
    @get:JvmName("specialFormat")
    public val specialFormat: FixedElement? get() = slot(26)

    /** Prime meridian: 008/24 of MP; 006/07 of MP. */
    @get:JvmName("primeMeridian")
    public val primeMeridian: FixedElement? get() = slot(27)

    /** Publisher code: 008/26-27 of MP. */
    @get:JvmName("publisherCode")
    public val publisherCode: FixedElement? get() = slot(28)

    /** Citation indicator: 008/32 of MP. */
    @get:JvmName("citation")
    public val citation: FixedElement? get() = slot(29)

    /** Form of composition: 008/18-19 of MU; 006/01-02 of MU. */
    @get:JvmName("composition")
    public val composition: FixedElement? get() = slot(30)

    /** Format of music: 008/20 of MU; 006/03 of MU. */
    @get:JvmName("musicFormat")
    public val musicFormat: FixedElement? get() = slot(31)

    /** Music parts: 008/21 of MU; 006/04 of MU. */
    @get:JvmName("musicParts")
    public val musicParts: FixedElement? get() = slot(32)

    /** Accompanying matter: 008/24-29 of MU; 008/23-27 of VM; 006/07-12 of MU; 006/06-10 of VM. */
    @get:JvmName("accompanyingMatter")
    public val accompanyingMatter: FixedElement? get() = slot(33)

    /** Literary text for sound recordings: 008/30-31 of MU; 006/13-14 of MU. */
    @get:JvmName("literaryText")
    public val literaryText: FixedElement? get() = slot(34)

    /** Transposition and arrangement: 008/33 of MU; 006/16 of MU. */
    @get:JvmName("transposition")
    public val transposition: FixedElement? get() = slot(35)

    /** Existence of parts: 008/21 of MU. */
    @get:JvmName("existenceOfParts")
    public val existenceOfParts: FixedElement? get() = slot(36)

    /** Type of continuing resource: 008/21 of CR; 006/04 of CR. */
    @get:JvmName("continuingResourceType")
    public val continuingResourceType: FixedElement? get() = slot(37)

    /** Form of original item: 008/22 of CR; 006/05 of CR. */
    @get:JvmName("originalForm")
    public val originalForm: FixedElement? get() = slot(38)

    /** Nature of entire work: 008/24 of CR; 006/07 of CR. */
    @get:JvmName("entireWork")
    public val entireWork: FixedElement? get() = slot(39)

    /** Original alphabet or script of title: 008/33 of CR; 006/16 of CR. */
    @get:JvmName("originalScript")
    public val originalScript: FixedElement? get() = slot(40)

    /** Entry convention: 008/34 of CR; 006/17 of CR. */
    @get:JvmName("entryConvention")
    public val entryConvention: FixedElement? get() = slot(41)

    /** ISSN center: 008/20 of CR; 006/03 of CR. */
    @get:JvmName("issnCenter")
    public val issnCenter: FixedElement? get() = slot(42)

    /** Title page availability: 008/30 of CR. */
    @get:JvmName("titlePageAvailability")
    public val titlePageAvailability: FixedElement? get() = slot(43)

    /** Index availability: 008/31 of CR. */
    @get:JvmName("indexAvailability")
    public val indexAvailability: FixedElement? get() = slot(44)

    /** Cumulative index availability: 008/32 of CR. */
    @get:JvmName("cumulativeIndexAvailability")
    public val cumulativeIndexAvailability: FixedElement? get() = slot(45)

    /** Running time for motion pictures and videorecordings: 008/18-20 of VM; 006/01-03 of VM. */
    @get:JvmName("runningTime")
    public val runningTime: FixedElement? get() = slot(46)

    /** Type of visual material: 008/33 of VM; 006/16 of VM. */
    @get:JvmName("visualType")
    public val visualType: FixedElement? get() = slot(47)

    /** Technique: 008/34 of VM; 006/17 of VM. */
    @get:JvmName("technique")
    public val technique: FixedElement? get() = slot(48)

    /** In LC collection: 008/21 of VM. */
    @get:JvmName("inLcCollection")
    public val inLcCollection: FixedElement? get() = slot(49)

    /** Case file indicator: 008/30 of MX. */
    @get:JvmName("caseFile")
    public val caseFile: FixedElement? get() = slot(50)

    /** Processing status code: 008/32 of MX. */
    @get:JvmName("processingStatus")
    public val processingStatus: FixedElement? get() = slot(51)

    /** Collection status code: 008/33 of MX. */
    @get:JvmName("collectionStatus")
    public val collectionStatus: FixedElement? get() = slot(52)

    /** Level of collection control code: 008/34 of MX. */
    @get:JvmName("collectionControl")
    public val collectionControl: FixedElement? get() = slot(53)

    /** Form of material: 006/00 of BK, CF, MP, MX, MU, CR, VM. */
    @get:JvmName("formOfMaterial")
    public val formOfMaterial: FixedElement? get() = slot(54)

    internal companion object {
        @get:JvmSynthetic
        internal val NAMES: Array<String> = arrayOf(
            "dateEntered",
            "dateType",
            "date1",
            "date2",
            "placeOfPublication",
            "language",
            "modifiedRecord",
            "catalogingSource",
            "illustrations",
            "audience",
            "formOfItem",
            "contents",
            "governmentPublication",
            "conferencePublication",
            "festschrift",
            "index",
            "literaryForm",
            "biography",
            "mainEntryInBody",
            "computerFileType",
            "frequency",
            "regularity",
            "machineType",
            "relief",
            "projection",
            "cartographicType",
            "specialFormat",
            "primeMeridian",
            "publisherCode",
            "citation",
            "composition",
            "musicFormat",
            "musicParts",
            "accompanyingMatter",
            "literaryText",
            "transposition",
            "existenceOfParts",
            "continuingResourceType",
            "originalForm",
            "entireWork",
            "originalScript",
            "entryConvention",
            "issnCenter",
            "titlePageAvailability",
            "indexAvailability",
            "cumulativeIndexAvailability",
            "runningTime",
            "visualType",
            "technique",
            "inLcCollection",
            "caseFile",
            "processingStatus",
            "collectionStatus",
            "collectionControl",
            "formOfMaterial",
        )
    }
}
