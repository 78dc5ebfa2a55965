// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * The kinds of problems in the bytes of a record. The names are stable: programs may store and compare them.
 *
 * Each description says how lenient reading treats the problem. Writers report the same code for content that they
 * replace or refuse; see [WriteOptions.inexpressible].
 *
 * @property severity the severity in a record that was read; [Severity.FATAL] if the bytes gave no record because of
 * the problem, [Severity.WARNING] if the problem is only likely
 */
public enum class ProblemCode(@get:JvmName("severity") public val severity: Severity) {
    /** The input, or the space before the next record, ends inside a record. The fields that are there are read. */
    RECORD_CUT_OFF(Severity.MAJOR),

    /** The record length isn't a number. The record is read by its directory and terminators. */
    RECORD_LENGTH_NOT_A_NUMBER(Severity.MINOR),

    /** The record length is too small for any record. The record is read to its terminator. */
    RECORD_LENGTH_TOO_SMALL(Severity.MINOR),

    /** The record doesn't end (0x1D) at its record length. It is read to its terminator. */
    RECORD_LENGTH_WRONG(Severity.MINOR),

    /** The record terminator (0x1D) is missing: another record or another byte is in its place. */
    RECORD_TERMINATOR_MISSING(Severity.MINOR),

    /** A record terminator (0x1D) is inside a field. It stays there. */
    RECORD_TERMINATOR_INSIDE(Severity.MAJOR),

    /** The record is larger than [ReadLimits.recordBytes]. It isn't read. */
    RECORD_TOO_LARGE(Severity.MAJOR),

    /** In a text format: the syntax (XML, JSON, a line) is wrong. The text gives no record. */
    SYNTAX_WRONG(Severity.MAJOR),

    /** In a text format: the input ends inside the envelope around the records. Records may be missing. */
    ENVELOPE_CUT_OFF(Severity.MAJOR),

    /**
     * In XML: the document should have a record, but has none, not even a damaged one. It is something else, such as
     * MODS, Turbo-MARC or an HTML page, or its records are escaped text or CDATA. The following are empty without a
     * problem: white space, a `collection` or `records` element without content, an OAI-PMH response with
     * `noRecordsMatch` or only deleted records, and an SRU response without hits. In any format: [Record.parse] found
     * no record.
     */
    NO_RECORD_FOUND(Severity.MAJOR),

    /** [Record.parse] found a second record. */
    RECORD_NOT_ALONE(Severity.MAJOR),

    /** In XML: there is a document type declaration. It isn't read, and nothing it names is expanded or fetched. */
    DOCUMENT_TYPE_FORBIDDEN(Severity.MAJOR),

    /**
     * In a text format: elements, objects or arrays are nested deeper than [ReadLimits.depth]. They aren't read.
     */
    NESTING_TOO_DEEP(Severity.MAJOR),

    /** In a text format: a value, or text in its place, is larger than [ReadLimits.valueBytes]. It isn't read. */
    VALUE_TOO_LARGE(Severity.MAJOR),

    /** In a text format: the record has no leader. It gets one of blanks and the constants of MARC. */
    LEADER_MISSING(Severity.MAJOR),

    /**
     * The leader has 23 or 25 bytes. Both of its ends are read. In a text format: it doesn't have 24 characters; extra
     * ones are dropped, missing ones are filled as in `LEADER_MISSING`.
     */
    LEADER_LENGTH_WRONG(Severity.MAJOR),

    /**
     * The leader isn't printable ASCII. It is kept; in a text format, characters beyond ASCII become question marks.
     */
    LEADER_NOT_ASCII(Severity.MINOR),

    /** Leader/10-11 or 20-21 announce another structure than MARC's (`22`, `45`). The record is read as MARC. */
    LEADER_STRUCTURE(Severity.MINOR),

    /** The base address of data in the leader is wrong. The data is read from the end of the directory. */
    BASE_ADDRESS_WRONG(Severity.MINOR),

    /** The field terminator (0x1E) at the end of the directory is missing: another byte is in its place. */
    DIRECTORY_NOT_TERMINATED(Severity.MINOR),

    /**
     * The length of the directory isn't a multiple of twelve. Entries are read in sequence as far as they are valid.
     */
    DIRECTORY_LENGTH_WRONG(Severity.MINOR),

    /** The leader isn't followed by a directory. */
    DIRECTORY_UNREADABLE(Severity.MAJOR),

    /** A tag isn't three graphic ASCII characters. Question marks replace its other characters. */
    TAG_NOT_ASCII(Severity.MAJOR),

    /** In a text format: a field has no tag, or one that doesn't have three characters. It gets the tag `???`. */
    TAG_LENGTH_WRONG(Severity.MAJOR),

    /**
     * In a text format: a control field has the tag of a data field, or the reverse. Its content is kept as in ISO
     * 2709: plain text becomes a subfield U+0000, indicators and subfields become text with delimiters.
     */
    FIELD_KIND_WRONG(Severity.MAJOR),

