// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * What a writer does about a record that holds something which the format, or the character set asked for, can't carry:
 * bytes that mean nothing in the record's character set, codes and indicators that aren't graphic ASCII or are missing,
 * delimiters inside values, characters that the format forbids.
 *
 * Records that are too large for ISO 2709 have an option of their own, [WriteOptions.oversize].
 */
public enum class Inexpressible {
    /**
     * It is replaced, and each replacement is reported: [WriteOptions.Builder.onReplaced] and the [WriteReport] have a
     * problem for each. What is written can be read back strictly.
     *
     * - Bytes that can't be decoded, characters that the format can't carry, and delimiters inside values become U+FFFD.
     * - A subfield code or an indicator that the format can't carry becomes a question mark, as does a missing code. A
     *   missing indicator becomes a blank.
     * - A data field without subfields gets an empty one, with a question mark as its code.
     * - A byte of the leader that isn't printable ASCII becomes a question mark, and so does each character of a tag that
     *   means something else in the format.
     *
     * Copying from ISO 2709 to ISO 2709 replaces nothing: see [Repair]. Fields of an edited record that keep such faults
     * from reading keep their bytes there too.
     */
    REPLACE,

    /** The record is refused; see [Refusal]. */
    REFUSE,
}
