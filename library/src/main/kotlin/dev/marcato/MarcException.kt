// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * Thrown when bytes aren't valid MARC, or when a record can't be written in the requested format. A reader has
 * delivered everything before the [problem]; a writer reports the state of its target in [MarcWriter.report].
 *
 * Failures of the input or output itself, such as a missing file or a broken connection, are an [java.io.IOException].
 */
public class MarcException private constructor(problem: MarcProblem) : RuntimeException(problem.toString()) {
    /** The problem, with its place, and the name of the file if one was read. */
    @get:JvmName("problem")
    public val problem: MarcProblem = problem

    internal companion object {
        @JvmSynthetic
        internal fun of(problem: MarcProblem): MarcException = MarcException(problem)
    }
}
