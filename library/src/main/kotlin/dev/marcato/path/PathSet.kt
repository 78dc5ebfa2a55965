// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.Record
import dev.marcato.internal.path.IndexedSink
import dev.marcato.internal.path.NamedPaths
import dev.marcato.internal.path.SetFinder
import dev.marcato.internal.path.ValueList
import java.util.Collections

/**
 * Several paths that are looked for together, in one pass over the record: the columns of a table.
 *
 * Immutable and safe to share between threads.
 *
 * @property paths the paths in order, as an unmodifiable list
 * @property names the name of each; the path itself if it has none
 *
 * @sample dev.marcato.samples.selectColumns
 */
public class PathSet private constructor(
    @get:JvmName("paths") public val paths: List<MarcPath>,
    @get:JvmName("names") public val names: List<String>,
) {
    private val finder = SetFinder(paths.map { it.finder })

    /** How many paths there are. */
    @get:JvmName("size")
    public val size: Int get() = paths.size

    /** Returns the values of each path, in the order of the paths; an unmodifiable list. */
    public fun values(record: Record): List<List<String>> {
        val lists = Array(size) { ValueList() }
        finder.find(record, lists)
        return Collections.unmodifiableList(lists.map { it.values })
    }

    /**
     * Calls [action] with the number of a path and a value of it, for all values. Those of one path come in order;
     * between paths the order is that of the record, except that paths with an index, and the leader, come last.
     */
    public fun forEachValue(record: Record, action: ValueAction) {
        finder.find(record, Array(size) { IndexedSink(it, action) })
    }

    override fun equals(other: Any?): Boolean = other is PathSet && paths == other.paths && names == other.names

    override fun hashCode(): Int = 31 * paths.hashCode() + names.hashCode()

    /** The canonical form, which [of] parses to an equal set. */
    override fun toString(): String = NamedPaths.print(names, paths)

    /** What is called with each value. */
    public fun interface ValueAction {
        /** Takes a [value] of the path with this [index]. */
        public fun accept(index: Int, value: String)
    }

    public companion object {
        /** Makes a set of [paths], whose names are the paths. */
        @JvmStatic
        public fun of(vararg paths: MarcPath): PathSet =
            PathSet(Collections.unmodifiableList(paths.toList()), Collections.unmodifiableList(paths.map { "$it" }))

        /**
         * Parses paths that are separated by `,` or `;`, each with a name before it if wanted: `title=245$a, 001`. A
         * name of anything but letters, digits, `_`, `-` and blanks is in quotation marks. A path without a name is
         * called as it is written.
         *
         * @throws MarcPathException if [text] isn't such a list
         */
        @JvmStatic
        public fun of(text: String): PathSet {
            val named = NamedPaths.parse(text)
            return PathSet(
                Collections.unmodifiableList(named.map { MarcPath.of(it.tree) }),
                Collections.unmodifiableList(named.map { it.name }),
            )
        }
    }
}
