// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.patterns

import dev.marcato.Record

/** A condition that records match or not. */
internal fun interface Condition {
    fun matches(record: Record): Boolean
}

internal class Exists(val selector: Selector) : Condition {
    override fun matches(record: Record): Boolean = selector.isIn(record)
}

/** One of the values is [wanted]. */
internal class Equals(val selector: Selector, val wanted: String, private val ignoreCase: Boolean) :
    Condition {
    override fun matches(record: Record): Boolean {
        selector.forEachValue(record) { if (it.equals(wanted, ignoreCase)) return true }
        return false
    }
}

/** One of the values contains a match of [pattern]. */
internal class Finds(private val selector: Selector, private val pattern: Regex) : Condition {
    override fun matches(record: Record): Boolean {
        selector.forEachValue(record) { if (pattern.containsMatchIn(it)) return true }
        return false
    }
}

internal class Not(val condition: Condition) : Condition {
    override fun matches(record: Record): Boolean = !condition.matches(record)
}

internal class AllOf(val conditions: List<Condition>) : Condition {
    override fun matches(record: Record): Boolean = conditions.all { it.matches(record) }
}

internal class AnyOf(val conditions: List<Condition>) : Condition {
    override fun matches(record: Record): Boolean = conditions.any { it.matches(record) }
}
