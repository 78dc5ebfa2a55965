// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.TextRecord
import java.io.StringReader
import org.xml.sax.Attributes
import org.xml.sax.InputSource
import org.xml.sax.Locator
import org.xml.sax.SAXException
import org.xml.sax.SAXParseException
import org.xml.sax.helpers.DefaultHandler

/** Ends the parsing because of [fault]. */
internal class FaultException(val fault: Fault) : SAXException(fault.found)

/** Receives a record from the platform's parser. */
internal class RecordHandler(
    private val parts: TextRecord,
    private val decoded: DecodedText,
    private val maxDepth: Int,
    private val maxValue: Int,
) : DefaultHandler() {
    private enum class Inside { RECORD, LEADER, CONTROL_FIELD, DATA_FIELD, SUBFIELD, NOTHING_KNOWN }

    private val path = ArrayList<Inside>()
    private var locator: Locator? = null
    private val text = StringBuilder()
    private val leader = StringBuilder()
    private var textBytes = 0L
    private var textAt = 0
    private var hasLeader = false

    override fun setDocumentLocator(locator: Locator) {
        this.locator = locator
    }

    override fun startElement(uri: String?, localName: String?, name: String, attributes: Attributes) {
        val place = place()
        val at = decoded.tagBefore(place)
        if (path.size == maxDepth) {
            throw FaultException(
                Fault(ProblemCode.NESTING_TOO_DEEP, at, "element ${shown(name)}", "$maxDepth elements at most"),
            )
        }
        stray(at)
        // An element that doesn't belong here is left out with all its content, and reported once.
        val isLeftOut = path.lastOrNull() == Inside.NOTHING_KNOWN
        val inside = kindOf(localName(name))
        path.add(inside)
        textAt = place
        when (inside) {
            Inside.CONTROL_FIELD -> parts.controlField(attributes.getValue("tag").orEmpty(), at)

            Inside.DATA_FIELD -> parts.dataField(
                attributes.getValue("tag").orEmpty(),
                attributes.getValue("ind1"),
                attributes.getValue("ind2"),
                at,
            )

            Inside.SUBFIELD -> parts.subfield(attributes.getValue("code"), at)

            Inside.NOTHING_KNOWN -> if (!isLeftOut) parts.leftOut("element ${shown(name)}", at)

            Inside.LEADER -> if (hasLeader) parts.leftOut("a second leader", at)

            Inside.RECORD -> Unit
        }
    }

    override fun characters(characters: CharArray, start: Int, length: Int) {
        val inside = path.last()
        val isValue = inside == Inside.LEADER || inside == Inside.CONTROL_FIELD || inside == Inside.SUBFIELD
        if (isValue) textBytes += utf8Length(characters, start, length)
        if (textBytes > maxValue) {
            val fault =
                Fault(ProblemCode.VALUE_TOO_LARGE, textAt, "more than $maxValue bytes", "$maxValue bytes at most")
            throw FaultException(fault)
        }
        text.append(characters, start, length)
    }

    override fun ignorableWhitespace(characters: CharArray, start: Int, length: Int) {
        characters(characters, start, length)
    }

    override fun endElement(uri: String?, localName: String?, name: String) {
        when (path.last()) {
            Inside.LEADER -> leader()
            Inside.CONTROL_FIELD, Inside.SUBFIELD -> parts.value(text, textAt)
            Inside.RECORD, Inside.DATA_FIELD -> stray(textAt)
            Inside.NOTHING_KNOWN -> Unit
        }
        path.removeAt(path.size - 1)
        forgetText()
    }

    /** Never fetches anything. */
    override fun resolveEntity(publicId: String?, systemId: String?): InputSource = InputSource(StringReader(""))

    override fun error(e: SAXParseException): Unit = throw e

    override fun fatalError(e: SAXParseException): Unit = throw e

    /** Inside a field only its own parts are known. */
    private fun kindOf(name: String): Inside = when (path.lastOrNull()) {
        null -> Inside.RECORD

        Inside.RECORD -> when (name) {
            "leader" -> Inside.LEADER
            "controlfield" -> Inside.CONTROL_FIELD
            "datafield" -> Inside.DATA_FIELD
            else -> Inside.NOTHING_KNOWN
        }

        Inside.DATA_FIELD -> if (name == "subfield") Inside.SUBFIELD else Inside.NOTHING_KNOWN

        else -> Inside.NOTHING_KNOWN
    }

    private fun leader() {
        if (!hasLeader) parts.leader(leader.append(text), textAt)
        hasLeader = true
    }

    /** Takes the text before a tag: it is part of a value, or should be white space. */
    private fun stray(at: Int) {
        when (path.lastOrNull()) {
            // The rest of the value follows the element that doesn't belong in it.
            Inside.CONTROL_FIELD, Inside.SUBFIELD -> {
                parts.value(text, textAt)
                forgetText(textBytes)
            }

            Inside.LEADER -> {
                leader.append(text)
                forgetText(textBytes)
            }

            null, Inside.NOTHING_KNOWN -> forgetText()

            Inside.RECORD, Inside.DATA_FIELD -> {
                if (!text.all { it == ' ' || it == '\n' || it == '\t' || it == '\r' }) {
                    parts.leftOut("text ${shown(text.trim())}", at)
                }
                forgetText()
            }
        }
    }

    private fun forgetText(bytes: Long = 0) {
        text.setLength(0)
        textBytes = bytes
    }

    private fun place(): Int {
        val locator = locator ?: return 0
        return decoded.offsetAt(locator.lineNumber, locator.columnNumber)
    }

    private fun utf8Length(characters: CharArray, start: Int, length: Int): Int {
        var bytes = 0
        for (index in start until start + length) {
            val code = characters[index].code
            bytes += if (code < 0x80) {
                1
            } else if (code < 0x800 || characters[index].isSurrogate()) {
                2
            } else {
                3
            }
        }
        return bytes
    }
}
