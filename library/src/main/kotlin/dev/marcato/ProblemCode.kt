// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * What can be wrong with the bytes of a record. The names are stable: programs may store and compare them.
 *
 * What is said of each is what reading does about it. A record that has such a problem in what would be written is
 * refused by writers, with the same code; see [Refusal].
 *
 * @property severity how bad the problem is in a record that was read all the same; where it is the reason why bytes are
 * no record, it is [Severity.FATAL] instead, and where it is only likely, [Severity.WARNING]
 */
public enum class ProblemCode(@get:JvmName("severity") public val severity: Severity) {
    /** The input, or the space before the next record, ends inside a record. Fields that are there are read. */
    RECORD_CUT_OFF(Severity.MAJOR),

    /** What stands where a record length should is no number. A record is read by its directory and terminators. */
    RECORD_LENGTH_NOT_A_NUMBER(Severity.MINOR),

    /** The record length is smaller than any record can be. The record is read to its terminator. */
    RECORD_LENGTH_TOO_SMALL(Severity.MINOR),

    /** The record does not end (0x1D) where its length says. It is read to its terminator. */
    RECORD_LENGTH_WRONG(Severity.MINOR),

    /** Another record follows, or another byte stands, where the record terminator (0x1D) belongs. */
    RECORD_TERMINATOR_MISSING(Severity.MINOR),

    /** A record terminator (0x1D) stands inside a field. It stays there. */
    RECORD_TERMINATOR_INSIDE(Severity.MAJOR),

    /** The record is larger than [ReadOptions.maxRecordBytes]. It is not read. */
    RECORD_TOO_LARGE(Severity.MAJOR),

    /** In a text format: what stands here is not what the format (XML, JSON, a line) must have. It is no record. */
    SYNTAX_WRONG(Severity.MAJOR),

    /** In a text format: the input ends before what is around the records does, so that records may be missing. */
    ENVELOPE_CUT_OFF(Severity.MAJOR),

    /**
     * In XML: the document has no record, sound or damaged, and should have one. It is something else, such as MODS,
     * Turbo-MARC or an HTML page, or its records are inside text, escaped or in CDATA. These may be empty, without a problem:
     * an input of white space, a `collection` or `records` with nothing in it, an answer of OAI-PMH that says
     * `noRecordsMatch` or has deleted records only, and an answer of SRU without hits.
     */
    NO_RECORD_FOUND(Severity.MAJOR),

    /** In XML: there is a document type declaration. None is ever read, and nothing it names is expanded or fetched. */
    DOCUMENT_TYPE_FORBIDDEN(Severity.MAJOR),

    /** In a text format: elements, objects or arrays are nested deeper than [ReadOptions.maxDepth]. They are not read. */
    NESTING_TOO_DEEP(Severity.MAJOR),

    /** In a text format: a value, or what should be one, is larger than [ReadOptions.maxValueBytes]. It is not read. */
    VALUE_TOO_LARGE(Severity.MAJOR),

    /** In a text format: the record has no leader. It has one that tells nothing: blanks where MARC knows no constant. */
    LEADER_MISSING(Severity.MAJOR),

    /**
     * The leader has 23 or 25 bytes. What its ends say is read from there. In a text format: it has not 24 characters.
     * Further ones are left out, and missing ones are as in [LEADER_MISSING].
     */
    LEADER_LENGTH_WRONG(Severity.MAJOR),

    /**
     * The leader holds something else than printable ASCII. It stays as it is; in a text format what is no byte of ASCII
     * is a question mark.
     */
    LEADER_NOT_ASCII(Severity.MINOR),

    /** Leader/10-11 or 20-21 announce another structure than that of MARC (`22`, `45`). MARC is read nevertheless. */
    LEADER_STRUCTURE(Severity.MINOR),

    /** The base address of data in the leader is wrong. The data begins behind the directory. */
    BASE_ADDRESS_WRONG(Severity.MINOR),

    /** Another byte stands where the directory should end in a field terminator (0x1E). */
    DIRECTORY_NOT_TERMINATED(Severity.MINOR),

    /** The directory is no multiple of twelve bytes. Entries are read one behind the other, as far as they are any. */
    DIRECTORY_LENGTH_WRONG(Severity.MINOR),

    /** What stands behind a leader is no directory. */
    DIRECTORY_UNREADABLE(Severity.MAJOR),

    /** A tag is not three graphic ASCII characters. The others are replaced by question marks. */
    TAG_NOT_ASCII(Severity.MAJOR),

    /** In a text format: a field has no tag, or one that has not three characters. It has the tag `???`. */
    TAG_LENGTH_WRONG(Severity.MAJOR),

    /**
     * In a text format: what is said to be a control field has a tag of data fields, or the other way round. It is kept
     * as ISO 2709 would hold it: text by itself as a subfield U+0000, indicators and subfields as text with delimiters.
     */
    FIELD_KIND_WRONG(Severity.MAJOR),

