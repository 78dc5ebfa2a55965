// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.shown

/** An element around the records that has begun, and the namespaces that its tag declares. */
internal class OpenElement(val name: String, val namespaces: Map<String, String>?) {
    /** The name without its prefix. */
    val localName: String = localName(name)

    /** Whether nothing but white space and comments has come in it. */
    var isEmpty: Boolean = true

    /** Whether it was reported that it is a record that was not taken for one. */
    var isReported: Boolean = false
}

/**
 * What is around the records: which elements are open, and whether it is well-formed.
 *
 * @param maxDepth how many elements may be open at once, records and what is in them included
 */
internal class Envelope(private val window: ByteWindow, private val maxDepth: Int) {
    private val open = ArrayList<OpenElement>()

    // What the document is, for as long as no record was met.
    private var recordless: RecordlessDocument? = RecordlessDocument()

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
    val parent: String get() = open.lastOrNull()?.localName.orEmpty()

    /** Whether the element that is open has this name, prefix included. */
    fun isOpen(name: String): Boolean = open.isNotEmpty() && open.last().name == name

    /** Takes note that a record stands here, sound or not. */
    fun record() {
        hasRoot = true
        recordless = null
    }

    /** Takes note that a record stands here that is not read. */
    fun unreadRecord() {
        recordless = null
    }

    /** Takes note of what the document begins with: its declaration, if it has one. */
    fun declaration() {
        recordless?.markup()
    }

    /** Returns the namespace that names such as this one have in the element that is open; null if they have none. */
    fun namespaceOf(name: String): String? {
        val declaration = Namespaces.declarationFor(name)
        for (index in open.indices.reversed()) open[index].namespaces?.get(declaration)?.let { return it }
        return null
    }

    private fun namespaceOf(element: OpenElement): String =
        (element.namespaces?.get(Namespaces.declarationFor(element.name)) ?: namespaceOf(element.name)).orEmpty()

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
        if (open.isNotEmpty()) hold(from, to, isCdata = false)
        if (!isUtf8) return null
        val wrong = firstByteNotUtf8(buffer, front + from, end)
        return if (wrong < 0) null else Fault(ProblemCode.TEXT_NOT_UTF_8, wrong - front, bytesAt(wrong, end), "UTF-8")
    }

    /** Takes a start tag, and returns what is wrong with it; the element is open then all the same. */
    fun startTag(from: Int, to: Int): Fault? {
        val tag = TagParser(window, from, to)
        val name = tag.name()
        val wrong = tag.attributes()
        val isSecondRoot = isOver
        hasRoot = true
        val isDeep = open.size >= maxDepth
        val element = OpenElement(name, tag.namespaces)
        val parent = open.lastOrNull()
        parent?.isEmpty = false
        recordless?.element(element, namespaceOf(element), tag)
        if (!tag.isEmptyElement) if (isDeep) tooDeep++ else open.add(element)
        return when {
            wrong != null -> wrong
            isSecondRoot -> Fault(ProblemCode.SYNTAX_WRONG, from, "a second root element ${shown(name)}", END)
            isDeep -> Fault(ProblemCode.NESTING_TOO_DEEP, from, "element ${shown(name)}", "$maxDepth elements at most")
            parent != null && element.localName in MarcElements.CHILDREN -> missed(parent, name, from)
            else -> null
        }
    }

    /** Returns that the element [parent] would have been a record if its part [name] stood first in it, once. */
    private fun missed(parent: OpenElement, name: String, from: Int): Fault? {
        if (parent.localName != MarcElements.RECORD || parent.isReported) return null
        parent.isReported = true
        recordless = null
        val found = "element ${shown(name)} in an element ${shown(parent.name)} that begins with another element"
        return Fault(ProblemCode.SYNTAX_WRONG, from, found, "a leader or a field first, or the namespace of MARCXML")
    }

    /** Takes an end tag, and returns what is wrong with it. */
    fun endTag(from: Int, to: Int): Fault? {
        if (tooDeep > 0) {
            tooDeep--
            return null
        }
        val name = TagParser(window, from + 1, to).name()
        if (open.isNotEmpty() && open.last().name == name) {
            val ended = open.removeAt(open.size - 1)
            recordless?.end(ended)
            return null
        }
        val expected = if (open.isEmpty()) "no end tag: no element is open" else "</${open.last().name}>"
        val index = open.indexOfLast { it.name == name }
        if (index >= 0) open.subList(index, open.size).clear()
        return Fault(ProblemCode.SYNTAX_WRONG, from, shown("</$name>"), expected)
    }

    /** Takes what is neither text nor a tag, and returns what is wrong with it. */
    fun other(markup: Markup, from: Int, to: Int): Fault? = when (markup) {
        Markup.COMMENT -> comment(from, to)
        Markup.INSTRUCTION -> instruction(from, to)
        Markup.CDATA -> cdata(from, to)
        Markup.DOCUMENT_TYPE -> Fault(ProblemCode.DOCUMENT_TYPE_FORBIDDEN, from, cut(from, to), "no document type")
        Markup.TOO_LARGE -> Fault(ProblemCode.VALUE_TOO_LARGE, from, cut(from, to), "smaller pieces")
        Markup.CUT_OFF -> Fault(ProblemCode.ENVELOPE_CUT_OFF, from, cut(from, to), "its end").also { forget() }
        else -> fault(from, to, "a tag, or &lt;")
    }

    /** Forgets what is open, where that its end is missing was told. */
    fun forget() {
        open.clear()
        tooDeep = 0
        recordless = null
    }

    /** Returns what is wrong with the end of the input being here, once. */
    fun end(): Fault? {
        val document = recordless
        recordless = null
        if (open.isEmpty()) return document?.fault()
        val name = open.last().name
        open.clear()
        return Fault(ProblemCode.ENVELOPE_CUT_OFF, 0, "the end of the input", "</$name>")
    }

    /** Takes note that the element that is open holds something that is no element. */
    private fun hold(from: Int, to: Int, isCdata: Boolean) {
        open.last().isEmpty = false
        recordless?.text(window, from, to, isCdata)
    }

    private fun cdata(from: Int, to: Int): Fault? {
        if (open.isEmpty()) return outside(from, to)
        hold(from, to, isCdata = true)
        return null
    }

    private fun instruction(from: Int, to: Int): Fault? {
        recordless?.markup()
        return if (isDeclaration(from)) fault(from, to, "a declaration only at the beginning") else null
    }

    private fun comment(from: Int, to: Int): Fault? {
        recordless?.markup()
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
