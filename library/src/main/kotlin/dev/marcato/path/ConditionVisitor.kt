// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

/**
 * Makes something of a condition, part by part: for example, a search of a database. A part that is made of others gets
 * what was made of those.
 */
public interface ConditionVisitor<R> {
    /** All of the [parts] hold. */
    public fun allOf(parts: List<@JvmSuppressWildcards R>): R

    /** One of the [parts] holds. */
    public fun anyOf(parts: List<@JvmSuppressWildcards R>): R

    /** The [part] doesn't hold. */
    public fun not(part: R): R

    /** The [path] selects something. */
    public fun exists(path: MarcPath): R

    /**
     * A value of the [path] and one of the [texts] are as the [comparison] says; for [Comparison.UNEQUAL] and
     * [Comparison.CONTAINS_NOT] there is a value, and none is.
     */
    public fun compares(path: MarcPath, comparison: Comparison, texts: List<String>, ignoresCase: Boolean): R

    /** Anything else: a regular expression, a count, a comparison of two paths. */
    public fun other(condition: MarcCondition): R
}
