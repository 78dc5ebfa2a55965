// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import com.mongodb.client.model.Filters
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.patterns.AllOf
import dev.marcato.cli.patterns.AnyOf
import dev.marcato.cli.patterns.Condition
import dev.marcato.cli.patterns.Equals
import dev.marcato.cli.patterns.Exists
import dev.marcato.cli.patterns.Not
import dev.marcato.cli.patterns.Selector
import dev.marcato.mongodb.RecordQueries
import org.bson.conversions.Bson

/** Turns a pattern into a filter with which a server finds the same records; fails if there is none. */
internal class ServerPattern(private val queries: RecordQueries) {
    fun filter(condition: Condition): Bson = try {
        made(condition)
    } catch (e: IllegalArgumentException) {
        throw usageFailure("--where: ${e.message}")
    }

    private fun made(condition: Condition): Bson = when (condition) {
        is AllOf -> Filters.and(condition.conditions.map(::made))
        is AnyOf -> Filters.or(condition.conditions.map(::made))
        is Not -> queries.not(made(condition.condition))
        is Exists -> exists(condition.selector)
        is Equals -> equal(condition.selector, condition.wanted)
        else -> throw beyond("a regular expression")
    }

    private fun exists(selector: Selector): Bson {
        requirePlain(selector)
        val tag = selector.tag
        return if (selector.codes.isEmpty()) queries.exists(tag) else queries.exists(tag, selector.code)
    }

    private fun equal(selector: Selector, wanted: String): Bson {
        requirePlain(selector)
        return when {
            selector.codes.isNotEmpty() -> queries.value(selector.tag, selector.code, wanted)
            selector.tag.startsWith(CONTROL) -> queries.value(selector.tag, wanted)
            else -> throw beyond("the text of a whole field, as in \"$selector = ...\"")
        }
    }

    private fun requirePlain(selector: Selector) {
        val isPlain = selector.indicators == null && selector.positions == null && selector.codes.length <= 1
        if (!isPlain || 'X' in selector.tag || selector.tag == Selector.LEADER) throw beyond("\"$selector\"")
    }

    private val Selector.code: Char get() = codes[0]

    private fun beyond(what: String) = usageFailure(
        "--where: the server can search for fields and for values of one subfield, not for $what",
        "export to -, and pipe it to marcato grep",
    )

    private companion object {
        const val CONTROL = "00"
    }
}
