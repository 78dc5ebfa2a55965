// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * How a writer treats content that the format, or the requested character set, can't carry: bytes without a meaning in
 * the record's character set, missing codes and indicators or ones that aren't graphic ASCII, delimiters inside values,
 * characters that the format forbids.
 *
 * Records that are too large for ISO 2709 have an option of their own, [WriteOptions.oversize].
 */
public enum class Inexpressible {
    /**
     * The content is replaced, and each replacement is reported as a problem in [WriteOptions.Builder.onReplaced] and
     * the [WriteReport]. The output can be read back strictly.
     *
     * - Bytes that can't be decoded, characters that the format can't carry, and delimiters inside values become
     *   U+FFFD.
     * - A subfield code or an indicator that the format can't carry becomes a question mark, as does a missing code. A
     *   missing indicator becomes a blank.
     * - A data field without subfields gets an empty one, with a question mark as its code.
     * - A byte of the leader that isn't printable ASCII becomes a question mark, as does each character of a tag that
     *   means something else in the format.
     *
     * Copying from ISO 2709 to ISO 2709 replaces nothing: see [Repair]. Unchanged fields of an edited record also keep
     * their bytes there, with any such faults.
     */
    REPLACE,

    /** The record is refused; see [Refusal]. */
    REFUSE,
}
