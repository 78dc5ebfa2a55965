// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

/**
 * How the fields of a record stand in its document. All shapes keep them in their order, and lose nothing of leader,
 * indicators, codes and texts. [JSON] and [COMPACT] hold texts in Unicode, whatever character set the record was in,
 * and do not tell that set; a record that is read from them is in UTF-8.
 */
public enum class RecordShape {
    /**
     * MARC-in-JSON: `{leader, fields: [{"001": "..."}, {"245": {ind1, ind2, subfields: [{"a": "..."}]}}]}`. What other
     * programs know.
     */
    JSON,

    /**
     * The same in few words: `{leader, f: [{t: "001", v: "..."}, {t: "245", i: "10", s: [{c: "a", v: "..."}]}]}`, which
     * can be queried and indexed by tag.
     */
    COMPACT,

    /**
     * The bytes of the record as they were read, in `raw`, and no fields besides: the smallest, and the fastest both
     * ways, but only the control number and the search keys can be queried. The record keeps its character set; one
     * that the bytes do not tell, because the reader was given it, stands beside them in `set`. Records that have no
     * such bytes, because they were built or edited, are stored as [COMPACT]; so are the few whose bytes alone do not
     * lead back to them, because of what stood behind them or because their text was normalised.
     */
    ISO_2709,
}

/** Whether the bytes of ISO 2709 are stored beside the fields. */
public enum class RawBytes {
    /** Only the fields are stored. */
    LEFT_OUT,

    /** The bytes as they were read are stored too, in `raw`, if they lead back to the record; reading goes by them. */
    BESIDE_FIELDS,
}

/** What a record is stored under. */
public enum class RecordKey {
    /** The control number, 001. */
    CONTROL_NUMBER,

    /** What assigned it, a colon, and the control number, `003:001`: for files that mix sources. */
    SOURCE_AND_CONTROL_NUMBER,
}
