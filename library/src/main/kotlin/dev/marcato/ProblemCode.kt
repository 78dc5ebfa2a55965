// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What can be wrong with the bytes of a record. The names are stable: programs may store and compare them. */
public enum class ProblemCode {
    /** The input ends inside a record. */
    RECORD_CUT_OFF,

    /** What stands where a record should begin is no leader: its first five bytes are no digits. */
    RECORD_LENGTH_NOT_A_NUMBER,

    /** The record length in the leader is smaller than any record can be. */
    RECORD_LENGTH_TOO_SMALL,

    /** The record does not end with its terminator (0x1D) where the leader says that it ends. */
    RECORD_LENGTH_WRONG,

    /** A record terminator (0x1D) stands inside the record. */
    RECORD_TERMINATOR_INSIDE,

    /** The leader holds something else than printable ASCII. */
    LEADER_NOT_ASCII,

    /** Leader/10-11 or 20-21 announce another structure than that of MARC: two indicators, codes of one character, lengths of four digits and offsets of five. */
    LEADER_STRUCTURE,

    /** The base address of data in the leader is no number, or does not stand behind a directory of whole entries. */
    BASE_ADDRESS_WRONG,

    /** No field terminator (0x1E) ends the directory. */
    DIRECTORY_NOT_TERMINATED,

    /** A tag in the directory is not three graphic ASCII characters. */
    TAG_NOT_ASCII,

    /** The length or the offset of a field in the directory is no number. */
    DIRECTORY_NOT_A_NUMBER,

    /** A field lies, by its directory entry, outside of the record or has no length. */
    FIELD_OUT_OF_RANGE,

    /** Two fields share bytes, by their directory entries. */
    FIELDS_OVERLAP,

    /** Bytes of the record belong to no field, by the directory. */
    BYTES_OUTSIDE_FIELDS,

    /** A field does not end with its terminator (0x1E) where the directory says that it ends. */
    FIELD_NOT_TERMINATED,

    /** A field terminator (0x1E) stands inside a field. */
    FIELD_TERMINATOR_INSIDE,

    /** A data field does not begin with two indicators and a subfield delimiter. */
    SUBFIELD_DELIMITER_MISSING,

    /** An indicator is no blank and no graphic ASCII character. */
    INDICATOR_NOT_ASCII,

    /** The record says that it is in UTF-8, but these bytes are not. */
    TEXT_NOT_UTF_8,

    /** The record holds more than ASCII, in a character set that is not supported. */
    CHARACTER_SET_UNSUPPORTED,
}
