// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.options

import kotlin.reflect.KMutableProperty1

/** An option whose value can be written as text. */
internal class DataOption<B>(
    val name: String,
    val write: (B) -> String,
    val read: (builder: B, value: String) -> Unit,
)

/**
 * The options of the builder [B] that are data. Their text is `name=value` for each option that isn't at its default,
 * with blanks between them; a blank in a value is written as `%20`, and a percent sign as `%25`.
 */
internal class OptionTable<B : Any>(private val kind: String, private val create: () -> B) {
    val options = ArrayList<DataOption<B>>()
    private val copies = ArrayList<(from: B, to: B) -> Unit>()

    fun <T> option(property: KMutableProperty1<B, T>, write: (T) -> String, read: (String) -> T): OptionTable<B> {
        val _ = copies.add { from, to -> property.set(to, property.get(from)) }
        options.add(
            DataOption(property.name, { write(property.get(it)) }) { builder, value ->
                property.set(builder, read(value))
            },
        )
        return this
    }

    fun number(property: KMutableProperty1<B, Int>): OptionTable<B> = option(property, Int::toString, ::whole)

    fun large(property: KMutableProperty1<B, Long>): OptionTable<B> = option(property, Long::toString) {
        requireNotNull(it.toLongOrNull()) { "it is a whole number" }
    }

    fun numberOrNone(property: KMutableProperty1<B, Int?>): OptionTable<B> =
        option(property, { "${it ?: NONE}" }) { if (it == NONE) null else whole(it) }

    inline fun <reified E : Enum<E>> word(property: KMutableProperty1<B, E>): OptionTable<B> =
        option(property, { it.name }, ::entry)

    inline fun <reified E : Enum<E>> wordOrNone(property: KMutableProperty1<B, E?>): OptionTable<B> =
        option(property, { it?.name ?: NONE }) { if (it == NONE) null else entry<E>(it) }

    /** Options that are a value of their own, [T], with the [table] of its builder [V]. */
    fun <T, V : Any> options(
        property: KMutableProperty1<B, T>,
        table: OptionTable<V>,
        open: (T) -> V,
        build: (V) -> T,
    ): OptionTable<B> {
        val _ = copies.add { from, to -> property.set(to, property.get(from)) }
        for (part in table.options) {
            val name = "${property.name}.${part.name}"
            options.add(
                DataOption(name, { part.write(open(property.get(it))) }) { builder, value ->
                    property.set(builder, build(open(property.get(builder)).also { part.read(it, value) }))
                },
            )
        }
        return this
    }

    /** Returns another builder with the same options. */
    fun copyOf(builder: B): B = create().also { copy -> copies.forEach { it(builder, copy) } }

    fun text(builder: B): String {
        val defaults = create()
        return options.filter { it.write(builder) != it.write(defaults) }
            .joinToString(" ") { "${it.name}=${it.write(builder).replace("%", "%25").replace(" ", "%20")}" }
    }

    /**
     * Reads what [text] has written.
     *
     * @throws IllegalArgumentException if it isn't such a text
     */
    fun read(text: String): B {
        val builder = create()
        val seen = HashSet<String>()
        for (part in text.split(' ')) {
            if (part.isEmpty()) continue
            val name = part.substringBefore('=')
            val option = options.firstOrNull { it.name == name && '=' in part }
            requireNotNull(option) {
                "\"$part\" isn't one of the $kind, which are NAME=VALUE with blanks between them, and the names " +
                    options.joinToString { it.name }
            }
            require(seen.add(name)) { "$name is there twice" }
            val value = part.substringAfter('=').replace("%20", " ").replace("%25", "%")
            try {
                option.read(builder, value)
            } catch (e: IllegalArgumentException) {
                throw IllegalArgumentException("$name can't be \"$value\": ${e.message}", e)
            }
        }
        return builder
    }

    companion object {
        const val NONE = "none"

        private fun whole(text: String): Int = requireNotNull(text.toIntOrNull()) { "it is a whole number" }

        inline fun <reified E : Enum<E>> entry(name: String): E {
            val entry = enumValues<E>().firstOrNull { it.name == name }
            return requireNotNull(entry) { "it is one of " + enumValues<E>().joinToString { it.name } }
        }
    }
}
