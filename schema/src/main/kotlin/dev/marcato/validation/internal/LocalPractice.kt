// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

import dev.marcato.path.MarcPath

/**
 * Tags and subfields that libraries use as they like: they aren't judged unless the schema, or that of a profile,
 * defines them.
 *
 * @property paths tags or patterns of tags, alone or with a code of subfields
 */
internal class LocalPractice(val paths: List<MarcPath>) {
    private val tags = paths.filter { it.code == null }.map { it.tag }
    private val subfields = paths.mapNotNull { path -> path.code?.let { path.tag to it } }

    /** Whether fields with this [tag], which isn't defined, are left alone. */
    fun hasTag(tag: String): Boolean = tags.any { matches(it, tag) }

    /** Whether subfields with this [code], which isn't defined in fields with this [tag], are left alone. */
    fun hasCode(tag: String, code: Char): Boolean = subfields.any { it.second == code && matches(it.first, tag) }

    override fun equals(other: Any?): Boolean = other is LocalPractice && paths == other.paths

    override fun hashCode(): Int = paths.hashCode()

    companion object {
        /** Nothing is local. */
        val NONE = LocalPractice(emptyList())

        /** What MARC 21 leaves to libraries: all tags with a 9 that it doesn't define itself, and subfields $9. */
        val USUAL = LocalPractice(listOf("9XX", "X9X", "XX9", "XXX\$9").map { MarcPath.of(it) })

        /** Whether a [path] is a tag or a pattern of tags, or one of these with a code. */
        fun isPossible(path: MarcPath): Boolean = path == path.general && (path.code != null || isWhole(path))

        private fun isWhole(path: MarcPath) = "$path".removePrefix("@") == path.tag
    }
}