    /** In a text format: a data field has no subfields. It is kept without them. */
    SUBFIELDS_MISSING(Severity.MAJOR),

    /** The length or offset of a field isn't a number. The field is found between its neighbours. */
    DIRECTORY_NOT_A_NUMBER(Severity.MINOR),

    /** A field isn't where its directory entry says, or is longer or shorter. It is read where it is. */
    FIELD_MISPLACED(Severity.MINOR),

    /** A directory entry points to no field, and no field is left for it. */
    FIELD_MISSING(Severity.MAJOR),

    /** Two fields share bytes according to their directory entries. Both are read. */
    FIELDS_OVERLAP(Severity.MAJOR),

    /** Bytes of the record belong to no field or, in a text format, to no subfield. They are dropped. */
    BYTES_OUTSIDE_FIELDS(Severity.MAJOR),

    /** A field doesn't end in a terminator (0x1E). It ends where the directory says, or with the record. */
    FIELD_NOT_TERMINATED(Severity.MAJOR),

    /** A field terminator (0x1E) is inside a field. It stays there. */
    FIELD_TERMINATOR_INSIDE(Severity.MAJOR),

    /** A data field doesn't begin with two indicators and a subfield. Text without a code gets the code U+0000. */
    SUBFIELD_DELIMITER_MISSING(Severity.MAJOR),

    /** A subfield delimiter has no code after it. The code is U+0000 or, in a text format, a question mark. */
    SUBFIELD_CODE_MISSING(Severity.MAJOR),

    /** A subfield code isn't graphic ASCII. It is kept; in a text format, one beyond ASCII becomes a question mark. */
    SUBFIELD_CODE_NOT_ASCII(Severity.MAJOR),

    /** In a text format: a subfield code has several characters. It becomes a question mark. */
    SUBFIELD_CODE_TOO_LONG(Severity.MAJOR),

    /**
     * An indicator isn't a blank or graphic ASCII. It is kept; in a text format, one beyond ASCII becomes a question
     * mark.
     */
    INDICATOR_NOT_ASCII(Severity.MAJOR),

    /** In a text format: an indicator is missing (and becomes a blank) or too long (and becomes a question mark). */
    INDICATOR_LENGTH_WRONG(Severity.MINOR),

    /**
     * In JSON: a member of a record, field or subfield is missing, null, repeated or of the wrong type. Its content is
     * kept as far as possible.
     */
    JSON_MEMBER_WRONG(Severity.MAJOR),

    /** In mnemonic text: the text in curly brackets isn't a known mnemonic. It stays as it is. */
    MNEMONIC_UNKNOWN(Severity.MINOR),

    /** In a text format: a value contains a MARC delimiter, U+001D to U+001F. It is read as U+FFFD. */
    TEXT_HOLDS_DELIMITER(Severity.MAJOR),

    /** The record or its format declares UTF-8, but these bytes aren't. They are read as U+FFFD. */
    TEXT_NOT_UTF_8(Severity.MAJOR),

    /** These bytes have no meaning in the character set of the record. They are read as U+FFFD. */
    TEXT_UNDECODABLE(Severity.MAJOR),

    /**
     * The text seems to be in another character set than the record declares. The declared set is used. If the text is
     * UTF-8 with at least two sequences and no other bytes beyond ASCII, the contradiction is certain. Otherwise it is
     * likely, and the problem is a `WARNING`, which doesn't end strict reading.
     */
    CHARACTER_SET_CONTRADICTED(Severity.MAJOR),

    /** The record declares an unknown character set. It is read in the set that its bytes seem to be in. */
    CHARACTER_SET_UNSUPPORTED(Severity.MAJOR),

    /** More than [ReadLimits.damageBytes] bytes gave no record. They aren't held. */
    DAMAGE_TOO_LARGE(Severity.MINOR),

    /** The record has more problems than [ReadLimits.problemsPerRecord]. */
    PROBLEMS_IN_RECORD_LIMIT(Severity.MINOR),

    /** The input has more problems than [ReadLimits.problems]. */
    PROBLEMS_IN_INPUT_LIMIT(Severity.MINOR),

    /** When writing: the requested character set has no code for a character. See [WriteOptions.convertTo]. */
    CHARACTER_NOT_ENCODABLE(Severity.MAJOR),

    /** When writing: a text, a tag or an indicator would mean something else in the format. */
    TEXT_NOT_EXPRESSIBLE(Severity.MAJOR),

    /** When writing: the format can't carry a character, such as a control in XML. See [WriteOptions.inexpressible]. */
    CHARACTER_NOT_CARRIED(Severity.MAJOR),

    /** When writing: a field has more than 9,999 bytes, the limit of ISO 2709. See [WriteOptions.oversize]. */
    FIELD_TOO_LONG(Severity.MAJOR),

    /** When writing: the record has more than 99,999 bytes, the limit of ISO 2709. See [WriteOptions.oversize]. */
    RECORD_TOO_LONG(Severity.MAJOR),
}
