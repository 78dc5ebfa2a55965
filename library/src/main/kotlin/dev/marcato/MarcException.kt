// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * Thrown when bytes are no valid MARC. Everything before them was delivered; [problem] tells what is wrong and where.
 *
 * Failures of the input itself, such as a missing file or a broken connection, are an [java.io.IOException] instead.
 */
public class MarcException private constructor(problem: MarcProblem) : RuntimeException(problem.toString()) {
    /** What is wrong, and where. */
    @get:JvmName("problem")
    public val problem: MarcProblem = problem

    internal companion object {
        @JvmSynthetic
        internal fun of(problem: MarcProblem): MarcException = MarcException(problem)
    }
}
