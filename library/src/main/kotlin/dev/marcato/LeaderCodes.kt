// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** The five MARC 21 formats. */
public enum class RecordFormat {
    /** Descriptions of books, serials, maps, music, films and so on. */
    BIBLIOGRAPHIC,

    /** Established names, titles and subjects. */
    AUTHORITY,

    /** The copies that a library holds. */
    HOLDINGS,

    /** Classification numbers. */
    CLASSIFICATION,

    /** Community information. */
    COMMUNITY_INFORMATION,
}

/**
 * Leader/05: the last change to the record.
 *
 * @property code the character in the leader
 */
public enum class RecordStatus(@get:JvmName("code") public val code: Char) {
    /** The encoding level was raised. */
    INCREASE_IN_ENCODING_LEVEL('a'),

    /** Corrected or revised. */
    CORRECTED('c'),

    /** Deleted. */
    DELETED('d'),

    /** New. */
    NEW('n'),

    /** The encoding level was raised from prepublication. */
    INCREASE_FROM_PREPUBLICATION('p'),

    /** Authority: obsolete. */
    OBSOLETE('o'),

    /** Authority: deleted, the heading was split in two or more. */
    DELETED_SPLIT('s'),

    /** Authority: deleted, the heading was replaced by another. */
    DELETED_REPLACED('x'),
}

/**
 * Leader/06: the type of resource, which also determines the MARC 21 format of the record.
 *
 * @property code the character in the leader
 * @property format the MARC 21 format that the type belongs to
 */
public enum class RecordType(
    @get:JvmName("code") public val code: Char,
    @get:JvmName("format") public val format: RecordFormat,
) {
    /** Books, articles, printed serials. */
    LANGUAGE_MATERIAL('a', RecordFormat.BIBLIOGRAPHIC),

    /** Printed music. */
    NOTATED_MUSIC('c', RecordFormat.BIBLIOGRAPHIC),

    /** Music in handwriting. */
    MANUSCRIPT_MUSIC('d', RecordFormat.BIBLIOGRAPHIC),

    /** Printed maps, atlases, globes. */
    CARTOGRAPHIC_MATERIAL('e', RecordFormat.BIBLIOGRAPHIC),

    /** Maps drawn by hand. */
    MANUSCRIPT_CARTOGRAPHIC_MATERIAL('f', RecordFormat.BIBLIOGRAPHIC),

    /** Films, videos, slides. */
    PROJECTED_MEDIUM('g', RecordFormat.BIBLIOGRAPHIC),

    /** Sound that is not music, such as speeches. */
    NONMUSICAL_SOUND_RECORDING('i', RecordFormat.BIBLIOGRAPHIC),

    /** Recorded music. */
    MUSICAL_SOUND_RECORDING('j', RecordFormat.BIBLIOGRAPHIC),

    /** Prints, photographs, drawings, posters. */
    TWO_DIMENSIONAL_GRAPHIC('k', RecordFormat.BIBLIOGRAPHIC),

    /** Programs, data, games and other computer files. */
    COMPUTER_FILE('m', RecordFormat.BIBLIOGRAPHIC),

    /** A kit of several kinds of material. */
    KIT('o', RecordFormat.BIBLIOGRAPHIC),

    /** Mixed materials, mostly of archives. */
    MIXED_MATERIALS('p', RecordFormat.BIBLIOGRAPHIC),

    /** Artefacts and natural objects. */
    THREE_DIMENSIONAL_OBJECT('r', RecordFormat.BIBLIOGRAPHIC),

    /** Texts in handwriting. */
    MANUSCRIPT_LANGUAGE_MATERIAL('t', RecordFormat.BIBLIOGRAPHIC),

    /** An authority record. */
    AUTHORITY('z', RecordFormat.AUTHORITY),

    /** Holdings of unknown kind. */
    UNKNOWN_HOLDINGS('u', RecordFormat.HOLDINGS),

    /** Holdings of an item in several parts. */
    MULTIPART_HOLDINGS('v', RecordFormat.HOLDINGS),

    /** Holdings of an item in one part. */
    SINGLE_PART_HOLDINGS('x', RecordFormat.HOLDINGS),

    /** Holdings of a serial. */
    SERIAL_HOLDINGS('y', RecordFormat.HOLDINGS),

    /** Classification data. */
    CLASSIFICATION('w', RecordFormat.CLASSIFICATION),

    /** Community information. */
    COMMUNITY_INFORMATION('q', RecordFormat.COMMUNITY_INFORMATION),
}

