// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.path.PlainCondition.AnyOf
import dev.marcato.path.PlainCondition.Compares
import dev.marcato.path.PlainCondition.Contained
import dev.marcato.path.PlainCondition.Exists
import dev.marcato.path.PlainCondition.Itself
import dev.marcato.path.PlainCondition.Literal
import dev.marcato.path.PlainCondition.Not
import dev.marcato.path.PlainCondition.Of
import dev.marcato.path.PlainCondition.Texts
import dev.marcato.path.PlainCondition.Values
import dev.marcato.path.PlainPath.Indicator
import dev.marcato.path.PlainPath.Subfields
import dev.marcato.path.PlainPath.Whole

/** Spells paths in MARCspec alone, which can't say all of them. */
internal object MarcSpecSpelling {
    private class Unsayable : Exception() {
        override fun fillInStackTrace(): Throwable = this
    }

    fun path(path: PlainPath): String? = try {
        spelled(path, isInside = false)
    } catch (_: Unsayable) {
        null
    }

    private fun spelled(path: PlainPath, isInside: Boolean): String {
        sayable(path.indicators == null && path.braces.isEmpty())
        val start = path.tag.orEmpty() + path.index?.let { "[$it]" }.orEmpty()
        return start + when (val part = path.part) {
            is Whole -> {
                chars(part.chars) + braces(part.braces, isInside, hasNoIndicators = part.chars != null)
            }

            is Indicator -> {
                "^${part.number}" + braces(part.braces, isInside, hasNoCharacters = true)
            }

            is Subfields -> {
                sayable(part.join == null && (part.groups.size == 1 || !isInside))
                part.groups.joinToString("") { group(it, isInside) }
            }
        }
    }

    private fun group(group: PlainPath.Group, isInside: Boolean): String {
        val codes = if (group.codes.first == group.codes.last) "" else "-${group.codes.last}"
        return "$${group.codes.first}$codes" + group.index?.let { "[$it]" }.orEmpty() + chars(group.chars) +
            braces(group.braces, isInside)
    }

    private fun chars(chars: Span?) = chars?.let { "/$it" }.orEmpty()

    private fun braces(
        all: List<PlainCondition>,
        isInside: Boolean,
        hasNoIndicators: Boolean = false,
        hasNoCharacters: Boolean = false,
    ): String {
        sayable(all.isEmpty() || !isInside)
        return all.joinToString("") { condition ->
            val sets = (condition as? AnyOf)?.of ?: listOf(condition)
            sets.joinToString("|", "{", "}") {
                set(it) { path ->
                    // The table of abbreviations calls two of them invalid.
                    sayable(path.tag != null || path.index != null || !hasNoIndicators || path.part !is Indicator)
                    sayable(path.tag != null || path.index != null || !hasNoCharacters || path.part !is Whole)
                }
            }
        }
    }

    private fun set(condition: PlainCondition, check: (PlainPath) -> Unit): String = when (condition) {
        is Exists -> {
            term(condition.term, check)
        }

        is Not -> {
            val exists = condition.of as? Exists ?: throw Unsayable()
            "!" + term(exists.term, check)
        }

        is Compares -> {
            val right = condition.right
            val spelled = when (right) {
                is Texts -> text(right.texts.singleOrNull(), right.ignoresCase)
                is Contained -> text(right.text, right.ignoresCase)
                is Values -> term(Of(right.path), check)
                is PlainCondition.Pattern -> throw Unsayable()
            }
            sayable(condition.sign.trim('!') in setOf("=", "~"))
            term(condition.left, check) + condition.sign + spelled
        }

        else -> {
            throw Unsayable()
        }
    }

    private fun term(term: PlainCondition.Term, check: (PlainPath) -> Unit): String = when (term) {
        Itself -> ""
        is Literal -> text(term.text, ignoresCase = false)
        is Of -> spelled(term.path.also(check), isInside = true)
    }

    private fun text(text: String?, ignoresCase: Boolean): String {
        sayable(!ignoresCase)
        return text?.let(PathSpelling::escapedOrNull) ?: throw Unsayable()
    }

    private fun sayable(condition: Boolean) {
        if (!condition) throw Unsayable()
    }
}
