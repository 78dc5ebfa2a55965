// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.path.MarcPath

/** Lists of paths with names, such as `title=245$a, 001`. */
internal object NamedPaths {
    class Named(val name: String, val tree: PathTree)

    fun parse(text: String): List<Named> {
        val list = PathText(text)
        val parser = PathParser(list, isPure = false)
        val found = ArrayList<Named>()
        do {
            list.skipBlanks()
            val name = name(list)
            list.skipBlanks()
            val start = list.at
            val tree = parser.tree()
            found.add(Named(name ?: list.since(start), tree))
            list.skipBlanks()
        } while (list.take(',') || list.take(';'))
        if (!list.isAtEnd) list.fault("a comma is expected between paths")
        return found
    }

    fun print(names: List<String>, paths: List<MarcPath>): String = names.indices.joinToString(", ") { index ->
        val name = names[index]
        when {
            name == "${paths[index]}" -> name
            PLAIN.matches(name) -> "$name=${paths[index]}"
            else -> "${quotedText(name)}=${paths[index]}"
        }
    }

    private fun name(list: PathText): String? {
        val quote = list.peek()
        if (quote == '"' || quote == '\'') {
            val name = list.quoted("a name is expected here")
            list.skipBlanks()
            if (!list.take('=')) list.fault("after a name in quotation marks comes = and a path")
            return name
        }
        val match = NAME.matchAt(list.text, list.at) ?: return null
        list.at = match.range.last + 1
        return match.groupValues[1].trim()
    }

    private val PLAIN = Regex("[\\p{L}\\p{N}_-][\\p{L}\\p{N}_ -]*(?<! )")
    private val NAME = Regex("([\\p{L}\\p{N}_-][\\p{L}\\p{N}_ -]*)=")
}
