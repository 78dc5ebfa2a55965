// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

/**
 * The layout of a record in its document. All shapes keep the order of the fields, and lose nothing of leader,
 * indicators, codes and texts. [JSON] and [COMPACT] store texts in Unicode and don't store the character set of the
 * record; a record that is read from them is in UTF-8.
 */
public enum class RecordShape {
    /**
     * MARC-in-JSON, which other programs know:
     * `{leader, fields: [{"001": "..."}, {"245": {ind1, ind2, subfields: [{"a": "..."}]}}]}`.
     */
    JSON,

    /**
     * A shorter layout that can be queried and indexed by tag:
     * `{leader, f: [{t: "001", v: "..."}, {t: "245", i: "10", s: [{c: "a", v: "..."}]}]}`.
     */
    COMPACT,

    /**
     * The bytes of the record as they were read, in `raw`, without fields: the smallest, and the fastest to write and
     * read, but only the control number and the search keys can be queried. The record keeps its character set; if the
     * bytes don't declare it, because the reader was told to use it, its name is in `set`. Records without such bytes,
     * because they were built or edited, are stored as [COMPACT]; so are the few whose bytes alone can't be read back
     * to the same record, because of the bytes after them or because their text was normalised.
     */
    ISO_2709,
}

/** Whether the ISO 2709 bytes are stored together with the fields. */
public enum class RawBytes {
    /** Only the fields are stored. */
    LEFT_OUT,

    /**
     * The bytes as they were read are stored too, in `raw`, if they read back to the record; reading then uses them.
     */
    BESIDE_FIELDS,
}

/** The key that a record is stored under. */
public enum class RecordKey {
    /** The control number, 001. */
    CONTROL_NUMBER,

    /** The source that assigned the number, a colon, and the number, `003:001`: for files that mix sources. */
    SOURCE_AND_CONTROL_NUMBER,
}
