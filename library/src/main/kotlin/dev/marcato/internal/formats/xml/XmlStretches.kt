// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.xml

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.XmlParser
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.EarlyLooks
import dev.marcato.internal.reading.FIRST_LOOK
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.Step
import dev.marcato.internal.reading.TextStretches
import dev.marcato.internal.reading.UNSURE_END
import java.nio.Buffer
import java.nio.ByteBuffer

/**
 * Cuts MARCXML into stretches: the records, and the envelope around them.
 *
 * A record is an element `record`, with any prefix, that is in MARCXML's namespace, begins with the parts of a MARC
 * record, or stands in a `collection`; OAI-PMH and SRU have elements of that name, too. It ends with its end tag. If
 * that is missing, it is damage that ends where another record begins or the element around it ends.
 *
 * A plain record is parsed at once. For other records, the end is found first; then the platform's parser reads them.
 *
 * @param where what the bytes were before; they are UTF-8 whatever a declaration says, unless it is in the bytes
 */
internal class XmlStretches(
    window: ByteWindow,
    options: ReadOptions,
    where: Declared = Declared.IN_BYTES,
) : TextStretches(window, options) {
    private enum class State { START, ENVELOPE, RECORD }

    private val longest = maxOf(options.limits.valueBytes, PlainXmlParser.LONGEST_PIECE)
    private val scan = MarkupScan(window, longest, if (isStrict) maxOf(longest, FIRST_LOOK) else Int.MAX_VALUE)
    private val envelope = Envelope(window, options.limits.depth)
    private val recordElement = RecordElementScan(window, scan, envelope, maxHeld, isStrict)
    private val plain = PlainXmlParser(assembler, options.limits.valueBytes)
    private val platform = PlatformXmlParser(parts, notes, options.limits.valueBytes)
    private val declared = DocumentStart(window, scan, where)
    private var state = State.START

    // How much of the envelope, from the front of the window, was checked and is well-formed.
    private var filled = 0

    // What is wrong with the piece after the filler, and where that piece ends.
    private var fault: Fault? = null
    private var faultEnd = 0

    // When strict reading checks the beginning of a piece, and the beginning of the piece that it checked last.
    private val pieceLooks = EarlyLooks(Int.MAX_VALUE / 2)
    private var lookedAt = -1L

    // Whether the piece is too large and bytes of it were dropped.
    private var isTooLarge = false

    // The record's prefix, or [NOT_PLAIN], and how much of the record was there when it was first parsed.
    private var prefixLength = NOT_PLAIN
    private var seen = 0

    override var xmlParser: XmlParser? = null
        private set

    override fun advance(): Step = when (state) {
        State.START -> start()
        State.ENVELOPE -> envelope()
        State.RECORD -> record()
    }

    private fun start(): Step {
        val end = declared.end() ?: return Step.MORE
        if (declared.isDeclared) envelope.declaration()
        envelope.isUtf8 = declared.charset == Charsets.UTF_8
        state = State.ENVELOPE
        declared.fault?.let { return damaged(end, it) }
        filled = end
        return envelope()
    }

    private fun envelope(): Step {
        fault?.let { return damaged(faultEnd, it) }
        while (true) {
            // A piece that is too large continues, whatever follows.
            if (!isTooLarge) skipSpace()
            val prefix = if (isTooLarge) NOT_PLAIN else recordPrefix()
            val markup = if (prefix == NOT_PLAIN) scan.next(filled) else Markup.START_TAG
            if (markup == Markup.MORE) return waitInEnvelope()
            if (markup == Markup.NOTHING) return atEnd()
            if (markup == Markup.START_TAG && (prefix != NOT_PLAIN || isRecordTag())) {
                return if (filled > 0 || isLettingGo) filled() else begin(prefix)
            }
            earlyInPiece(scan.end)?.let { return it }
            val wrong = faultOf(markup)
            if (wrong != null) return faulty(wrong, scan.end)
            filled = scan.end
        }
    }

    /** Ends the stretch with a faulty piece that ends at [end]; the filler before it comes first. */
    private fun faulty(wrong: Fault, end: Int): Step {
        fault = wrong
        faultEnd = end
        val isAfterFiller = filled > 0 || (isLettingGo && !isTooLarge)
        return if (isAfterFiller) filled() else damaged(faultEnd, wrong)
    }

    /** In strict reading, ends the stretch if the piece, known up to [end], is faulty. */
    private fun earlyInPiece(end: Int): Step? {
        if (!isStrict || end - filled < FIRST_LOOK) return null
        val begin = window.offset + filled
        if (begin != lookedAt) pieceLooks.restart()
        lookedAt = begin
        while (true) {
            val size = pieceLooks.next(end - filled)
            if (size == 0) return null
            val to = filled + size
            val wrong = faultOfPiece(scan.begun ?: return null, to)
            if (wrong != null && wrong.at <= to - UNSURE_END) return faulty(wrong, to)
        }
    }

    /** Returns what is wrong with the bytes of a piece up to [to], whatever follows them. */
    private fun faultOfPiece(begun: Markup, to: Int): Fault? = when (begun) {
        Markup.TEXT -> envelope.text(filled, to)

        Markup.START_TAG -> {
            val tag = TagParser(window, filled, to)
            val _ = tag.name()
            tag.attributes().takeIf { tag.isSettled }
        }

        Markup.END_TAG -> null

        else -> envelope.other(begun, filled, to)
    }

    private fun waitInEnvelope(): Step {
        earlyInPiece(scan.scanned)?.let { return it }
        if (!scan.isTooLarge) {
            if (filled > 0) {
                passFiller(filled)
                forget(filled)
            }
            return Step.MORE
        }
        if (filled > 0 || (isLettingGo && !isTooLarge)) return filled()
        if (isTooLarge || window.available > maxHeld) {
            val count = scan.scanned
            val wrong = checkNotNull(envelope.other(Markup.TOO_LARGE, maxOf(0, filled), count))
            if (isStrict) return damaged(count, wrong)
            isTooLarge = true
            letGo(count, wrong.code, wrong.at, wrong.found, wrong.expected)
            scan.shift(count)
            // The beginning of the piece.
            filled -= count
        }
        return Step.MORE
    }

    private fun filled(): Step {
        val count = filled
        forget(count)
        return filler(count)
    }

    private fun damaged(size: Int, wrong: Fault): Step {
        val step = damaged(size, wrong.code, wrong.at, wrong.found, wrong.expected)
        fault = null
        isTooLarge = false
        forget(size)
        return step
    }

    /** Adjusts the offsets after [count] bytes were consumed. */
    private fun forget(count: Int) {
        filled = 0
        faultEnd -= count
        fault = fault?.movedBy(-count)
        scan.shift(count)
    }

    private fun atEnd(): Step {
        if (filled > 0 || isLettingGo) return filled()
        val wrong = envelope.end() ?: return Step.END
        return damaged(0, wrong)
    }

    private fun faultOf(markup: Markup): Fault? = when (markup) {
        Markup.TEXT -> envelope.text(filled, scan.end)
        Markup.START_TAG -> envelope.startTag(filled, scan.end)
        Markup.END_TAG -> envelope.endTag(filled, scan.end)
        else -> envelope.other(markup, maxOf(0, filled), scan.end)
    }

    private fun skipSpace() {
        val buffer = window.buffer
        var index = window.position + filled
        while (index < window.limit && isSpace(buffer.get(index))) index++
        filled = index - window.position
    }

    /**
     * Returns the length of the prefix, colon included, if the tag of an element `record` begins here; [NOT_PLAIN] if
     * there is no such tag, if more bytes are needed, or if the prefix isn't ASCII.
     */
    private fun recordPrefix(): Int {
        val buffer = window.buffer
        val start = window.position + filled + 1
        val limit = minOf(window.limit, start + LONGEST_NAME)
        if (start >= limit || buffer.get(start - 1) != LESS || !isNameStart(buffer.get(start))) return NOT_PLAIN
        var index = start
        var name = start
        while (index < limit && buffer.get(index) >= 0 && isNamePart(buffer.get(index))) {
            if (buffer.get(index) == COLON) name = index + 1
            index++
        }
        if (index >= limit || index - name != RECORD.length) return NOT_PLAIN
        for (offset in RECORD.indices) if (buffer.get(name + offset) != RECORD[offset].code.toByte()) return NOT_PLAIN
        return if (buffer.get(index) == GREATER || isSpace(buffer.get(index))) name - start else NOT_PLAIN
    }

    private fun isRecordTag(): Boolean = localName(TagParser(window, filled, scan.end).name()) == RECORD

    private fun begin(prefix: Int): Step {
        prefixLength = prefix
        if (isPlain(window.available)) return plainRecord()
        recordElement.begin()
        state = State.RECORD
        return record()
    }

    /** Whether a plain record begins here and ends within the next [available] bytes. */
    private fun isPlain(available: Int): Boolean {
        seen = available
        val isTried = prefixLength != NOT_PLAIN && options.xmlParser != XmlParser.PLATFORM && !envelope.isOver &&
            envelope.depth + RECORD_DEPTH <= options.limits.depth
        if (!isTried) return false
        val from = window.position
        val limit = from + minOf(available, maxRecord)
        return plain.read(window.buffer, from, limit, prefixLength, envelope.isUtf8)
    }

    private fun plainRecord(): Step = recorded(plain.end - window.position, XmlParser.OWN)

    private fun record(): Step {
        val kind = recordElement.next()
        if (kind == RecordElementScan.Kind.MORE) {
            early(recordElement.known)?.let { return it }
            if (window.available > maxHeld || isLettingGo) {
                val count = recordElement.passable
                val wrong = tooLarge()
                if (isStrict) return damaged(count, wrong)
                letGo(count, wrong.code, wrong.at, wrong.found, wrong.expected)
                recordElement.shift(count)
            }
            return Step.MORE
        }
        state = State.ENVELOPE
        val end = recordElement.end
        if (kind != RecordElementScan.Kind.ELEMENT) early(end)?.let { return it }
        val wrong = recordElement.fault
        return when {
            kind == RecordElementScan.Kind.ELEMENT -> element(end)

            // If what follows cut it off, that had to be held, too.
            isLettingGo || scan.end > maxHeld -> tooLarge(end)

            kind == RecordElementScan.Kind.RECORD && end > maxRecord -> tooLarge(end)

            wrong != null -> broken(end, wrong)

            end > seen && isPlain(end) -> plainRecord()

            else -> byPlatform(end)
        }
    }

    private fun broken(end: Int, wrong: Fault): Step {
        envelope.record()
        if (wrong.code == ProblemCode.RECORD_CUT_OFF) envelope.forget()
        return damaged(end, wrong)
    }

    /** Takes an element `record` that isn't MARC's as part of the envelope. */
    private fun element(tagEnd: Int): Step {
        val wrong = envelope.startTag(0, tagEnd)
        if (wrong != null) return damaged(tagEnd, wrong)
        filled = tagEnd
        return envelope()
    }

    private fun byPlatform(end: Int): Step {
        if (options.xmlParser == XmlParser.OWN) return broken(end, notPlain())
        val wrong = platform.read(first(end), declared.charset, options.limits.depth - envelope.depth)
        if (wrong != null) return broken(end, wrong)
        if (envelope.isOver) {
            notes.add(ProblemCode.SYNTAX_WRONG, 0, "a second root element", "the end of the document")
        }
        return recorded(end, XmlParser.PLATFORM)
    }

    override fun faultOfBeginning(size: Int): Fault? = if (size > maxRecord) {
        tooLarge()
    } else {
        platform.readBeginning(first(size), declared.charset, options.limits.depth - envelope.depth)
    }

    private fun first(size: Int): ByteBuffer {
        val bytes = window.buffer.duplicate()
        // Cast to Buffer, because ByteBuffer returns another type from Java 9 on.
        (bytes as Buffer).position(window.position)
        (bytes as Buffer).limit(window.position + size)
        return bytes
    }

    private fun recorded(size: Int, parser: XmlParser): Step {
        envelope.record()
        xmlParser = parser
        val step = recorded(size)
        forget(size)
        return step
    }

    private fun tooLarge(end: Int): Step {
        envelope.unreadRecord()
        return damaged(end, tooLarge())
    }

    private fun tooLarge(): Fault =
        Fault(ProblemCode.RECORD_TOO_LARGE, 0, "more than $maxRecord bytes", "$maxRecord bytes at most")

    private fun notPlain(): Fault =
        Fault(ProblemCode.SYNTAX_WRONG, 0, "a record that isn't plain MARCXML", "plain MARCXML, as the options require")

    private companion object {
        const val RECORD = MarcElements.RECORD
        const val NOT_PLAIN = -1
        const val LONGEST_NAME = 64

        // The record, its field, and the subfield.
        const val RECORD_DEPTH = 3
    }
}
