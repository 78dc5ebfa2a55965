// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * What a writer does about a record that was read leniently and has [problems][Record.problems].
 *
 * The first three values matter where ISO 2709 is copied to ISO 2709 without a conversion of the character set. Other
 * formats always take the record as reading repaired it; [REFUSE] holds for every format.
 */
public enum class Repair {
    /**
     * Nothing is lost, and as little as possible is changed:
     *
     * - If the faults are of text or codes, the bytes are written as they were read.
     * - If reading moved fields because lengths, offsets or terminators were wrong, the record is laid out anew with the
     *   bytes of its fields, so that strict reading accepts it unless they have faults of their own.
     * - If that would lose bytes, or the record is too large for ISO 2709, the bytes are written as they were read, with a
     *   record terminator if they have none.
     */
    KEEP,

    /** The bytes are written as they were read, with a record terminator if they have none. */
    RAW,

    /** Every record with problems is laid out anew. Bytes that reading assigned to no field are left out, and reported. */
    RELAID,

    /** The record is refused; see [Refusal]. */
    REFUSE,
}
