// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.excerpt
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.Fault

/** An open element around the records, with the namespaces that its tag declares. */
internal class OpenElement(val name: String, val namespaces: Map<String, String>?) {
    val localName: String = localName(name)

    /** Whether it has held only white space and comments so far. */
    var isEmpty: Boolean = true

    /** Whether it was reported as a record that wasn't recognised. */
    var isReported: Boolean = false
}

/**
 * The elements that are open around the records; checks that this envelope is well-formed.
 *
 * @param maxDepth how many elements may be open at once, including records and their parts
 */
internal class Envelope(private val window: ByteWindow, private val maxDepth: Int) {
    private val open = ArrayList<OpenElement>()

    // Describes the document until the first record.
    private var recordless: RecordlessDocument? = RecordlessDocument()

    // The number of open elements beyond the allowed depth, which aren't kept.
    private var tooDeep = 0

    var isUtf8: Boolean = true

    var hasRoot: Boolean = false
        private set

    val depth: Int get() = open.size

    /** Whether the document has ended, so that only comments may follow. */
    val isOver: Boolean get() = hasRoot && open.isEmpty()

    /** The name of the innermost open element without its prefix; empty if none is open. */
    val parent: String get() = open.lastOrNull()?.localName.orEmpty()

    /** Whether the innermost open element has this name, prefix included. */
    fun isOpen(name: String): Boolean = open.isNotEmpty() && open.last().name == name

    /** Notes that a record stands here, sound or not. */
    fun record() {
        hasRoot = true
        recordless = null
    }

    /** Notes that a record stands here that isn't read. */
    fun unreadRecord() {
        recordless = null
    }

    fun declaration() {
        recordless?.markup()
    }

    /** Returns the namespace of an element with this name inside the open elements; null if it has none. */
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
        if (wrong < 0) return null
        return Fault(ProblemCode.TEXT_NOT_UTF_8, wrong - front, excerpt(buffer, wrong, minOf(end, wrong + 4)), "UTF-8")
    }

    /** Takes a start tag, and returns what is wrong with it; the element is open in any case. */
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

    /** Returns, once, that the element [parent] would be a record if its part [name] came first in it. */
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

    /** Takes any other markup, and returns what is wrong with it. */
    fun other(markup: Markup, from: Int, to: Int): Fault? = when (markup) {
        Markup.COMMENT -> comment(from, to)
        Markup.INSTRUCTION -> instruction(from, to)
        Markup.CDATA -> cdata(from, to)
        Markup.DOCUMENT_TYPE -> Fault(ProblemCode.DOCUMENT_TYPE_FORBIDDEN, from, cut(from, to), "no document type")
        Markup.TOO_LARGE -> Fault(ProblemCode.VALUE_TOO_LARGE, from, cut(from, to), "smaller pieces")
        Markup.CUT_OFF -> Fault(ProblemCode.ENVELOPE_CUT_OFF, from, cut(from, to), "its end").also { forget() }
        else -> fault(from, to, "a tag, or &lt;")
    }

    /** Forgets the open elements after their missing end was reported. */
    fun forget() {
        open.clear()
        tooDeep = 0
        recordless = null
    }

    /** Returns, once, what is wrong if the input ends here. */
    fun end(): Fault? {
        val document = recordless
        recordless = null
        if (open.isEmpty()) return document?.fault()
        val name = open.last().name
        open.clear()
        return Fault(ProblemCode.ENVELOPE_CUT_OFF, 0, "the end of the input", "</$name>")
    }

    /** Notes that the open element holds something other than elements. */
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

    private companion object {
        const val END = "the end of the document"
        const val LONGEST_REFERENCE = 32
        const val LONGEST_FOUND = 64
        const val COMMENT_START = 4
        const val COMMENT_END = 3
    }
}
