// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

/**
 * A file of facts: properties of the whole, and blocks that begin with a line without indentation. Only these lines are
 * looked at here, since most of a file is never needed.
 *
 * @property text the bytes of the file as characters of Latin-1, since decoding all of it takes long; a line is decoded
 * from UTF-8 when it is needed
 */
internal class FactsFile(private val text: String) {
    /** The properties of the whole; those that are there more than once have several values. */
    val properties = LinkedHashMap<String, MutableList<String>>()

    private val found = LinkedHashMap<String, MutableList<FactsBlock>>()

    init {
        var start = -1
        var at = 0
        while (at < text.length) {
            val end = endOfLine(text, at)
            if (end > at && text[at] != ' ' && text[at] != '#') {
                if (start >= 0) add(start, at)
                start = at
            }
            at = end + 1
        }
        if (start >= 0) add(start, text.length)
    }

    private fun add(start: Int, end: Int) {
        val key = text.substring(start, text.indexOf(' ', start))
        if (key.endsWith(':')) {
            properties.getOrPut(key.dropLast(1)) { ArrayList(1) } +=
                decoded(text.substring(start + key.length, end)).trim()
        } else {
            found.getOrPut(key) { ArrayList(1) } += FactsBlock(text, start, end)
        }
    }

    /** What is defined here, in order: tags, or the names of lists after an at sign. */
    val keys: Set<String> get() = found.keys

    /** The blocks about [key]. */
    fun blocks(key: String): List<FactsBlock> = found.getValue(key)

    companion object {
        /** Reads the file of facts with this [name] that belongs to this library. */
        fun named(name: String): FactsFile {
            // The full name, which shrinkers of apps leave alone.
            val input = FactsFile::class.java.getResourceAsStream("/dev/marcato/schema/$name.facts")
            return FactsFile(checkNotNull(input) { "The facts $name are missing" }.use { String(it.readBytes(), ISO) })
        }
    }
}

/**
 * Lines between [start] and [end]: one without indentation, what belongs to it, and then what holds for one type each.
 */
internal class FactsBlock(private val text: String, private val start: Int, private val end: Int) {
    /** The first line. */
    val head: FactLine get() = FactLine.parse(decoded(text.substring(start, endOfLine(text, start))))

    /** What belongs to it, whatever the type. */
    val lines: List<FactLine> get() = linesOf(endOfLine(text, start) + 1, typeAfter(start))

    /** The lines of each type, the one with its name first. */
    val types: List<FactsBlock>
        get() {
            val types = ArrayList<FactsBlock>()
            var at = typeAfter(start)
            while (at < end) {
                val next = typeAfter(at)
                types += FactsBlock(text, at, next)
                at = next
            }
            return types
        }

    private fun typeAfter(at: Int): Int = text.indexOf(TYPE, at).let { if (it < 0 || it >= end) end else it + 1 }

    private fun linesOf(from: Int, to: Int): List<FactLine> {
        val lines = ArrayList<FactLine>()
        var at = from
        while (at < to) {
            val stop = endOfLine(text, at)
            if (stop > at && text[at] != '#') lines += FactLine.parse(decoded(text.substring(at, stop)))
            at = stop + 1
        }
        return lines
    }

    private companion object {
        const val TYPE = "\n  ["
    }
}

private val ISO = Charsets.ISO_8859_1

private fun decoded(line: String): String =
    if (line.all { it.code < ASCII }) line else String(line.toByteArray(ISO), Charsets.UTF_8)

private const val ASCII = 0x80

private fun endOfLine(text: String, at: Int): Int = text.indexOf('\n', at).let { if (it < 0) text.length else it }
