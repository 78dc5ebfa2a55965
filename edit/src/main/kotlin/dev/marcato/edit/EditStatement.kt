// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.MarcDsl
import dev.marcato.edit.EditsBuilder.Companion.quoted

/**
 * A statement of an [EditsBuilder], to which more can be added. What doesn't belong to the statement is refused by
 * [EditsBuilder.build].
 *
 * For one thread at a time.
 */
@MarcDsl
public class EditStatement private constructor(head: String) {
    private val words = StringBuilder(head)
    private var condition = ""

    /** Gives a new field a subfield; if its value isn't there, the field isn't made. */
    public fun subfield(code: Char, value: String): EditStatement = with("$$code ${quoted(value)}")

    /** Gives a new field a subfield, which is left out if its value isn't there. */
    public fun subfieldIfThere(code: Char, value: String): EditStatement = with("[$$code ${quoted(value)}]")

    /** Puts what is new before all others of its kind. */
    public fun first(): EditStatement = with("first")

    /** Puts what is new at the end. */
    public fun last(): EditStatement = with("last")

    /** Puts what is new before the first field of a path, or the first subfield with a code (`$c`). */
    public fun before(place: String): EditStatement = with("before $place")

    /** Puts what is new after the last field of a path, or the last subfield with a code (`$c`). */
    public fun after(place: String): EditStatement = with("after $place")

    /** Does it only if the same isn't there yet. */
    public fun once(): EditStatement = with("once")

    /** Puts the parts after the first, or what a table has, there. */
    public fun into(place: String): EditStatement = with("into $place")

    /** What is taken if a table has nothing. */
    public fun orElse(value: String): EditStatement = with("else ${quoted(value)}")

    /** Takes the column with this [name] of a table, whose first row has the names. */
    public fun column(name: String): EditStatement = with("column ${quoted(name)}")

    /** Takes fields as identical that have other indicators. */
    public fun ignoringIndicators(): EditStatement = with("ignoring indicators")

    /** Takes small and capital letters as the same. */
    public fun ignoringCase(): EditStatement = with("ignoring case")

    /** Removes, with a field, the one that its $6 links it with. */
    public fun withPair(): EditStatement = with("with its pair")

    /** Does it only if [condition] holds. */
    public fun onlyIf(condition: String): EditStatement = apply { this.condition = " if $condition" }

    /** Does it only if [condition] doesn't hold. */
    public fun unless(condition: String): EditStatement = apply { this.condition = " unless $condition" }

    private fun with(more: String) = apply { words.append(' ').append(more) }

    /** The statement as text. */
    override fun toString(): String = "$words$condition"

    internal companion object {
        @JvmSynthetic
        internal fun of(head: String): EditStatement = EditStatement(head)
    }
}
