// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** How reading treats bytes that aren't valid. */
public enum class Strictness {
    /**
     * The first problem ends the reading with a [MarcException], after everything before it was delivered. A
     * [Severity.WARNING] doesn't: the record is delivered with it.
     *
     * Strict reading doesn't wait for the end of damage or of an endless record: after 150,000 bytes it throws the
     * first problem of these bytes. Lenient reading sees the end, and may report another problem for it, such as
     * [ProblemCode.RECORD_TOO_LARGE]. A problem after the first 150,000 bytes of a record in a text format is thrown at
     * the end of the record, or when the record is twice as long.
     */
    STRICT,

    /**
     * Records are repaired if their bytes show how, and carry their problems ([Record.problems]). The rest is reported
     * as damage ([Outcome.Damage]), after which reading resumes. Valid bytes are read as with [STRICT].
     */
    LENIENT,
}
