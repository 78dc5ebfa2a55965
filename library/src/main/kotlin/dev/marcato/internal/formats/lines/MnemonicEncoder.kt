// SPDX-License-Identifier: Apache-2.0
// Hot: runs for every record that is written. FormatBenchmark holds its speed.
package dev.marcato.internal.formats.lines

import dev.marcato.CharacterCoding
import dev.marcato.MarcProblem
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.INDICATOR_COUNT
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.SUBFIELD_DELIMITER
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.lengthOf
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.writing.FormatSigns
import dev.marcato.internal.writing.RecordConversion
import dev.marcato.internal.writing.TextEncoder
import dev.marcato.internal.writing.Unwritable
import dev.marcato.internal.writing.spellsMarc8
import java.nio.ByteBuffer

/**
 * Writes mnemonic text in UTF-8: a line for each field, a blank line after each record. Characters with a meaning in
 * the format become mnemonics: `{dollar}`, `{lcub}`, `{rcub}`, `{bsol}`, and `{0A}` for a line feed and the like.
 *
 * If [WriteOptions.convertTo] asks for MARC-8, the file is ASCII, and all other bytes are mnemonics, as in `{acute}e`.
 */
internal class MnemonicEncoder(options: WriteOptions) : TextEncoder(options, MnemonicSigns) {
    private val isMarc8 = options.convertTo?.coding == CharacterCoding.MARC_8

    override val conversion: RecordConversion =
        if (isMarc8) RecordConversion(options.convertTo, isByValue = true) else super.conversion

    override fun isReady(record: Record): Boolean = !isMarc8 && super.isReady(record)

    override fun write(record: Record, block: ByteBlock): MarcProblem? {
        val bytes = littleEndian(record.bytes)
        val table = record.table
        block.append(LEADER)
        val start = block.extend(LEADER_LENGTH + 1)
        System.arraycopy(record.bytes, 0, block.bytes, start, LEADER_LENGTH)
        for (position in 0 until LEADER_LENGTH) {
            if (record.bytes[position] != BACKSLASH) continue
            val expected = "no backslash in a leader, where it means a blank"
            return Unwritable(record).notExpressible(null, position, "a backslash", expected)
        }
        val coding = codingOf(record)
        if (coding != record.codingCode) block.bytes[start + CODING] = coding.code.toByte()
        block.bytes[start + LEADER_LENGTH] = LINE_FEED
        for (index in 0 until table.size) {
            val from = table.start(index)
            val to = from + lengthOf(record, index) - 1
            val tag = table.tag(index)
            if (tag == LEADER_TAG || tag == OLD_LEADER_TAG) {
                return Unwritable(
                    record,
                ).notExpressible(index, from, "a field ${Tags.text(tag)}", "a tag other than LDR and 000")
            }
            appendTag(tag, block)
            if (Tags.isControl(tag)) {
                val end = appendControlText(bytes, from, to, block)
                if (end < to) return Unwritable(record).delimiterInside(index, end)
            } else if (isMarc8 || !appendPlainField(bytes, from, to, block)) {
                appendDataField(bytes, from, to, block, record, index)?.let { return it }
            }
            put(block, LINE_FEED)
        }
        put(block, LINE_FEED)
        return null
    }

    /** ASCII that spells MARC-8 is read as MARC-8, unless the leader declares UTF-8. */
    private fun codingOf(record: Record): Char = when {
        isMarc8 -> ' '
        record.codingCode != 'a' && spellsMarc8(record) -> 'a'
        else -> record.codingCode
    }

    private fun appendTag(tag: Int, block: ByteBlock) {
        val start = block.extend(LEADER_START)
        val to = block.bytes
        to[start] = '='.code.toByte()
        to[start + 1] = (tag ushr 16).toByte()
        to[start + 2] = (tag ushr 8).toByte()
        to[start + 3] = tag.toByte()
        to[start + 4] = BLANK
        to[start + 5] = BLANK
    }

