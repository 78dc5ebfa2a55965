// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

/**
 * One line of a file of facts, each of which says one thing:
 *
 * ```
 * title: MARC 21 Format for Bibliographic Data        a property of the whole
 * 245 NR! Title Statement                             a field: NR isn't repeatable, R is; ! is required
 *   1 Title added entry                               an indicator; those without a meaning are left out
 *     0 No added entry                                a code; # is a blank
 *   $a NR Title                                       a subfield, or several: $a-z
 *   /18-21* contents: Nature of contents              positions, here each with a flag; and a name for programs
 *   /06-08? imageBitDepth: Image bit depth            positions that a field may end before
 *   [BK] Books                                        what follows holds for records of this type
 * @languages MARC Code List for Languages <https://…> a list of codes, which follow
 * ```
 *
 * At the end of a line: `=languages` says that the values are from that list, `@languages` that they usually are,
 * `~pattern` which regular expression they match, `<008/22>` or `<holdings>` that the rest is the same as elsewhere,
 * and `[obsolete]` or `[obsolete 2008]` that it is obsolete.
 *
 * @property depth how many steps the line is indented
 * @property key what is defined, such as a tag, `$a`, `/18-21*` or a code
 * @property flags `R`, `NR` and `!` of fields and subfields
 * @property reference what begins with `=`, `@`, `~` or `<`
 * @property obsolete empty, or `obsolete` with a date after it
 */
internal class FactLine(
    val depth: Int,
    val key: String,
    val flags: String,
    val name: String,
    val label: String,
    val reference: String,
    val obsolete: String,
) {
    val isObsolete: Boolean get() = obsolete.isNotEmpty()
    val obsoleteSince: String? get() = obsolete.substringAfter(' ', "").ifEmpty { null }

    /** The code, with blanks as they are in records. */
    val code: String get() = key.replace('#', ' ')

    /** What follows [sign] in the reference; null if it is another. */
    fun reference(sign: Char): String? =
        if (reference.startsWith(sign)) reference.substring(1).removeSuffix(">") else null

    /** The line, which [parse] reads back. */
    override fun toString(): String = buildString {
        repeat(depth) { append(STEP) }
        append(key)
        for (part in listOf(flags, if (name.isEmpty()) "" else "$name:", label, reference)) {
            if (part.isNotEmpty()) append(' ').append(part)
        }
        if (isObsolete) append(" [").append(obsolete).append(']')
    }

    companion object {
        private const val STEP = "  "
        private const val OBSOLETE = " [obsolete"
        private const val SIGNS = "=@~<"

        fun parse(line: String): FactLine {
            var start = 0
            while (start < line.length && line[start] == ' ') start++
            var end = line.length
            var obsolete = ""
            val mark = if (line.endsWith(']')) line.lastIndexOf(OBSOLETE) else -1
            if (mark > start) {
                obsolete = line.substring(mark + 2, end - 1)
                end = mark
            }
            var reference = ""
            val last = line.lastIndexOf(' ', end - 1) + 1
            if (last > start && end - last > 1 && line[last] in SIGNS) {
                reference = line.substring(last, end)
                end = last - 1
            }
            val keyEnd = line.indexOf(' ', start).let { if (it < 0 || it > end) end else it }
            val key = line.substring(start, keyEnd)
            var rest = if (keyEnd < end) line.substring(keyEnd + 1, end) else ""
            val flags = if (takesFlags(start, key)) rest.substringBefore(' ') else ""
            if (flags.isNotEmpty()) rest = rest.substring(flags.length).removePrefix(" ")
            val name = if (key.startsWith('/')) nameOf(rest) else ""
            if (name.isNotEmpty()) rest = rest.substring(name.length + 2)
            return FactLine(start / STEP.length, key, flags, name, rest, reference, obsolete)
        }

        private fun takesFlags(indentation: Int, key: String): Boolean =
            if (indentation == 0) key.length == TAG && key[0] != '@' else indentation == 2 && key[0] == '$'

        private const val TAG = 3

        private fun nameOf(text: String): String {
            val colon = text.indexOf(": ")
            val isName = colon > 0 && text[0] in 'a'..'z' && (0 until colon).all { text[it].isLetterOrDigit() }
            return if (isName) text.substring(0, colon) else ""
        }
    }
}
