// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

/** How a condition compares values with texts. */
public enum class Comparison {
    /** `=` and `in`. */
    EQUAL,

    /** `!=`. */
    UNEQUAL,

    /** `~` with a text that isn't a regular expression. */
    CONTAINS,

    /** `!~` with such a text. */
    CONTAINS_NOT,

    /** `<`, of numbers if the text has only digits, else of code points; also for the following. */
    LESS,

    /** `<=`. */
    AT_MOST,

    /** `>`. */
    GREATER,

    /** `>=`. */
    AT_LEAST,
}
