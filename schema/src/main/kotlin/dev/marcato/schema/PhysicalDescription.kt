// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.schema.internal.FixedParts

/**
 * A field 007. Its first character is the category of material, which decides which other elements it has.
 *
 * Generated from the facts: see GeneratedSpec.
 */
public class PhysicalDescription private constructor(parts: FixedParts) : FixedField(parts) {
    /** Category of material: 007/00 of a, c, d, f, g, h, k, m, o, q, r, s, t, v, z. */
    @get:JvmName("category")
    public val category: FixedElement? get() = slot(0)

    /** Specific material designation: 007/01 of a, c, d, f, g, h, k, m, o, q, r, s, t, v, z. */
    @get:JvmName("designation")
    public val designation: FixedElement? get() = slot(1)

    /** Color: 007/03 of a, c, d, g, k, m, v; 007/09 of h. */
    @get:JvmName("color")
    public val color: FixedElement? get() = slot(2)

    /** Physical medium: 007/04 of a, d. */
    @get:JvmName("medium")
    public val medium: FixedElement? get() = slot(3)

    /** Type of reproduction: 007/05 of a, d. */
    @get:JvmName("reproductionType")
    public val reproductionType: FixedElement? get() = slot(4)

    /** Production/reproduction details: 007/06 of a. */
    @get:JvmName("reproductionDetails")
    public val reproductionDetails: FixedElement? get() = slot(5)

    /** Positive/negative aspect: 007/07 of a; 007/03 of h; 007/10 of m. */
    @get:JvmName("polarity")
    public val polarity: FixedElement? get() = slot(6)

    /** Dimensions: 007/04 of c, h; 007/07 of g, m, v; 007/06 of s. */
    @get:JvmName("dimensions")
    public val dimensions: FixedElement? get() = slot(7)

    /** Sound: 007/05 of c. */
    @get:JvmName("sound")
    public val sound: FixedElement? get() = slot(8)

    /** Image bit depth: 007/06-08 of c. */
    @get:JvmName("imageBitDepth")
    public val imageBitDepth: FixedElement? get() = slot(9)

    /** File formats: 007/09 of c. */
    @get:JvmName("fileFormats")
    public val fileFormats: FixedElement? get() = slot(10)

    /** Quality assurance target(s): 007/10 of c. */
    @get:JvmName("qualityAssurance")
    public val qualityAssurance: FixedElement? get() = slot(11)

    /** Antecedent/source: 007/11 of c. */
    @get:JvmName("antecedent")
    public val antecedent: FixedElement? get() = slot(12)

    /** Level of compression: 007/12 of c. */
    @get:JvmName("compression")
    public val compression: FixedElement? get() = slot(13)

    /** Reformatting quality: 007/13 of c. */
    @get:JvmName("reformattingQuality")
    public val reformattingQuality: FixedElement? get() = slot(14)

    /** Class of braille writing: 007/03-04 of f. */
    @get:JvmName("brailleClass")
    public val brailleClass: FixedElement? get() = slot(15)

    /** Level of contraction: 007/05 of f. */
    @get:JvmName("contraction")
    public val contraction: FixedElement? get() = slot(16)

    /** Braille music format: 007/06-08 of f. */
    @get:JvmName("brailleMusicFormat")
    public val brailleMusicFormat: FixedElement? get() = slot(17)

    /** Specific physical characteristics: 007/09 of f. */
    @get:JvmName("physicalCharacteristics")
    public val physicalCharacteristics: FixedElement? get() = slot(18)

    /** Base of emulsion: 007/04 of g. */
    @get:JvmName("emulsionBase")
    public val emulsionBase: FixedElement? get() = slot(19)

    /** Sound on medium or separate: 007/05 of g, m, v. */
    @get:JvmName("soundOnMedium")
    public val soundOnMedium: FixedElement? get() = slot(20)

    /** Medium for sound: 007/06 of g, m, v. */
    @get:JvmName("soundMedium")
    public val soundMedium: FixedElement? get() = slot(21)

    /** Secondary support material: 007/08 of g; 007/05 of k. */
    @get:JvmName("secondarySupport")
    public val secondarySupport: FixedElement? get() = slot(22)

    /** Reduction ratio range: 007/05 of h. */
    @get:JvmName("reductionRange")
    public val reductionRange: FixedElement? get() = slot(23)

    /** Reduction ratio: 007/06-08 of h. */
    @get:JvmName("reductionRatio")
    public val reductionRatio: FixedElement? get() = slot(24)

    /** Emulsion on film: 007/10 of h. */
    @get:JvmName("filmEmulsion")
    public val filmEmulsion: FixedElement? get() = slot(25)

    /** Generation: 007/11 of h, m. */
    @get:JvmName("generation")
    public val generation: FixedElement? get() = slot(26)

    /** Base of film: 007/12 of h, m. */
    @get:JvmName("filmBase")
    public val filmBase: FixedElement? get() = slot(27)

    /** Primary support material: 007/04 of k. */
    @get:JvmName("primarySupport")
    public val primarySupport: FixedElement? get() = slot(28)

    /** Motion picture presentation format: 007/04 of m. */
    @get:JvmName("presentationFormat")
    public val presentationFormat: FixedElement? get() = slot(29)

