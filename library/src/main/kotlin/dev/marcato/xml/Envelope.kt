// SPDX-License-Identifier: Apache-2.0
package dev.marcato.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.chunks.ByteWindow
import dev.marcato.internal.firstByteNotUtf8
import dev.marcato.internal.hex
import dev.marcato.internal.stretches.shown

/** Something that is wrong with what is around the records, at an offset from the front of the window. */
internal class Fault(val code: ProblemCode, val at: Int, val found: String, val expected: String) {
    /** Returns the same fault at another distance from the front. */
    fun movedBy(count: Int): Fault = Fault(code, at + count, found, expected)
}

/**
 * What is around the records: which elements are open, and whether it is well-formed.
 *
 * @param maxDepth how many elements may be open at once, records and what is in them included
 */
internal class Envelope(private val window: ByteWindow, private val maxDepth: Int) {
    private val open = ArrayList<String>()

    // Elements that are deeper than is allowed are counted, but not kept.
    private var tooDeep = 0

    /** Whether text has to be UTF-8. */
    var isUtf8: Boolean = true

    /** Whether the root element has begun. */
    var hasRoot: Boolean = false
        private set

    /** How many elements are open. */
    val depth: Int get() = open.size

    /** Whether the document has ended, so that nothing but comments may follow. */
    val isOver: Boolean get() = hasRoot && open.isEmpty()

    /** The name of the element that is open, without its prefix; empty if none is. */
    val parent: String get() = open.lastOrNull()?.substringAfter(':').orEmpty()

    /** Whether the element that is open has this name, prefix included. */
    fun isOpen(name: String): Boolean = open.isNotEmpty() && open.last() == name

    /** Tells that a record stands here. */
    fun record() {
        hasRoot = true
    }

    /** Takes text, and returns what is wrong with it. */
    fun text(from: Int, to: Int): Fault? {
        val buffer = window.buffer
        val front = window.position
        var index = front + from
        val end = front + to
        while (index < end) {
            val byte = buffer.get(index)
            if (open.isEmpty() && !isSpace(byte)) return outside(from, to)
            if (byte == AMPERSAND) {
                val close = semicolon(index, end)
                val isKnown = close > 0 && referenced(ascii(index + 1, close)) >= 0
                if (!isKnown) return fault(index - front, to, "a reference to a character, or &amp;")
                index = close
            } else if (byte in 0..0x1F && !isSpace(byte)) {
                return fault(index - front, to, "a character that XML allows")
            }
            index++
        }
        if (!isUtf8) return null
        val wrong = firstByteNotUtf8(buffer, front + from, end)
        return if (wrong < 0) null else Fault(ProblemCode.TEXT_NOT_UTF_8, wrong - front, bytesAt(wrong, end), "UTF-8")
    }

    /** Takes a start tag, and returns what is wrong with it; the element is open then all the same. */
    fun startTag(from: Int, to: Int): Fault? {
        val tag = TagReading(window, from, to)
        val name = tag.name()
        val wrong = tag.attributes()
        val isSecondRoot = isOver
        hasRoot = true
        val isDeep = open.size >= maxDepth
        if (!tag.isEmptyElement) if (isDeep) tooDeep++ else open.add(name)
        return when {
            wrong != null -> wrong
            isSecondRoot -> Fault(ProblemCode.SYNTAX_WRONG, from, "a second root element ${shown(name)}", END)
            isDeep -> Fault(ProblemCode.NESTING_TOO_DEEP, from, "element ${shown(name)}", "$maxDepth elements at most")
            else -> null
        }
    }

    /** Takes an end tag, and returns what is wrong with it. */
    fun endTag(from: Int, to: Int): Fault? {
        if (tooDeep > 0) {
            tooDeep--
            return null
        }
        val name = TagReading(window, from + 1, to).name()
        if (open.isNotEmpty() && open.last() == name) {
            open.removeAt(open.size - 1)
            return null
        }
        val expected = if (open.isEmpty()) "no end tag: no element is open" else "</${open.last()}>"
        val index = open.lastIndexOf(name)
        if (index >= 0) open.subList(index, open.size).clear()
        return Fault(ProblemCode.SYNTAX_WRONG, from, shown("</$name>"), expected)
    }

    /** Takes what is neither text nor a tag, and returns what is wrong with it. */
    fun other(markup: Markup, from: Int, to: Int): Fault? = when (markup) {
        Markup.COMMENT -> comment(from, to)
        Markup.INSTRUCTION -> if (isDeclaration(from)) fault(from, to, "a declaration only at the beginning") else null
        Markup.CDATA -> if (open.isEmpty()) outside(from, to) else null
        Markup.DOCUMENT_TYPE -> Fault(ProblemCode.DOCUMENT_TYPE_FORBIDDEN, from, cut(from, to), "no document type")
        Markup.TOO_LARGE -> Fault(ProblemCode.VALUE_TOO_LARGE, from, cut(from, to), "smaller pieces")
        Markup.CUT_OFF -> Fault(ProblemCode.ENVELOPE_CUT_OFF, from, cut(from, to), "its end").also { forget() }
        else -> fault(from, to, "a tag, or &lt;")
    }

    /** Forgets what is open, where that its end is missing was told. */
    fun forget() {
        open.clear()
        tooDeep = 0
    }

    /** Returns what is wrong with the end of the input being here. */
    fun end(): Fault? {
        if (open.isEmpty()) return null
        val name = open.last()
        // Told once.
        open.clear()
        return Fault(ProblemCode.ENVELOPE_CUT_OFF, 0, "the end of the input", "</$name>")
    }

    private fun comment(from: Int, to: Int): Fault? {
        val front = window.position
        for (index in front + from + COMMENT_START until front + to - COMMENT_END) {
            val isDouble = window.buffer.get(index) == MINUS && window.buffer.get(index + 1) == MINUS
            if (isDouble) return fault(index - front, to, "no -- in a comment")
        }
        return null
    }

    private fun isDeclaration(from: Int): Boolean {
        val at = window.position + from
        return window.buffer.get(at + 2) == 'x'.code.toByte() && window.buffer.get(at + 3) == 'm'.code.toByte() &&
            window.buffer.get(at + 4) == 'l'.code.toByte() && !isNamePart(window.buffer.get(at + 5))
    }

    private fun cut(from: Int, to: Int): String =
        shown(window.buffer, window.position + from, window.position + minOf(to, from + LONGEST_FOUND))

    private fun outside(from: Int, to: Int): Fault {
        var at = window.position + from
        while (isSpace(window.buffer.get(at))) at++
        return fault(at - window.position, to, if (hasRoot) END else "an element")
    }

    private fun fault(at: Int, to: Int, expected: String): Fault {
        val front = window.position
        return Fault(ProblemCode.SYNTAX_WRONG, at, shown(window.buffer, front + at, front + to), expected)
    }

    private fun semicolon(from: Int, end: Int): Int {
        for (index in from + 1 until minOf(end, from + LONGEST_REFERENCE)) {
            if (window.buffer.get(index) == SEMICOLON) return index
        }
        return -1
    }

    private fun ascii(from: Int, to: Int): String =
        String(CharArray(to - from) { (window.buffer.get(from + it).toInt() and 0xFF).toChar() })

    private fun bytesAt(at: Int, end: Int): String = (at until minOf(end, at + 4)).joinToString(" ", "bytes ") {
        hex(window.buffer.get(it))
    }

    private companion object {
        const val END = "the end of the document"
        const val LONGEST_REFERENCE = 32
        const val LONGEST_FOUND = 64
        const val COMMENT_START = 4
        const val COMMENT_END = 3
    }
}