/**
 * Leader/07: whether the record describes a whole, a part or a continuing resource.
 *
 * @property code the character in the leader
 */
public enum class BibliographicLevel(@get:JvmName("code") public val code: Char) {
    /** A part of a monograph, such as a chapter. */
    MONOGRAPHIC_COMPONENT_PART('a'),

    /** A part of a serial, such as an article. */
    SERIAL_COMPONENT_PART('b'),

    /** A collection put together by a library or collector. */
    COLLECTION('c'),

    /** A part of a collection. */
    SUBUNIT('d'),

    /** An integrating resource, such as a loose-leaf or a web site. */
    INTEGRATING_RESOURCE('i'),

    /** A monograph or a single item. */
    MONOGRAPH('m'),

    /** A serial. */
    SERIAL('s'),
}

/**
 * Leader/09: the declared character set of the record.
 *
 * @property code the character in the leader
 */
public enum class CharacterCoding(@get:JvmName("code") public val code: Char) {
    /** MARC-8, the older set of MARC 21. Pure ASCII is the same in both. */
    MARC_8(' '),

    /** Unicode, in UTF-8. */
    UNICODE('a'),
}

/**
 * Leader/17: how complete the description is.
 *
 * @property code the character in the leader
 */
public enum class EncodingLevel(@get:JvmName("code") public val code: Char) {
    /** Full level, made from the item itself. */
    FULL(' '),

    /** Full level, made without looking at the item. */
    FULL_NOT_EXAMINED('1'),

    /** Less than full, made without looking at the item. */
    LESS_THAN_FULL_NOT_EXAMINED('2'),

    /** Abbreviated. */
    ABBREVIATED('3'),

    /** Core level. */
    CORE('4'),

    /** Partial or preliminary. */
    PARTIAL('5'),

    /** Minimal. */
    MINIMAL('7'),

    /** Prepublication. */
    PREPUBLICATION('8'),

    /** Not known. */
    UNKNOWN('u'),

    /** Not applicable. */
    NOT_APPLICABLE('z'),
}

/**
 * Leader/18: the rules of description that the record follows.
 *
 * @property code the character in the leader
 */
public enum class CatalogingForm(@get:JvmName("code") public val code: Char) {
    /** Not ISBD. */
    NON_ISBD(' '),

    /** AACR2. */
    AACR2('a'),

    /** ISBD, with the punctuation at the end of subfields left out. */
    ISBD_PUNCTUATION_OMITTED('c'),

    /** ISBD with its punctuation, as in RDA records. */
    ISBD_PUNCTUATION_INCLUDED('i'),

    /** Not ISBD, with the punctuation at the end of subfields left out. */
    NON_ISBD_PUNCTUATION_OMITTED('n'),

    /** Not known. */
    UNKNOWN('u'),
}

/**
 * Leader/19: whether the record describes a set or one of its parts.
 *
 * @property code the character in the leader
 */
public enum class MultipartLevel(@get:JvmName("code") public val code: Char) {
    /** Not specified, or not applicable. */
    NOT_SPECIFIED(' '),

    /** A set. */
    SET('a'),

    /** A part with a title of its own. */
    PART_WITH_INDEPENDENT_TITLE('b'),

    /** A part whose title needs that of the set. */
    PART_WITH_DEPENDENT_TITLE('c'),
}
