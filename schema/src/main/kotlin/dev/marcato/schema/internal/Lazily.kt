// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import java.util.AbstractMap.SimpleImmutableEntry

/**
 * Values with names, each of which is made when it is first asked for. They are immutable, so that threads need no
 * precautions: at worst, two make the same value each.
 */
internal class Lazily<T : Any>(val names: List<String>, private val make: (String) -> T) : java.util.AbstractList<T>() {
    private val made = arrayOfNulls<Any>(names.size)
    private val places = HashMap<String, Int>(2 * names.size)

    init {
        for (index in names.indices) places[names[index]] = index
    }

    override val size: Int get() = names.size

    override fun get(index: Int): T {
        val value = made[index] ?: make(names[index]).also { made[index] = it }
        @Suppress("UNCHECKED_CAST")
        return value as T
    }

    operator fun get(name: String): T? = places[name]?.let(::get)

    /** A view as a map. */
    val asMap: Map<String, T> = AsMap()

    private inner class AsMap : java.util.AbstractMap<String, T>() {
        override val entries: MutableSet<MutableMap.MutableEntry<String, T>>
            get() = names.mapTo(LinkedHashSet()) { SimpleImmutableEntry(it, this@Lazily[it]) }

        override val size: Int get() = names.size

        override fun get(key: String): T? = this@Lazily[key]

        override fun containsKey(key: String): Boolean = key in places
    }
}

/** A map that is made when it is first asked for something. */
internal class LazyMap<T>(make: () -> Map<String, T>) : java.util.AbstractMap<String, T>() {
    private val made by lazy(make)

    @Suppress("UNCHECKED_CAST")
    override val entries: MutableSet<MutableMap.MutableEntry<String, T>>
        get() = made.entries as MutableSet<MutableMap.MutableEntry<String, T>>

    override fun get(key: String): T? = made[key]

    override fun containsKey(key: String): Boolean = key in made
}

/** A list that is made when it is first asked for something. */
internal class LazyList<T>(make: () -> List<T>) : java.util.AbstractList<T>() {
    private val made by lazy(make)

    override val size: Int get() = made.size

    override fun get(index: Int): T = made[index]
}