    /** In a text format: a data field has no subfields. It is kept as it is. */
    SUBFIELDS_MISSING(Severity.MAJOR),

    /** The length or the offset of a field is no number. The field is found between its neighbours. */
    DIRECTORY_NOT_A_NUMBER(Severity.MINOR),

    /** A field is elsewhere, or is longer or shorter, than its directory entry says. It is read where it is. */
    FIELD_MISPLACED(Severity.MINOR),

    /** A directory entry leads to no field, and none that it could mean is left. */
    FIELD_MISSING(Severity.MAJOR),

    /** Two fields share bytes, by their directory entries. Both are read. */
    FIELDS_OVERLAP(Severity.MAJOR),

    /** Bytes of the record belong to no field, or in a text format to no subfield. They are left out. */
    BYTES_OUTSIDE_FIELDS(Severity.MAJOR),

    /** A field does not end in its terminator (0x1E). It ends where the directory says, or where the record ends. */
    FIELD_NOT_TERMINATED(Severity.MAJOR),

    /** A field terminator (0x1E) stands inside a field. It stays there. */
    FIELD_TERMINATOR_INSIDE(Severity.MAJOR),

    /** A data field does not begin with two indicators and a subfield. Text without a code is a subfield U+0000. */
    SUBFIELD_DELIMITER_MISSING(Severity.MAJOR),

    /**
     * No code stands behind a subfield delimiter. The subfield has the code U+0000; in a text format, a question mark.
     */
    SUBFIELD_CODE_MISSING(Severity.MAJOR),

    /**
     * A subfield code is no graphic ASCII character. It stays as it is; in a text format what is beyond ASCII is a
     * question mark.
     */
    SUBFIELD_CODE_NOT_ASCII(Severity.MAJOR),

    /** In a text format: a subfield code has more than one character. It is a question mark. */
    SUBFIELD_CODE_TOO_LONG(Severity.MAJOR),

    /**
     * An indicator is no blank and no graphic ASCII character. It stays as it is; in a text format what is beyond ASCII
     * is a question mark.
     */
    INDICATOR_NOT_ASCII(Severity.MAJOR),

    /** In a text format: an indicator is missing or empty, and so a blank, or has several characters: a question mark. */
    INDICATOR_LENGTH_WRONG(Severity.MINOR),

    /**
     * In JSON: a member of a record, a field or a subfield is missing, null, repeated, or of another type than it should
     * be. What it says is kept as far as that is possible.
     */
    JSON_MEMBER_WRONG(Severity.MAJOR),

    /** In mnemonic text: what stands in curly brackets is no mnemonic. It stays as it is. */
    MNEMONIC_UNKNOWN(Severity.MINOR),

    /** In a text format: a value holds U+001D, U+001E or U+001F, which end fields and records. It is read as U+FFFD. */
    TEXT_HOLDS_DELIMITER(Severity.MAJOR),

    /** The record, or its format, says that it is in UTF-8, but these bytes are not. They are read as U+FFFD. */
    TEXT_NOT_UTF_8(Severity.MAJOR),

    /** These bytes mean nothing in the character set of the record. They are read as U+FFFD. */
    TEXT_UNDECODABLE(Severity.MAJOR),

    /**
     * The text seems to be in another character set than the record says. It is read by what the record says. If that is
     * likely, but not certain, the problem is a `WARNING`, which does not end strict reading. Certain is UTF-8 with at
     * least two sequences, and with no other bytes beyond ASCII.
     */
    CHARACTER_SET_CONTRADICTED(Severity.MAJOR),

    /** The record names a character set that is not known. It is read as what its bytes seem to be. */
    CHARACTER_SET_UNSUPPORTED(Severity.MAJOR),

    /** The bytes that are no record are more than [ReadOptions.maxDamageBytes]. They are not held. */
    DAMAGE_TOO_LARGE(Severity.MINOR),

    /** The record has more problems than [ReadOptions.maxProblemsPerRecord]. */
    PROBLEMS_IN_RECORD_LIMIT(Severity.MINOR),

    /** The input has more problems than [ReadOptions.maxProblems]. */
    PROBLEMS_IN_INPUT_LIMIT(Severity.MINOR),

    /** When writing: a character has no code in the set that is asked for. See [WriteOptions.unencodable]. */
    CHARACTER_NOT_ENCODABLE(Severity.MAJOR),

    /** When writing: a text would mean something else in the format, or a tag or an indicator would. */
    TEXT_NOT_EXPRESSIBLE(Severity.MAJOR),

    /** When writing: the format cannot carry a character, such as a control in XML. See [WriteOptions.inexpressible]. */
    CHARACTER_NOT_CARRIED(Severity.MAJOR),

    /** When writing: a field has more bytes than ISO 2709 can tell, 9,999. See [WriteOptions.oversize]. */
    FIELD_TOO_LONG(Severity.MAJOR),

    /** When writing: the record has more bytes than ISO 2709 can tell, 99,999. See [WriteOptions.oversize]. */
    RECORD_TOO_LONG(Severity.MAJOR),
}
