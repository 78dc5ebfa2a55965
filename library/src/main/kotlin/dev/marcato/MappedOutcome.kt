// SPDX-License-Identifier: Apache-2.0
package dev.marcato

/**
 * An [Outcome] with what a function made of it; see [MarcReader.mapOutcomesParallel].
 *
 * @property outcome the outcome
 * @property value the result of the function
 */
public class MappedOutcome<out R> private constructor(
    @get:JvmName("outcome") public val outcome: Outcome,
    @get:JvmName("value") public val value: R,
) {
    /** Returns the [outcome], for destructuring: `(outcome, value)`. */
    @JvmSynthetic
    public operator fun component1(): Outcome = outcome

    /** Returns the [value], for destructuring: `(outcome, value)`. */
    @JvmSynthetic
    public operator fun component2(): R = value

    override fun toString(): String = "$value of $outcome"

    internal companion object {
        @JvmSynthetic
        internal fun <R> of(outcome: Outcome, value: R): MappedOutcome<R> = MappedOutcome(outcome, value)
    }
}
