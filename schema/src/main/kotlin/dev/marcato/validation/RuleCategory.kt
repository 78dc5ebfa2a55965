// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

/** What a rule is about. */
public enum class RuleCategory {
    /** The record as a whole: its leader, and how many fields of which kinds it has. */
    RECORD,

    /** A field: whether it is defined, and how often it may be there. */
    FIELD,

    /** An indicator. */
    INDICATOR,

    /** A subfield: whether it is defined, and how often it may be there. */
    SUBFIELD,

    /** Codes: in the positions of the leader and of control fields, and in subfields. */
    CODE,

    /** What a value says: numbers with check digits, dates, addresses. */
    CONTENT,

    /** Links between fields, and between records. */
    LINK,

    /** Punctuation, and what cataloguing rules ask for. */
    STYLE,

    /** Several records of a file. */
    FILE,

    /** A rule of a profile. */
    PROFILE,
}
