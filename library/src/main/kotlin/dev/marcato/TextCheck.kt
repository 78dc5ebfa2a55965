// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What reading checks inside the fields of a record. The layout is checked in any case. */
public enum class TextCheck {
    /** Nothing. Bytes that can't be decoded are read as U+FFFD. */
    NONE,

    /** That text beyond ASCII is in the record's character set, so that later use finds no undecodable bytes. */
    TEXT,

    /**
     * Also that every subfield has a code and that it is a graphic ASCII character. This costs a fifth of the speed.
     * Without it, too, a code is read as the character that is there, and a missing one as U+0000.
     */
    TEXT_AND_CODES,
}
