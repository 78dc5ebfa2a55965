// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.path.MarcPath

/** A text with values of the record in it: `Gift of {100$a}`. */
internal class Template(private val parts: List<Value>) {
    /** Whether it is the same for all records. */
    val isConstant: Boolean get() = parts.all { it is Value.Constant }

    /** The length of a text that is the same for all records. */
    val length: Int get() = parts.sumOf { (it as Value.Constant).text.length }

    /** The text for a record; null if a value that it needs isn't there. */
    fun textOf(at: Editing): String? {
        if (parts.size == 1) return parts[0].of(at)
        val text = StringBuilder()
        for (part in parts) text.append(part.of(at) ?: return null)
        return "$text"
    }
}

/** A part of a template. */
internal sealed interface Value {
    fun of(at: Editing): String?

    class Constant(val text: String) : Value {
        override fun of(at: Editing): String = text
    }

    /** The first value of a path. */
    class Selected(private val path: MarcPath) : Value {
        override fun of(at: Editing): String? = at.first(path)
    }

    class Called(private val function: TextFunction, private val argument: Value) : Value {
        override fun of(at: Editing): String? = argument.of(at)?.let(function::of)
    }

    /** Another value if the first isn't there. */
    class OrElse(private val value: Value, private val other: Value) : Value {
        override fun of(at: Editing): String? = value.of(at) ?: other.of(at)
    }
}
