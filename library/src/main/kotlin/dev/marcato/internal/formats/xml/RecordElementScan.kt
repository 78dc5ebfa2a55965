// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.FIRST_LOOK
import dev.marcato.internal.reading.Fault

/**
 * Scans an element `record` at the front of the window: decides whether it is a MARC record, and finds its end.
 * Continues when more bytes have arrived.
 *
 * It is a MARC record if its namespace is MARC's, if it stands in a `collection`, or if it begins with a leader or a
 * field. If another record begins inside it, it has lost its end tag, and is cut off there; but if only elements that
 * aren't MARC's came before, it contains the record, and is part of the envelope.
 *
 * @param maxHeld after how many bytes that don't begin anything else it counts as a record
 * @param isStrict whether a value that is too large ends it
 */
internal class RecordElementScan(
    private val window: ByteWindow,
    private val scan: MarkupScan,
    private val envelope: Envelope,
    private val maxHeld: Int,
    private val isStrict: Boolean,
) {
    enum class Kind {
        /** A record, up to its end tag. */
        RECORD,

        /** Another element with that name; [end] is where its start tag ends. */
        ELEMENT,

        /** A record without its end, because of [fault]. */
        BROKEN,

        /** Still unknown. */
        MORE,
    }

    private var at = 0
    private var name = ""
    private var tagEnd = 0
    private var isRecord = false

    // Whether bytes of it have left the window.
    private var isPassed = false

    // Whether it has held parts of a record, or other elements.
    private var hasParts = false
    private var hasOthers = false

    // The declarations of MARC's namespace inside it; their ends are ignored.
    private val marcDeclarations = HashMap<String, String>()

    // The number of open elements in it that have the name of the element around it.
    private var namedAsParent = 0

    var end: Int = 0
        private set

    /** The fault that makes it unreadable. */
    var fault: Fault? = null
        private set

    /** The number of bytes that belong to the record, whatever follows; 0 while it may be another element. */
    val known: Int get() = when {
        !isRecord -> 0
        scan.begun == Markup.START_TAG || scan.begun == Markup.END_TAG || scan.begun == null -> at
        else -> scan.scanned
    }

    /** The number of bytes that needn't be looked at again. */
    val passable: Int get() = if (scan.isTooLarge) scan.scanned else at

    fun begin() {
        at = 0
        name = ""
        isRecord = envelope.parent == MarcElements.COLLECTION
        isPassed = false
        hasParts = false
        hasOthers = false
        marcDeclarations.clear()
        namedAsParent = 0
        fault = null
    }

    /** Adjusts the offsets after [count] bytes at the front of the window were consumed. */
    fun shift(count: Int) {
        at -= count
        tagEnd -= count
        isPassed = true
        scan.shift(count)
    }

    fun next(): Kind {
        while (true) {
            val markup = scan.next(at)
            // Bytes of it may already be dropped, so it can't be anything but a record any more.
            if (markup != Markup.MORE && (isPassed || scan.end > maxHeld)) isRecord = true
            val kind = when (markup) {
                Markup.MORE -> return Kind.MORE
                Markup.NOTHING, Markup.CUT_OFF -> cutOff(if (markup == Markup.CUT_OFF) scan.end else at)
                Markup.START_TAG -> if (name.isEmpty()) own() else startTag()
                Markup.END_TAG -> endTag()
                Markup.STRAY, Markup.TOO_LARGE -> strange(markup)
                else -> null
            }
            if (kind != null) return kind
            at = scan.end
        }
    }

    private fun own(): Kind? {
        val tag = TagParser(window, at, scan.end)
        name = tag.name()
        tagEnd = scan.end
        declare(tag)
        isRecord = isRecord || isOfMarc(name, tag)
        if (!tag.isEmptyElement) return null
        return ended(scan.end)
    }

    private fun startTag(): Kind? {
        val tag = TagParser(window, at, scan.end)
        val tagName = tag.name()
        val local = localName(tagName)
        if (tagName == name) return another(tagName)
        if (local in MarcElements.CHILDREN) {
            isRecord = true
            hasParts = true
            return null
        }
        if (!isRecord) {
            end = tagEnd
            return Kind.ELEMENT
        }
        if (local in MarcElements.PARTS) return null
        declare(tag)
        if (local == MarcElements.RECORD && isOfMarc(tagName, tag)) return another(tagName)
        hasOthers = true
        if (!tag.isEmptyElement && envelope.isOpen(tagName)) namedAsParent++
        return null
    }

    /** Handles the beginning of another record. */
    private fun another(tag: String): Kind {
        if (hasOthers && !hasParts && !isPassed && scan.end <= maxHeld) {
            end = tagEnd
            return Kind.ELEMENT
        }
        fault = Fault(ProblemCode.SYNTAX_WRONG, at, "another element ${shown(tag)}", "</$name>")
        end = at
        return Kind.BROKEN
    }

    private fun declare(tag: TagParser) {
        // The parser reports what is wrong with them.
        val _ = tag.attributes()
        tag.namespaces?.filterTo(marcDeclarations) { Namespaces.isMarc(it.value) }
    }

    private fun isOfMarc(name: String, tag: TagParser): Boolean {
        val declaration = Namespaces.declarationFor(name)
        val declared = tag.namespaces?.get(declaration) ?: marcDeclarations[declaration]
        return Namespaces.isMarc(declared ?: envelope.namespaceOf(name))
    }

    private fun endTag(): Kind? {
        val tag = TagParser(window, at + 1, scan.end).name()
        if (tag == name) return ended(scan.end)
        // In a document that is broken anyway, an element around the record may have the name of a record's part.
        if (!envelope.isOpen(tag) || localName(tag) in MarcElements.PARTS) return null
        if (namedAsParent > 0) {
            namedAsParent--
            return null
        }
        fault = Fault(ProblemCode.SYNTAX_WRONG, at, shown("</$tag>"), "</$name>")
        end = at
        return Kind.BROKEN
    }

    /** Ends the element; an empty one outside a collection may be anything. */
    private fun ended(to: Int): Kind {
        end = if (isRecord) to else tagEnd
        return if (isRecord) Kind.RECORD else Kind.ELEMENT
    }

    private fun cutOff(to: Int): Kind {
        fault =
            Fault(ProblemCode.RECORD_CUT_OFF, to, "the end of the input", if (name.isEmpty()) "a tag" else "</$name>")
        end = to
        return Kind.BROKEN
    }

    private fun strange(markup: Markup): Kind? {
        if (markup == Markup.TOO_LARGE && fault == null) {
            fault = Fault(ProblemCode.VALUE_TOO_LARGE, at, "a larger value, or tag", "a value within the limit")
        }
        // Strict reading doesn't look for the end of a value that is too large.
        val isEnd = markup == Markup.TOO_LARGE && isStrict && scan.end - at >= FIRST_LOOK
        if (name.isNotEmpty() && !isEnd) return null
        if (fault == null) {
            val front = window.position
            val found = shown(window.buffer, front + at, front + scan.end)
            fault = Fault(ProblemCode.SYNTAX_WRONG, at, found, "a whole tag")
        }
        end = scan.end
        return Kind.BROKEN
    }
}
