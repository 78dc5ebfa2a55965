// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

/**
 * A table as text (RFC 4180): a row a line, values between commas, semicolons or tabs, and in quotation marks if they
 * have one of these, a quotation mark (doubled) or the end of a line in them.
 */
internal class Rows private constructor(val name: String, val all: List<Row>) {
    /** @property number the number of the row, from 1 */
    class Row(val number: Int, val values: List<String>)

    companion object {
        /** @throws Sources.Failure if [text] isn't a table, with the row and the column */
        fun parse(name: String, text: String): Rows {
            val isTabbed = name.endsWith(".tsv", ignoreCase = true) || name.endsWith(".tab", ignoreCase = true)
            return Rows(name, RowParser(name, text, if (isTabbed) '\t' else separatorOf(text)).rows())
        }

        /** The first one that isn't in quotation marks. */
        private fun separatorOf(text: String): Char {
            var isQuoted = false
            for (character in text) {
                if (character == '"') isQuoted = !isQuoted
                if (!isQuoted && character in ",;\t") return character
            }
            return ','
        }
    }
}

private class RowParser(private val name: String, private val text: String, private val separator: Char) {
    private var at = 0
    private var row = 0
    private var column = 0

    fun rows(): List<Rows.Row> {
        val rows = ArrayList<Rows.Row>()
        while (at < text.length) {
            row++
            val values = values()
            if (values.size > 1 || values[0].isNotEmpty()) rows += Rows.Row(row, values)
        }
        return rows
    }

    private fun values(): List<String> {
        val values = ArrayList<String>(2)
        column = 0
        while (true) {
            column++
            values += if (at < text.length && text[at] == '"') quoted() else plain()
            if (at >= text.length) return values
            if (text[at] == separator) {
                at++
            } else {
                if (text[at] == '\r' && at + 1 < text.length && text[at + 1] == '\n') at++
                at++
                return values
            }
        }
    }

    private fun plain(): String {
        val start = at
        while (at < text.length && text[at] != separator && text[at] != '\n' && text[at] != '\r') {
            if (text[at] == '"') fail("a quotation mark inside a value is doubled, and the value is in quotation marks")
            at++
        }
        return text.substring(start, at)
    }

    private fun quoted(): String {
        val value = StringBuilder()
        at++
        while (true) {
            val end = text.indexOf('"', at)
            if (end < 0) fail("a quotation mark is missing at the end")
            value.append(text, at, end)
            at = end + 1
            if (at >= text.length || text[at] != '"') break
            value.append('"')
            at++
        }
        if (at < text.length && text[at] != separator && text[at] !in "\r\n") {
            fail("something follows the quotation mark that ends the value")
        }
        return "$value"
    }

    private fun fail(reason: String): Nothing = throw Sources.Failure("\"$name\", row $row, column $column: $reason")
}

/** What a table has for a value of its first column: values of another column, several if there are several rows. */
internal class LookUpTable private constructor(private val values: Map<String, List<String>>) {
    fun valuesFor(key: String): List<String>? = values[key]

    companion object {
        /** [column] is the name of the column, which the first row has; null for the second column. */
        fun of(rows: Rows, column: String?): LookUpTable {
            val index = if (column == null) 1 else indexOf(rows, column)
            val values = HashMap<String, ArrayList<String>>()
            for (row in if (column == null) rows.all else rows.all.drop(1)) {
                val value = row.values.getOrNull(index) ?: throw Sources.Failure(
                    "\"${rows.name}\", row ${row.number}, column ${index + 1}: there is no such column in this row",
                )
                values.getOrPut(row.values[0]) { ArrayList(1) } += value
            }
            return LookUpTable(values)
        }

        private fun indexOf(rows: Rows, column: String): Int {
            val names = rows.all.firstOrNull()?.values.orEmpty()
            val index = names.indexOf(column)
            if (index <
                0
            ) {
                throw Sources.Failure(
                    "\"${rows.name}\", row 1: there is no column \"$column\" among ${names.joinToString()}",
                )
            }
            return index
        }
    }
}
