// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import java.io.BufferedInputStream
import java.io.ByteArrayOutputStream
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException

/**
 * A row of a table.
 *
 * @property number its number, from 1, without the row of column names
 * @property line the line in the file where it begins, from 1
 */
internal class TableRow(val number: Long, val line: Long, val cells: List<String>)

/**
 * Reads the rows of a table in UTF-8 with a row of column names: CSV (RFC 4180, separated by commas or what else
 * [delimiter] says), or TSV if that is a tab. A cell of TSV is in quotation marks only if they end where the cell does:
 * `marcato select` and others write TSV without any.
 *
 * @property name the name of the file, for messages
 */
internal class TableRows(private val name: String, stream: InputStream, delimiter: Char?) {
    private val input = BufferedInputStream(stream, BUFFER)
    private val separator: Int
    private val cell = ByteArrayOutputStream()
    private var next: Int
    private var line = 1L
    private var rows = -1L

    /** The names of the columns. */
    val columns: List<String>

    init {
        skipMark()
        separator = (delimiter ?: likelyDelimiter()).code
        next = input.read()
        val head =
            row() ?: throw Failure(ExitCode.FAILED, "$name: it is empty", "the first row has the names of columns")
        columns = head.cells.map(String::trim)
        val twice = columns.firstOrNull { it.isNotEmpty() && columns.indexOf(it) != columns.lastIndexOf(it) }
        if (twice != null) throw Failure(ExitCode.FAILED, "$name: two columns are called \"$twice\"")
    }

    /** The next row, which has as many cells as there are columns; null if there is none. */
    fun next(): TableRow? {
        val row = row() ?: return null
        if (row.cells.size < columns.size) {
            throw wrong(
                row.number,
                row.cells.size,
                "there are ${row.cells.size} cells for ${columns.size} columns",
                row.line,
            )
        }
        // Spreadsheets write separators for columns that were once used.
        if (row.cells.drop(columns.size).any { it.isNotEmpty() }) {
            throw wrong(
                row.number,
                columns.size,
                "there are ${row.cells.size} cells for ${columns.size} columns",
                row.line,
            )
        }
        return if (row.cells.size == columns.size) row else TableRow(row.number, row.line, row.cells.take(columns.size))
    }

    private fun row(): TableRow? {
        while (next == LINE_FEED || next == RETURN) take()
        if (next < 0) return null
        val start = line
        val number = rows + 1
        val cells = ArrayList<String>()
        while (true) {
            cells += if (separator == TAB) plainCell(number, cells.size) else cell(number, cells.size)
            if (next != separator) break
            take()
        }
        rows = number
        return TableRow(number, start, cells)
    }

    private fun cell(row: Long, column: Int): String {
        if (next != QUOTE) return plain(row, column)
        val start = line
        take()
        while (true) {
            if (next < 0) throw wrong(row, column, "a quotation mark is missing", start)
            val byte = take()
            if (byte == QUOTE) {
                if (next != QUOTE) break
                take()
            }
            cell.write(byte)
        }
        if (!isEndOfCell()) throw wrong(row, column, "a quotation mark in a cell has to be doubled", line)
        return text(row, column)
    }

    private fun plain(row: Long, column: Int): String {
        while (!isEndOfCell()) cell.write(take())
        return text(row, column)
    }

    private fun plainCell(row: Long, column: Int): String {
        val text = plain(row, column)
        if (text.length < 2 || text.first() != '"' || text.last() != '"') return text
        val inner = text.substring(1, text.length - 1)
        return if ('"' in inner.replace("\"\"", "")) text else inner.replace("\"\"", "\"")
    }

    private fun isEndOfCell() = next < 0 || next == separator || next == LINE_FEED || next == RETURN

    private fun text(row: Long, column: Int): String {
        val bytes = cell.toByteArray()
        cell.reset()
        return try {
            "${Charsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes))}"
        } catch (_: CharacterCodingException) {
            throw wrong(row, column, "that isn't text in UTF-8", line)
        }
    }

    private fun take(): Int {
        val byte = next
        next = input.read()
        if (byte == LINE_FEED || (byte == RETURN && next != LINE_FEED)) line++
        return byte
    }

    private fun wrong(row: Long, column: Int, reason: String, line: Long): Failure {
        val title = if (row == 0L) null else columns.getOrNull(column)
        val place =
            (if (row == 0L) "names of columns" else "row $row") +
                (title?.let { ", column \"$it\"" } ?: ", cell ${column + 1}")
        return Failure(ExitCode.FAILED, "$name: $place (line $line): $reason")
    }

    private fun skipMark() {
        input.mark(MARK.size)
        val head = input.readNBytes(MARK.size)
        if (head.contentEquals(MARK)) return
        input.reset()
        if (head.size >= 2 && (head[0] to head[1]) in UTF_16) {
            throw Failure(ExitCode.FAILED, "$name: it is in UTF-16", "save it as CSV in UTF-8")
        }
    }

    /** The separator that the first line has most often outside of quotation marks. */
    private fun likelyDelimiter(): Char {
        input.mark(LONGEST_HEAD)
        val counts = IntArray(LIKELY.length)
        var isQuoted = false
        for (ignored in 0 until LONGEST_HEAD) {
            val byte = input.read()
            if (byte < 0 || (byte == LINE_FEED && !isQuoted)) break
            if (byte == QUOTE) isQuoted = !isQuoted
            val index = LIKELY.indexOf(byte.toChar())
            if (index >= 0 && !isQuoted) counts[index]++
        }
        input.reset()
        return LIKELY[counts.indices.maxByOrNull { counts[it] } ?: 0]
    }

    private companion object {
        const val BUFFER = 1 shl 16
        const val LONGEST_HEAD = 1 shl 15
        const val LIKELY = ",;\t"
        const val QUOTE = '"'.code
        const val TAB = '\t'.code
        const val LINE_FEED = '\n'.code
        const val RETURN = '\r'.code
        val MARK = byteArrayOf(0xEF.toByte(), 0xBB.toByte(), 0xBF.toByte())
        val UTF_16 = setOf(0xFF.toByte() to 0xFE.toByte(), 0xFE.toByte() to 0xFF.toByte())
    }
}
