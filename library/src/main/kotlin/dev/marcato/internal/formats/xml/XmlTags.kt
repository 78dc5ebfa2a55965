// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.WriteOptions
import dev.marcato.XmlLayout

/** The tags to write, with the prefix and indentation from the options. */
internal class XmlTags(options: WriteOptions, isCollection: Boolean) {
    private val prefix = if (options.xml.prefix.isEmpty()) "" else "${options.xml.prefix}:"
    private val isIndented = options.xml.lines == XmlLayout.Lines.PER_ELEMENT
    private val namespace = " xmlns${if (prefix.isEmpty()) "" else ":${options.xml.prefix}"}=\"${Namespaces.SLIM}\""

    private val depth = if (isCollection) 1 else 0

    val prologue: ByteArray = if (isCollection) {
        bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<${prefix}collection$namespace>\n")
    } else {
        ByteArray(0)
    }
    val epilogue: ByteArray = if (isCollection) bytes("</${prefix}collection>\n") else ByteArray(0)
    val recordStart: ByteArray =
        bytes("${blanks(depth)}<${prefix}record${if (isCollection) "" else namespace}>$lineEnd")
    val recordEnd: ByteArray = bytes("${blanks(depth)}</${prefix}record>\n")
    val leaderStart: ByteArray = bytes("${blanks(depth + 1)}<${prefix}leader>")
    val leaderEnd: ByteArray = bytes("</${prefix}leader>$lineEnd")
    val controlFieldStart: ByteArray = bytes("${blanks(depth + 1)}<${prefix}controlfield tag=\"")
    val controlFieldEnd: ByteArray = bytes("</${prefix}controlfield>$lineEnd")
    val dataFieldStart: ByteArray = bytes("${blanks(depth + 1)}<${prefix}datafield tag=\"")
    val dataFieldEnd: ByteArray = bytes("${blanks(depth + 1)}</${prefix}datafield>$lineEnd")
    val indicator1: ByteArray = bytes("\" ind1=\"")
    val indicator2: ByteArray = bytes("\" ind2=\"")
    val endOfAttributes: ByteArray = bytes("\">$lineEnd")
    val subfieldStart: ByteArray = bytes("${blanks(depth + 2)}<${prefix}subfield code=\"")
    val subfieldEnd: ByteArray = bytes("</${prefix}subfield>$lineEnd")
    val endOfCode: ByteArray = bytes("\">")

    /** Room for everything that is written at once, with escaped tags and indicators. */
    val longest: Int = recordStart.size + leaderStart.size + dataFieldStart.size + ROOM

    private val lineEnd: String get() = if (isIndented) "\n" else ""

    private fun blanks(depth: Int): String = if (isIndented) "  ".repeat(depth) else ""

    private fun bytes(text: String): ByteArray = text.toByteArray(Charsets.UTF_8)

    private companion object {
        const val ROOM = 80
    }
}
