// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.TextNotes
import dev.marcato.internal.reading.TextRecord
import java.io.IOException
import java.io.Reader
import java.io.StringReader
import java.nio.ByteBuffer
import java.nio.charset.Charset
import javax.xml.parsers.ParserConfigurationException
import javax.xml.parsers.SAXParserFactory
import org.xml.sax.InputSource
import org.xml.sax.SAXException
import org.xml.sax.SAXParseException
import org.xml.sax.XMLReader

/**
 * Parses a record with the platform's parser, whatever it holds: text in any encoding, and all of XML except document
 * types. Notes a problem for everything that deviates from MARCXML.
 *
 * The parser sees only the record, so it can't reach a document type, one of its entities, or anything outside.
 */
internal class PlatformXmlParser(
    private val parts: TextRecord,
    private val notes: TextNotes,
    private val maxValue: Int,
) {
    private var parser: XMLReader? = null
    private var uses = 0

    /** A reader that remembers whether the parser has met its end. */
    private class EndWatchingReader(text: String) : Reader() {
        private val characters = StringReader(text)

        var isOver = false
            private set

        override fun read(target: CharArray, offset: Int, length: Int): Int =
            characters.read(target, offset, length).also { if (it < 0) isOver = true }

        override fun close(): Unit = Unit
    }

    /**
     * Parses the record between position and limit of [bytes]; returns null, or why it isn't one, with an offset in
     * these bytes.
     */
    fun read(bytes: ByteBuffer, charset: Charset, maxDepth: Int): Fault? {
        val decoded = begin(bytes, charset)
        return parse(bytes, decoded, maxDepth, StringReader(decoded.text)).also {
            if (it == null) parts.end(bytes.remaining())
        }
    }

    /** Parses the beginning of a record like [read]; returns a fault only if the parser found it before the end. */
    fun readBeginning(bytes: ByteBuffer, charset: Charset, maxDepth: Int): Fault? {
        val decoded = begin(bytes, charset)
        val characters = EndWatchingReader(decoded.text)
        // A parser that has met the end may only be missing the rest.
        return parse(bytes, decoded, maxDepth, characters).takeUnless { characters.isOver }
    }

    private fun begin(bytes: ByteBuffer, charset: Charset): DecodedText {
        parts.begin()
        return DecodedText(bytes, charset).also { it.note(notes) }
    }

    private fun parse(bytes: ByteBuffer, decoded: DecodedText, maxDepth: Int, characters: Reader): Fault? {
        val handler = RecordHandler(parts, decoded, maxDepth, maxValue)
        val reader = parser()
        reader.contentHandler = handler
        reader.errorHandler = handler
        reader.entityResolver = handler
        return try {
            reader.parse(InputSource(characters))
            null
        } catch (e: FaultException) {
            e.fault
        } catch (e: SAXParseException) {
            val at = decoded.offsetAt(e.lineNumber, e.columnNumber)
            illFormed(bytes, minOf(at, bytes.remaining()), e)
        } catch (e: SAXException) {
            illFormed(bytes, 0, e)
        } catch (e: IOException) {
            // Some parsers throw this for invalid characters.
            illFormed(bytes, 0, e)
        }
    }

    private fun illFormed(bytes: ByteBuffer, at: Int, e: Exception): Fault {
        val from = bytes.position() + maxOf(0, at - SHOWN)
        val found = dev.marcato.internal.bytes.shown(bytes, from, maxOf(from, bytes.position() + at))
        return Fault(ProblemCode.SYNTAX_WRONG, at, found, "well-formed XML: ${e.message}")
    }

    /** Returns a parser. Replaces it after [USES] records, because it keeps all the names that it has seen. */
    private fun parser(): XMLReader {
        uses++
        val kept = parser
        if (kept != null && uses % USES != 0) return kept
        return newParser().also { parser = it }
    }

    private fun newParser(): XMLReader {
        val factory = SAXParserFactory.newInstance()
        factory.isNamespaceAware = false
        factory.isValidating = false
        for ((feature, value) in FEATURES) {
            try {
                factory.setFeature(feature, value)
            } catch (e: ParserConfigurationException) {
                // Not every platform knows it; a record alone can't use what it forbids.
                continue
            } catch (e: SAXException) {
                continue
            }
        }
        return factory.newSAXParser().xmlReader
    }

    private companion object {
        const val SHOWN = 40
        const val USES = 1000
        val FEATURES = listOf(
            "http://apache.org/xml/features/disallow-doctype-decl" to true,
            "http://xml.org/sax/features/external-general-entities" to false,
            "http://xml.org/sax/features/external-parameter-entities" to false,
            "http://xml.org/sax/features/string-interning" to true,
        )
    }
}
