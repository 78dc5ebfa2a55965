// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import kotlin.reflect.KProperty

/**
 * What a command can be told by name: `--limit 5`, or `-q`.
 *
 * @property names all its names, with their dashes
 * @property label what stands for the value in the help, such as `FILE`; null if there is none
 * @property isHidden whether neither help nor completion tells of it
 */
internal abstract class Option<T>(
    val names: List<String>,
    val label: String?,
    val description: String,
    default: T,
    val isHidden: Boolean = false,
) {
    /** What it was set to, or what it is if nobody sets it. */
    var value: T = default
        protected set

    /** The words that can be its value; none if that is not a matter of some words. */
    open val choices: List<String> get() = emptyList()

    /** Whether it is a list, of values between commas, and may be given several times. */
    open val isList: Boolean get() = false

    /** The name that messages use. */
    val longestName: String get() = names.maxBy { it.length }

    val shortestName: String get() = names.minBy { it.length }

    /** Sets it to what stands in the arguments, nothing for a flag; throws [WrongArguments] if that cannot be. */
    abstract fun take(text: String)

    protected fun refuse(text: String, reason: String): Nothing =
        throw WrongArguments("invalid value for option '" + longestName + "': '" + text + "' " + reason)
}

/** What a command is told by its place: the pattern of `marcato grep`, or files. */
internal class Argument<T>(
    val label: String,
    val description: String,
    private val read: (List<String>) -> T,
) {
    /** The words that stand in its place. */
    var words: List<String> = emptyList()

    val value: T get() = read(words)
}

// Inline, so that the compiler keeps no description of each property.

/** Lets a property be an option. */
@Suppress("NOTHING_TO_INLINE")
internal inline operator fun <T> Option<T>.getValue(owner: Any?, property: KProperty<*>): T = value

/** Lets a property be an argument. */
@Suppress("NOTHING_TO_INLINE")
internal inline operator fun <T> Argument<T>.getValue(owner: Any?, property: KProperty<*>): T = value

/** Arguments that a command does not understand; the message is one line without an end. */
internal class WrongArguments(message: String) : Exception(message)
