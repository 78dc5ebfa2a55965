// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Record
import dev.marcato.internal.path.Check
import dev.marcato.internal.path.Condition
import dev.marcato.internal.path.PathParser
import dev.marcato.internal.path.PathPrinter
import dev.marcato.internal.path.PathText
import dev.marcato.internal.path.Term
import dev.marcato.internal.path.Work
import java.util.function.Predicate

/**
 * What records have to be like: `650$a ~ "[Ww]hale" and not 020`. The language is described in `docs/path.md`.
 *
 * A condition runs on the bytes of a record; comparisons make no strings if values are in ASCII or UTF-8, but for those
 * with regular expressions, with another path, or ignoring the case of letters.
 *
 * Immutable and safe to share between threads. Two conditions are equal if they are spelled alike in the canonical form,
 * which [toString] gives.
 *
 * @sample dev.marcato.samples.filterByCondition
 */
public class MarcCondition private constructor(private val condition: Condition) : Predicate<Record> {
    private val check = Check.of(condition, isInBraces = false)

    // Made when asked for; at worst a race makes two equal strings.
    private var canonical: String? = null

    /**
     * Whether [record] is like that.
     *
     * @throws PathLimitException if that takes too many steps
     */
    override fun test(record: Record): Boolean =
        check.holds(record, if (check.isHeavy) Work() else null, field = -1, subfield = -1, from = 0, to = 0)

    /** Goes through the parts of the condition, innermost first, and returns what [visitor] makes of the whole. */
    public fun <R> accept(visitor: ConditionVisitor<R>): R = accept(condition, visitor)

    override fun equals(other: Any?): Boolean = other is MarcCondition && condition == other.condition

    override fun hashCode(): Int = condition.hashCode()

    /** The canonical form, which [of] parses to an equal condition. */
    override fun toString(): String = canonical ?: PathPrinter.print(condition).also { canonical = it }

    public companion object {
        /**
         * Parses a condition. [ignoreCase] lets all its texts and expressions ignore the case of letters.
         *
         * @throws MarcPathException if [text] isn't one
         */
        @JvmStatic
        @JvmOverloads
        public fun of(text: String, ignoreCase: Boolean = false): MarcCondition =
            MarcCondition(PathParser(PathText(text), isPure = false, ignoreCase).wholeCondition())

        private fun <R> accept(condition: Condition, visitor: ConditionVisitor<R>): R = when (condition) {
            is Condition.AllOf -> visitor.allOf(condition.conditions.map { accept(it, visitor) })
            is Condition.AnyOf -> visitor.anyOf(condition.conditions.map { accept(it, visitor) })
            is Condition.Negation -> visitor.not(accept(condition.condition, visitor))
            is Condition.Exists -> visitor.exists(MarcPath.of((condition.term as Term.Named).tree))
            is Condition.Compares -> compared(condition, visitor) ?: visitor.other(MarcCondition(condition))
            is Condition.Counts -> visitor.other(MarcCondition(condition))
        }

        private fun <R> compared(condition: Condition.Compares, visitor: ConditionVisitor<R>): R? {
            val path = MarcPath.of((condition.left as Term.Named).tree)
            val texts = condition.right.filterIsInstance<Term.Text>()
            val isMixed = texts.size < condition.right.size || texts.any { it.ignoresCase != texts[0].ignoresCase }
            if (isMixed) return null
            return visitor.compares(path, condition.sign.comparison, texts.map { it.text }, texts[0].ignoresCase)
        }
    }
}
