// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

/**
 * Looking at a record took too many steps: a path with conditions that look at many other places for each of many
 * places was used on a very large record.
 *
 * @property steps how many steps were allowed
 */
public class PathLimitException private constructor(message: String, @get:JvmName("steps") public val steps: Int) :
    RuntimeException(message) {
    internal companion object {
        @JvmSynthetic
        internal fun of(steps: Int): PathLimitException = PathLimitException(
            "The path was given up after $steps steps in one record: it compares too many places with one another",
            steps,
        )
    }
}
