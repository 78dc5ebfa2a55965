// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.internal.bytes.firstByteNotText
import dev.marcato.internal.reading.TextRules
import dev.marcato.internal.record.FieldTable
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.dataStart
import dev.marcato.internal.record.littleEndian
import dev.marcato.internal.text.TextCodec
import dev.marcato.internal.text.TextProblems
import dev.marcato.internal.text.valuesOf
import java.nio.ByteBuffer

private const val GENERAL_DATA = 0x313030 // 100

/** Makes records of plain frames whose text may be in a character set other than ASCII or UTF-8. */
internal class CodedRecords(options: ReadOptions, private val rules: TextRules) {
    private val checksText = options.textCheck != TextCheck.NONE

    private var hasUndecodable = false
    private val problems = TextProblems { _, _, _ -> hasUndecodable = true }

    /**
     * Returns the record with these [bytes] and this [table], whose ASCII flags it updates; null if the text has a
     * problem.
     */
    fun recordOf(bytes: ByteArray, table: LongArray, coding: Char, dataStart: Int): Record? {
        val fields = FieldTable(table)
        val choice = rules.choose(coding, bytes, dataStart, bytes.size) { declaration(bytes, fields) }
        if (choice.hasProblem) return null
        val buffer = littleEndian(bytes)
        if (choice.isUtf8 && checksText && firstByteNotText(buffer, dataStart, bytes.size) >= 0) return null
        val codec = choice.codec
        hasUndecodable = false
        var isPlain = true
        for (index in table.indices) {
            val from = fields.start(index)
            val to = endOf(bytes, fields, index)
            val isAscii = codec?.isPlain(bytes, from, to) ?: isAscii(bytes, from, to)
            if (!isAscii && codec != null && checksText) check(codec, buffer, fields.tag(index), from, to)
            isPlain = isPlain && isAscii
            table[index] = FieldTable.entry(fields.tag(index), from, isAscii)
        }
        if (hasUndecodable) return null
        return Record.of(bytes, fields, null, emptyList(), if (isPlain) null else codec)
    }

    private fun check(codec: TextCodec, buffer: ByteBuffer, tag: Int, from: Int, to: Int) {
        codec.check(buffer.array(), valuesOf(buffer, from, to, Tags.isControl(tag)), problems)
    }

    private fun declaration(bytes: ByteArray, fields: FieldTable): String? {
        val index = fields.indexOf(GENERAL_DATA)
        if (index < 0) return null
        return TextRules.declarationIn(bytes, fields.start(index), endOf(bytes, fields, index))
    }

    private fun endOf(bytes: ByteArray, fields: FieldTable, index: Int): Int =
        (if (index + 1 < fields.size) fields.start(index + 1) else bytes.size - 1) - 1

    private fun isAscii(bytes: ByteArray, from: Int, to: Int): Boolean {
        for (index in from until to) if (bytes[index] < 0) return false
        return true
    }
}
