// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * What writing XML does about characters that XML cannot carry, not even as references: all controls but tabs and line
 * ends, and U+FFFE and U+FFFF. What other formats cannot express is always refused.
 */
public enum class IllegalCharacters {
    /** The record is refused ([ProblemCode.CHARACTER_NOT_CARRIED]); see [Refusal]. */
    REFUSE,

    /**
     * Each of them is written as U+FFFD. The report of the writing has a problem for each record to which that happened
     * ([ProblemCode.CHARACTER_NOT_CARRIED]).
     */
    REPLACE,
}