    /** Configuration of playback channels: 007/08 of m, v; 007/04 of s. */
    @get:JvmName("playbackChannels")
    public val playbackChannels: FixedElement? get() = slot(30)

    /** Production elements: 007/09 of m. */
    @get:JvmName("productionElements")
    public val productionElements: FixedElement? get() = slot(31)

    /** Refined categories of color: 007/13 of m. */
    @get:JvmName("colorCategories")
    public val colorCategories: FixedElement? get() = slot(32)

    /** Kind of color stock or print: 007/14 of m. */
    @get:JvmName("colorStock")
    public val colorStock: FixedElement? get() = slot(33)

    /** Deterioration stage: 007/15 of m. */
    @get:JvmName("deterioration")
    public val deterioration: FixedElement? get() = slot(34)

    /** Completeness: 007/16 of m. */
    @get:JvmName("completeness")
    public val completeness: FixedElement? get() = slot(35)

    /** Film inspection date: 007/17-22 of m. */
    @get:JvmName("inspectionDate")
    public val inspectionDate: FixedElement? get() = slot(36)

    /** Altitude of sensor: 007/03 of r. */
    @get:JvmName("sensorAltitude")
    public val sensorAltitude: FixedElement? get() = slot(37)

    /** Attitude of sensor: 007/04 of r. */
    @get:JvmName("sensorAttitude")
    public val sensorAttitude: FixedElement? get() = slot(38)

    /** Cloud cover: 007/05 of r. */
    @get:JvmName("cloudCover")
    public val cloudCover: FixedElement? get() = slot(39)

    /** Platform construction type: 007/06 of r. */
    @get:JvmName("platformConstruction")
    public val platformConstruction: FixedElement? get() = slot(40)

    /** Platform use category: 007/07 of r. */
    @get:JvmName("platformUse")
    public val platformUse: FixedElement? get() = slot(41)

    /** Sensor type: 007/08 of r. */
    @get:JvmName("sensorType")
    public val sensorType: FixedElement? get() = slot(42)

    /** Data type: 007/09-10 of r. */
    @get:JvmName("dataType")
    public val dataType: FixedElement? get() = slot(43)

    /** Speed: 007/03 of s. */
    @get:JvmName("speed")
    public val speed: FixedElement? get() = slot(44)

    /** Groove width/groove pitch: 007/05 of s. */
    @get:JvmName("groove")
    public val groove: FixedElement? get() = slot(45)

    /** Tape width: 007/07 of s. */
    @get:JvmName("tapeWidth")
    public val tapeWidth: FixedElement? get() = slot(46)

    /** Tape configuration: 007/08 of s. */
    @get:JvmName("tapeConfiguration")
    public val tapeConfiguration: FixedElement? get() = slot(47)

    /** Kind of disc, cylinder or tape: 007/09 of s. */
    @get:JvmName("discKind")
    public val discKind: FixedElement? get() = slot(48)

    /** Kind of material: 007/10 of s. */
    @get:JvmName("materialKind")
    public val materialKind: FixedElement? get() = slot(49)

    /** Kind of cutting: 007/11 of s. */
    @get:JvmName("cuttingKind")
    public val cuttingKind: FixedElement? get() = slot(50)

    /** Special playback characteristics: 007/12 of s. */
    @get:JvmName("playbackCharacteristics")
    public val playbackCharacteristics: FixedElement? get() = slot(51)

    /** Original capture and storage technique: 007/13 of s. */
    @get:JvmName("captureTechnique")
    public val captureTechnique: FixedElement? get() = slot(52)

    /** Videorecording format: 007/04 of v. */
    @get:JvmName("videoFormat")
    public val videoFormat: FixedElement? get() = slot(53)

    internal companion object {
        @get:JvmSynthetic
        internal val NAMES: Array<String> = arrayOf(
            "category",
            "designation",
            "color",
            "medium",
            "reproductionType",
            "reproductionDetails",
            "polarity",
            "dimensions",
            "sound",
            "imageBitDepth",
            "fileFormats",
            "qualityAssurance",
            "antecedent",
            "compression",
            "reformattingQuality",
            "brailleClass",
            "contraction",
            "brailleMusicFormat",
            "physicalCharacteristics",
            "emulsionBase",
            "soundOnMedium",
            "soundMedium",
            "secondarySupport",
            "reductionRange",
            "reductionRatio",
            "filmEmulsion",
            "generation",
            "filmBase",
            "primarySupport",
            "presentationFormat",
            "playbackChannels",
            "productionElements",
            "colorCategories",
            "colorStock",
            "deterioration",
            "completeness",
            "inspectionDate",
            "sensorAltitude",
            "sensorAttitude",
            "cloudCover",
            "platformConstruction",
            "platformUse",
            "sensorType",
            "dataType",
            "speed",
            "groove",
            "tapeWidth",
            "tapeConfiguration",
            "discKind",
            "materialKind",
            "cuttingKind",
            "playbackCharacteristics",
            "captureTechnique",
            "videoFormat",
        )

        @JvmSynthetic
        internal fun of(parts: FixedParts): PhysicalDescription = PhysicalDescription(parts)
    }
}
