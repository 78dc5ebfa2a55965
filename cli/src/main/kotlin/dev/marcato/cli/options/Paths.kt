// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException
import dev.marcato.path.PathSet

/** A path, several paths, or a condition, which [parse] makes of its text. */
internal class PathOption<T>(
    names: List<String>,
    label: String,
    description: String,
    default: T,
    private val parse: (String) -> T,
) : Option<T>(names, label, description, default) {
    override fun take(text: String) {
        value = parsedPath(longestName, text, parse)
    }
}

/** Parses the [text] of the option or argument with this [name]; if it is wrong, the message shows the place. */
internal fun <T> parsedPath(name: String, text: String, parse: (String) -> T): T = try {
    parse(text)
} catch (e: MarcPathException) {
    throw WrongArguments("$name: ${e.reason}", "see marcato help paths", "${e.picture}\n")
}

/** Parses paths of whole fields, for options that have no use for parts of them. */
internal fun fieldsNamed(name: String, text: String): PathSet {
    val paths = PathSet.of(text)
    val part = paths.paths.firstOrNull { !isOfFields(it) } ?: return paths
    throw WrongArguments("$name names whole fields, not parts of them: $part", "marcato select shows parts")
}

// A tag, and after it nothing but indicators, an index and conditions.
private fun isOfFields(path: MarcPath): Boolean = "${path.general}".removePrefix("@").length == TAG_LENGTH

private const val TAG_LENGTH = 3
