// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.PathSet

/** The options and arguments of a command. Properties declare them by delegating to the results of these functions. */
internal class OptionSet {
    private val declared = ArrayList<Option<*>>()
    private val places = ArrayList<Argument<*>>()

    val options: List<Option<*>> get() = declared

    /** The required arguments, one word each, in their order. */
    val arguments: List<Argument<*>> get() = places

    /** The argument that takes all remaining words; null if none are allowed. */
    var rest: Argument<List<String>>? = null
        private set

    fun flag(vararg names: String, description: String): Flag = added(Flag(names.asList(), description))

    fun text(vararg names: String, label: String, description: String): Text<String?> =
        added(Text(names.asList(), label, description, null))

    fun text(vararg names: String, label: String, default: String, description: String): Text<String> =
        added(Text(names.asList(), label, description, default))

    fun texts(vararg names: String, label: String, description: String): Texts =
        added(Texts(names.asList(), label, description))

    fun repeated(vararg names: String, label: String, description: String): Repeated =
        added(Repeated(names.asList(), label, description))

    fun long(vararg names: String, label: String, description: String): Option<Long?> =
        added(WholeNumber(names.asList(), label, description, null, false, Long.MAX_VALUE) { it })

    fun long(
        vararg names: String,
        label: String,
        default: Long,
        isHidden: Boolean = false,
        description: String,
    ): Option<Long> = added(
        WholeNumber(names.asList(), label, description, default, isHidden, Long.MAX_VALUE) { it },
    )

    fun int(vararg names: String, label: String, description: String): Option<Int?> =
        added(WholeNumber(names.asList(), label, description, null, false, MOST_INT) { it.toInt() })

    fun int(vararg names: String, label: String, default: Int, description: String): Option<Int> =
        added(WholeNumber(names.asList(), label, description, default, false, MOST_INT) { it.toInt() })

    // No default: parsing one takes time at the start, even if it isn't used.
    fun path(vararg names: String, label: String, description: String): Option<MarcPath?> =
        added(PathOption(names.asList(), label, description, null) { MarcPath.of(it) })

    /** Declares an option for paths of whole fields. */
    fun fields(name: String, label: String, description: String): Option<PathSet?> =
        added(PathOption(listOf(name), label, description, null) { fieldsNamed(name, it) })

    fun condition(vararg names: String, label: String, description: String): Option<MarcCondition?> =
        added(PathOption(names.asList(), label, description, null) { MarcCondition.of(it) })

    fun decimal(vararg names: String, label: String, description: String): DecimalNumber =
        added(DecimalNumber(names.asList(), label, description))

    fun <E : Enum<E>> choice(
        vararg names: String,
        label: String,
        choices: List<E>,
        description: String,
    ): Choice<E, E?> = added(Choice(names.asList(), label, description, choices, null))

    fun <E : Enum<E>> choice(
        vararg names: String,
        label: String,
        choices: List<E>,
        default: E,
        description: String,
    ): Choice<E, E> = added(Choice(names.asList(), label, description, choices, default))

    /** Declares an argument of one word that is required if [isWanted], and else not there. */
    fun argument(label: String, description: String, isWanted: () -> Boolean): Argument<String?> =
        Argument(label, description, isWanted) { it.singleOrNull() }.also { places.add(it) }

    /** Declares a required argument of one word, after those declared before it and before [files]. */
    fun argument(label: String, description: String): Argument<String> =
        Argument(label, description) { it.single() }.also { places.add(it) }

    /** Declares such an argument that [parse] makes a path, paths or a condition of, when the options are set. */
    fun <T> pathArgument(label: String, description: String, parse: (String) -> T): Argument<T> =
        Argument(label, description) { parsedPath(label, it.single(), parse) }.also { places.add(it) }

    /** Declares that any number of words may follow. */
    fun files(label: String, description: String): Argument<List<String>> {
        check(rest == null) { "only one argument can take the remaining words" }
        return Argument(label, description) { it }.also { rest = it }
    }

    private fun <O : Option<*>> added(option: O): O {
        check(declared.none { other -> other.names.any { it in option.names } }) { "two options have the same name" }
        declared.add(option)
        return option
    }

    private companion object {
        const val MOST_INT = Int.MAX_VALUE.toLong()
    }
}
