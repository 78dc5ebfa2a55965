// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * How a writer treats a record that was read leniently and has [problems][Record.problems].
 *
 * The first three values differ only in copies from ISO 2709 to ISO 2709 without conversion of the character set. Other
 * formats always get the record as reading repaired it; [REFUSE] applies to every format.
 */
public enum class Repair {
    /**
     * Nothing is lost, and as little as possible is changed:
     *
     * - Problems of text or codes: the bytes are written as they were read.
     * - Wrong lengths, offsets or terminators: the record gets a new layout, with the bytes of its fields. Strict
     *   reading accepts it unless the fields have problems of their own.
     * - If a new layout would lose bytes, or the record is too large for ISO 2709: the bytes are written as they were
     *   read, with a record terminator if they have none.
     */
    KEEP,

    /** The bytes are written as they were read, with a record terminator if they have none. */
    RAW,

    /** Every record with problems gets a new layout. Bytes that belong to no field are dropped and reported. */
    RELAID,

    /** The record is refused; see [Refusal]. */
    REFUSE,
}
