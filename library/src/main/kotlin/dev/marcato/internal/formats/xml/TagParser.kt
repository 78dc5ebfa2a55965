// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault

/** Parses a tag outside records, which begins at the offset [from], one byte before its name, and ends before [to]. */
internal class TagParser(private val window: ByteWindow, private val from: Int, private val to: Int) {
    private val front = window.position
    private var index = front + from + 1
    private val close = front + to - 1
    private var declared: HashMap<String, String>? = null

    /** The namespaces that the tag declares, by `xmlns` or `xmlns:prefix`; call [attributes] first. */
    val namespaces: Map<String, String>? get() = declared

    /** The value of the attribute `code`; call [attributes] first. */
    var code: String? = null
        private set

    val isEmptyElement: Boolean get() = window.buffer.get(close - 1) == SLASH

    /** Whether the result doesn't depend on where the tag ends. */
    val isSettled: Boolean get() = index < close

    /** Returns the name, prefix included; call this first. */
    fun name(): String {
        val start = index
        while (index < close && isNamePart(window.buffer.get(index))) index++
        return text(start, index)
    }

    /** Returns what is wrong with the attributes. */
    fun attributes(): Fault? {
        val seen = HashSet<String>()
        while (true) {
            val before = index
            skipSpace()
            if (index == close || (index == close - 1 && isEmptyElement)) return null
            if (index == before) return fault("white space")
            if (!isNameStart(window.buffer.get(index))) return fault("an attribute, or the end of the tag")
            val start = index
            val name = name()
            if (!seen.add(name)) return fault("no second attribute $name", start)
            skipSpace()
            if (byte() != EQUALS) return fault("an equals sign")
            index++
            skipSpace()
            val quote = byte()
            if (quote != QUOTE && quote != APOSTROPHE) return fault("a quotation mark")
            index++
            val value = index
            while (index < close && byte() != quote) index++
            if (index == close) return fault("a quotation mark", start)
            keep(name, value)
            index++
        }
    }

    /** Keeps the value that begins at [from] and ends here, if it is needed. */
    private fun keep(name: String, from: Int) {
        if (name.startsWith(Namespaces.DECLARATION)) {
            val namespaces = declared ?: HashMap<String, String>().also { declared = it }
            // Open elements keep them, so they are limited; no reasonable document has more.
            val isKept = namespaces.size < MOST_NAMESPACES && name.length + index - from <= LONGEST_NAMESPACE
            if (isKept) namespaces[name] = text(from, index)
        } else if (name == "code") {
            code = text(from, index)
        }
    }

    private fun skipSpace() {
        while (index < close && isSpace(byte())) index++
    }

    private fun byte(): Byte = window.buffer.get(index)

    private fun fault(expected: String, at: Int = index): Fault =
        Fault(ProblemCode.SYNTAX_WRONG, at - front, shown(window.buffer, at, close + 1), expected)

    private fun text(from: Int, to: Int): String =
        String(ByteArray(to - from) { window.buffer.get(from + it) }, Charsets.UTF_8)

    private companion object {
        const val MOST_NAMESPACES = 64
        const val LONGEST_NAMESPACE = 1024
    }
}
