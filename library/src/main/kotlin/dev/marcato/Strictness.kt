// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What reading does when bytes are not as they should be. */
public enum class Strictness {
    /**
     * The first problem ends the reading with a [MarcException], after everything before it was delivered. A problem
     * that is only likely, a [Severity.WARNING], does not: the record is delivered and carries it, as in [LENIENT].
     *
     * Garbage, or a record without an end, may go on for ever. Strict reading doesn't wait for its end: after 150,000 bytes
     * it throws the first problem that these bytes have, so an endless upload fails at once. [LENIENT] reading, which sees
     * how it ends, may report another problem for it, such as [ProblemCode.RECORD_TOO_LARGE]. In a text format, a fault
     * behind the first 150,000 bytes of one record is thrown when the record has become twice as long, or at its end.
     */
    STRICT,

    /**
     * Records are repaired as far as their bytes tell how, and carry their problems ([Record.problems]). What cannot be
     * repaired is told as damage, and reading goes on behind it. Bytes without problems are read as by [STRICT].
     */
    LENIENT,
}
