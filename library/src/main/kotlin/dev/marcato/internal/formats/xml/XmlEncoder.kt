// SPDX-License-Identifier: Apache-2.0
// Hot: runs for every record that is written as XML. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.xml

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.writing.FormatSigns
import dev.marcato.internal.writing.TextEncoder
import dev.marcato.internal.writing.Unwritable
import java.nio.ByteBuffer

/**
 * Writes MARCXML in UTF-8. The result is well-formed, whatever the record holds, and is read back as the same record,
 * most often by [PlainXmlParser].
 */
internal class XmlEncoder(options: WriteOptions, isCollection: Boolean) : TextEncoder(options, XmlSigns) {
    private val tags = XmlTags(options, isCollection)

    override val prologue: ByteArray get() = tags.prologue

    override val epilogue: ByteArray get() = tags.epilogue

    override fun write(record: Record, block: ByteBlock): MarcProblem? = Writing(record, block).run {
        record()
        refusal
    }

    private inner class Writing(private val record: Record, private val block: ByteBlock) {
        private val table = record.table
        private val bytes = record.bytes
        private val source: ByteBuffer = littleEndian(bytes)

        // Where the next byte goes in the block, which always has room for the next step.
        private var to = ByteArray(0)
        private var at = 0

        /** Why the record can't be written; part of it may be written then. */
        var refusal: MarcProblem? = null
            private set

        fun record() {
            if (!record.isAscii && findNoncharacter()) return
            makeRoom(tags.longest)
            put(tags.recordStart)
            put(tags.leaderStart)
            finish()
            val _ = value(0, LEADER_LENGTH, NONE)
            makeRoom(tags.longest)
            put(tags.leaderEnd)
            finish()
            for (index in 0 until table.size) {
                val end = (if (index + 1 < table.size) table.start(index + 1) else bytes.size - 1) - 1
                if (Tags.isControl(table.tag(index))) controlField(index, end) else dataField(index, end)
                if (refusal != null) return
            }
            makeRoom(tags.longest)
            put(tags.recordEnd)
            finish()
        }

        private fun controlField(index: Int, end: Int) {
            makeRoom(tags.longest)
            put(tags.controlFieldStart)
            tag(index)
            put(tags.endOfCode)
            finish()
            val delimiter = value(table.start(index), end, index)
            if (delimiter < end) refusal = Unwritable(record).delimiterInside(index, delimiter)
            makeRoom(tags.longest)
            put(tags.controlFieldEnd)
            finish()
        }

        private fun dataField(index: Int, end: Int) {
            val start = table.start(index)
            makeRoom(tags.longest)
            put(tags.dataFieldStart)
            tag(index)
            put(tags.indicator1)
            attribute(bytes[start])
            put(tags.indicator2)
            attribute(bytes[start + 1])
            put(tags.endOfAttributes)
            finish()
            var next = start + INDICATOR_COUNT
            while (next < end) {
                if (bytes[next + 1] !in 0x21..0x7E) {
                    refusal = Unwritable(record).oddCode(index, next + 1)
                    return
                }
                makeRoom(tags.longest)
                put(tags.subfieldStart)
                attribute(bytes[next + 1])
                put(tags.endOfCode)
                finish()
                next = value(next + 2, end, index)
                makeRoom(tags.longest)
                put(tags.subfieldEnd)
                finish()
            }
            makeRoom(tags.longest)
            put(tags.dataFieldEnd)
            finish()
        }

        /** Writes the value that begins at [from], and returns where it ends: at a delimiter, or at [end]. */
        private fun value(from: Int, end: Int, field: Int): Int {
            var index = from
            while (true) {
                val stop = nextMarkup(source, index, end)
                makeRoom(stop - index + LONGEST_REFERENCE)
                System.arraycopy(bytes, index, to, at, stop - index)
                at += stop - index
                if (stop == end || bytes[stop] == SUBFIELD_DELIMITER) {
                    finish()
                    return stop
                }
                escape(bytes[stop], stop, field)
                finish()
                index = stop + 1
            }
        }

        private fun escape(byte: Byte, place: Int, field: Int) {
            when (byte) {
                LESS -> put(LESS_REFERENCE)

                GREATER -> put(GREATER_REFERENCE)

                AMPERSAND -> put(AMPERSAND_REFERENCE)

                // Otherwise it would be read as a line feed.
                CARRIAGE_RETURN -> put(CARRIAGE_RETURN_REFERENCE)

                LINE_FEED, TAB -> to[at++] = byte

                else -> illegal(field, place)
            }
        }

        private fun attribute(byte: Byte) {
            when (byte) {
                LESS -> put(LESS_REFERENCE)
                GREATER -> put(GREATER_REFERENCE)
                AMPERSAND -> put(AMPERSAND_REFERENCE)
                QUOTE -> put(QUOTE_REFERENCE)
                else -> to[at++] = byte
            }
        }

        private fun tag(index: Int) {
            val tag = table.tag(index)
            attribute((tag ushr 16).toByte())
            attribute((tag ushr 8).toByte())
            attribute(tag.toByte())
        }

        private fun makeRoom(count: Int) {
            at = block.extend(count)
            to = block.bytes
        }

        private fun put(piece: ByteArray) {
            System.arraycopy(piece, 0, to, at, piece.size)
            at += piece.size
        }

        private fun finish() {
            block.cutOff(at)
        }

        private fun illegal(field: Int, place: Int) {
            if (refusal != null) return
            val found = if (bytes[place] < 0) "U+FFFE or U+FFFF" else shown(bytes[place].toInt().toChar())
            refusal = Unwritable(record).notCarried(field, place, found, XmlSigns.expectedInText)
        }

        private fun findNoncharacter(): Boolean {
            val place = noncharacter(bytes, 0)
            if (place < 0) return false
            illegal((table.size - 1 downTo 0).first { table.start(it) <= place }, place)
            return true
        }
    }

    private companion object {
        const val NONE = -1

        // The length of the longest reference.
        const val LONGEST_REFERENCE = 6
        val LESS_REFERENCE = "&lt;".toByteArray()
        val GREATER_REFERENCE = "&gt;".toByteArray()
        val AMPERSAND_REFERENCE = "&amp;".toByteArray()
        val QUOTE_REFERENCE = "&quot;".toByteArray()
        val CARRIAGE_RETURN_REFERENCE = "&#13;".toByteArray()
    }
}

/** XML can carry no controls except tabs and line ends, and neither U+FFFE nor U+FFFF. */
private object XmlSigns : FormatSigns() {
    override val codeOfNotTaken: ProblemCode get() = ProblemCode.CHARACTER_NOT_CARRIED

    override val expectedInText: String get() = "a character that XML allows"

    override fun notTaken(text: CharSequence, from: Int): Int = (from until text.length).firstOrNull { index ->
        val character = text[index]
        if (character < ' ') character != '\t' && character != '\n' && character != '\r' else character >= '\uFFFE'
    } ?: -1
}