    /**
     * Appends a field whose length doesn't change: only delimiters and blank indicators are replaced. If anything else
     * has to be replaced or refused, appends nothing and returns false.
     */
    private fun appendPlainField(bytes: ByteBuffer, from: Int, to: Int, block: ByteBlock): Boolean {
        val start = block.extend(to - from)
        val text = block.bytes
        System.arraycopy(bytes.array(), from, text, start, to - from)
        var isPlain = isPlainIndicator(bytes.get(from)) && isPlainIndicator(bytes.get(from + 1))
        if (bytes.get(from) == BLANK) text[start] = BACKSLASH
        if (bytes.get(from + 1) == BLANK) text[start + 1] = BACKSLASH
        var at = from + INDICATOR_COUNT
        while (isPlain && at < to) {
            isPlain = bytes.get(at) == SUBFIELD_DELIMITER && bytes.get(at + 1) in 0x21..0x7E
            text[start + at - from] = DOLLAR
            at = endOfPlainMnemonic(bytes, at + 2, to)
        }
        if (!isPlain) block.cutOff(start)
        return isPlain
    }

    private fun isPlainIndicator(byte: Byte): Boolean = byte != BACKSLASH && byte != DOLLAR

    private fun appendDataField(
        bytes: ByteBuffer,
        from: Int,
        to: Int,
        block: ByteBlock,
        record: Record,
        index: Int,
    ): MarcProblem? {
        val start = block.extend(INDICATOR_COUNT)
        for (position in 0 until INDICATOR_COUNT) {
            val indicator = bytes.get(from + position)
            if (!isPlainIndicator(indicator)) {
                val found = "an indicator ${indicator.toInt().toChar()}"
                return Unwritable(
                    record,
                ).notExpressible(index, from + position, found, "an indicator other than a dollar sign or a backslash")
            }
            block.bytes[start + position] = if (indicator == BLANK) BACKSLASH else indicator
        }
        var at = from + INDICATOR_COUNT
        // At the start of each turn a delimiter stands at `at`.
        while (at < to) {
            val code = bytes.get(at + 1)
            if (code !in 0x21..0x7E) return Unwritable(record).oddCode(index, at + 1)
            val mark = block.extend(2)
            block.bytes[mark] = DOLLAR
            block.bytes[mark + 1] = code
            at = appendText(bytes, at + 2, to, block)
        }
        return null
    }

    /** Like [appendText], with a backslash for each blank. */
    private fun appendControlText(bytes: ByteBuffer, from: Int, to: Int, block: ByteBlock): Int {
        for (index in from until to) {
            val byte = bytes.get(index)
            if (byte == SUBFIELD_DELIMITER) return index
            if (byte == BLANK) {
                put(block, BACKSLASH)
            } else if (isPlain(byte)) {
                put(block, byte)
            } else {
                block.append(Mnemonics.of(byte))
            }
        }
        return to
    }

    /** Appends text up to the next subfield delimiter or [to], and returns where it ends. */
    private fun appendText(bytes: ByteBuffer, from: Int, to: Int, block: ByteBlock): Int {
        var index = from
        while (true) {
            val end = if (isMarc8) endOfPlain(bytes, index, to) else endOfPlainMnemonic(bytes, index, to)
            val count = end - index
            val start = block.extend(count)
            System.arraycopy(bytes.array(), index, block.bytes, start, count)
            if (end == to) return end
            val byte = bytes.get(end)
            if (byte == SUBFIELD_DELIMITER) return end
            block.append(Mnemonics.of(byte))
            index = end + 1
        }
    }

    private fun endOfPlain(bytes: ByteBuffer, from: Int, to: Int): Int {
        var index = from
        while (index < to && isPlain(bytes.get(index))) index++
        return index
    }

    /** Whether a byte stands for itself; one beyond ASCII does so only in UTF-8. */
    private fun isPlain(byte: Byte): Boolean = isPlainMnemonic(byte) && (byte >= 0 || !isMarc8)

    private fun put(block: ByteBlock, byte: Byte) {
        val start = block.extend(1)
        block.bytes[start] = byte
    }

    private companion object {
        /** The equals sign, the tag, and two blanks. */
        const val LEADER_START = 6
        const val CODING = 9
        val LEADER = "=LDR  ".toByteArray()
    }
}

/** Mnemonic text can't carry its own signs as indicators or in a leader, nor a leader's tag as the tag of a field. */
private object MnemonicSigns : FormatSigns() {
    override fun takesInLeader(sign: Char): Boolean = super.takesInLeader(sign) && sign != '\\'

    override fun takesTag(packed: Int): Boolean =
        super.takesTag(packed) && packed != LEADER_TAG && packed != OLD_LEADER_TAG

    override fun takesIndicator(sign: Char): Boolean = super.takesIndicator(sign) && sign != '\\' && sign != '$'
}
