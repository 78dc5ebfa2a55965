// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import kotlin.reflect.KProperty

/**
 * An option of a command: `--limit 5`, or `-q`.
 *
 * @property names all its names, with their dashes
 * @property label the placeholder for the value in the help, such as `FILE`; null if the option takes none
 * @property isHidden whether help and completion leave it out
 */
internal abstract class Option<T>(
    val names: List<String>,
    val label: String?,
    val description: String,
    default: T,
    val isHidden: Boolean = false,
) {
    /** Its value, or the default. */
    var value: T = default
        protected set

    /** The possible values, if it has only some; else empty. */
    open val choices: List<String> get() = emptyList()

    /** Whether it is a list of values between commas, and may be given several times. */
    open val isList: Boolean get() = false

    /** Whether it may be given several times. */
    open val isRepeated: Boolean get() = isList

    /** The name that messages use. */
    val longestName: String get() = names.maxBy { it.length }

    val shortestName: String get() = names.minBy { it.length }

    /** Sets the value from the argument, which is empty for a flag; throws [WrongArguments] if it isn't valid. */
    abstract fun take(text: String)

    protected fun refuse(text: String, reason: String): Nothing =
        throw WrongArguments("invalid value for option '" + longestName + "': '" + text + "' " + reason)
}

/**
 * A positional argument: the pattern of `marcato grep`, or files.
 *
 * @property isWanted whether it is required, which options may decide; else it isn't there
 */
internal class Argument<T>(
    val label: String,
    val description: String,
    val isWanted: () -> Boolean = { true },
    private val read: (List<String>) -> T,
) {
    private var taken = lazy { read(emptyList()) }

    val value: T get() = taken.value

    /** Sets the value from the words in its place; throws [WrongArguments] if they aren't valid. */
    fun take(words: List<String>) {
        taken = lazyOf(read(words))
    }
}

// Inline, so that the compiler makes no metadata for each property.

/** Lets a property be an option. */
@Suppress("NOTHING_TO_INLINE")
internal inline operator fun <T> Option<T>.getValue(owner: Any?, property: KProperty<*>): T = value

/** Lets a property be an argument. */
@Suppress("NOTHING_TO_INLINE")
internal inline operator fun <T> Argument<T>.getValue(owner: Any?, property: KProperty<*>): T = value

/**
 * Arguments that a command doesn't understand. The message is one line without a line end.
 *
 * @property hint what to do about it; null if the help of the command says so
 * @property picture lines that show the place
 */
internal class WrongArguments(message: String, val hint: String? = null, val picture: String? = null) :
    Exception(message)
