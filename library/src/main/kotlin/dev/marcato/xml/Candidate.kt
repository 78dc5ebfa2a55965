// SPDX-License-Identifier: Apache-2.0
package dev.marcato.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.chunks.ByteWindow
import dev.marcato.internal.stretches.shown

/**
 * An element `record` at the front of the window: tells whether it is a record of MARC, and where it ends. Goes on where
 * it was when more bytes have come.
 *
 * @param maxHeld behind how many bytes that are no beginning of anything else it counts as a record
 */
internal class Candidate(
    private val window: ByteWindow,
    private val scan: MarkupScan,
    private val envelope: Envelope,
    private val maxHeld: Int,
) {
    /** What the element turned out to be. */
    enum class Kind {
        /** A record, up to its end tag. */
        RECORD,

        /** Another element of that name; [end] is where its start tag ends. */
        ELEMENT,

        /** A record that lacks its end, for the reason that [fault] is. */
        BROKEN,

        /** Not known yet. */
        MORE,
    }

    private var at = 0
    private var name = ""
    private var tagEnd = 0
    private var isRecord = false

    /** Where it ends. */
    var end: Int = 0
        private set

    /** What is wrong with it, so that it cannot be read. */
    var fault: Fault? = null
        private set

    /** How many bytes of it need not be looked at again. */
    val passable: Int get() = if (scan.isTooLarge) scan.scanned else at

    fun begin() {
        at = 0
        name = ""
        isRecord = envelope.parent == COLLECTION
        fault = null
    }

    /** Tells that [count] bytes at the front of the window are gone. */
    fun shift(count: Int) {
        at -= count
        tagEnd -= count
        scan.shift(count)
    }

    fun next(): Kind {
        while (true) {
            val markup = scan.next(at)
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
        val tag = TagReading(window, at, scan.end)
        name = tag.name()
        tagEnd = scan.end
        if (!tag.isEmptyElement) return null
        return ended(scan.end)
    }

    private fun startTag(): Kind? {
        val tag = TagReading(window, at, scan.end).name()
        if (tag == name) {
            fault = Fault(ProblemCode.SYNTAX_WRONG, at, "another element ${shown(name)}", "</$name>")
            end = at
            return Kind.BROKEN
        }
        if (isRecord) return null
        isRecord = tag.substringAfterLast(':') in CHILDREN || at > maxHeld
        if (isRecord) return null
        end = tagEnd
        return Kind.ELEMENT
    }

    private fun endTag(): Kind? {
        val tag = TagReading(window, at + 1, scan.end).name()
        if (tag == name) return ended(scan.end)
        // What is open around a record may have the name of a part of it, in documents that are broken anyway.
        if (!envelope.isOpen(tag) || tag.substringAfterLast(':') in PARTS) return null
        fault = Fault(ProblemCode.SYNTAX_WRONG, at, shown("</$tag>"), "</$name>")
        end = at
        return Kind.BROKEN
    }

    /** Ends the element; one in which nothing is, outside of a collection, may be anything. */
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
        if (name.isNotEmpty()) return null
        if (fault == null) {
            val front = window.position
            val found = shown(window.buffer, front + at, front + scan.end)
            fault = Fault(ProblemCode.SYNTAX_WRONG, at, found, "a whole tag")
        }
        end = scan.end
        return Kind.BROKEN
    }

    private companion object {
        const val COLLECTION = "collection"
        val CHILDREN = setOf("leader", "controlfield", "datafield")
        val PARTS = CHILDREN + "subfield"
    }
}
