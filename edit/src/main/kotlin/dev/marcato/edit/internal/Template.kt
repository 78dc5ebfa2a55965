// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

/** A text with values of the record in it: `Gift of {100$a}`. */
internal class Template(private val parts: List<Value>) {
    private val hasCounter = parts.any { it.hasCounter }

    /** The text, if it is the same for all records. */
    val constant: String? =
        if (parts.all { it is Value.Constant }) parts.joinToString("") { (it as Value.Constant).text } else null

    /** The text for a record; null if a value that it needs isn't there. */
    fun textOf(at: Editing): String? = constant ?: if (hasCounter) at.withCounters { made(at) } else made(at)

    private fun made(at: Editing): String? {
        if (parts.size == 1) return parts[0].of(at)
        val text = GrowingText()
        for (part in parts) {
            val _ = text.append(part.of(at) ?: return null)
        }
        return "$text"
    }
}

/** A part of a template. */
internal sealed interface Value {
    val hasCounter: Boolean get() = false

    fun of(at: Editing): String?

    class Constant(val text: String) : Value {
        override fun of(at: Editing): String = text
    }

    /** The first value of a path. */
    class Selected(private val target: Target) : Value {
        override fun of(at: Editing): String? = at.first(target)
    }

    /** What a group of the regular expression found; nothing if it took no part. */
    class Group(private val number: Int) : Value {
        override fun of(at: Editing): String = at.groups?.group(number).orEmpty()
    }

    class Numbered(private val counter: Counter) : Value {
        override val hasCounter: Boolean get() = true

        override fun of(at: Editing): String = at.next(counter)
    }

    class Called(private val function: TextFunction, private val argument: Value) : Value {
        override val hasCounter: Boolean get() = argument.hasCounter

        override fun of(at: Editing): String? = argument.of(at)?.let(function::of)
    }

    /** The first of several values that is there. */
    class FirstOf(private val values: List<Value>) : Value {
        override val hasCounter: Boolean get() = values.any { it.hasCounter }

        override fun of(at: Editing): String? = values.firstNotNullOfOrNull { it.of(at) }
    }
}
