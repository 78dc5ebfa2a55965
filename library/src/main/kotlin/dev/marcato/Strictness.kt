// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/** What reading does when bytes are not as they should be. */
public enum class Strictness {
    /**
     * The first problem ends the reading with a [MarcException], after everything before it was delivered. A problem
     * that is only likely, a [Severity.WARNING], does not: the record is delivered and carries it, as in [LENIENT].
     */
    STRICT,

    /**
     * Records are repaired as far as their bytes tell how, and carry their problems ([Record.problems]). What cannot be
     * repaired is told as damage, and reading goes on behind it. Bytes without problems are read as by [STRICT].
     */
    LENIENT,
}
