// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import com.fasterxml.jackson.core.JsonGenerator
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import java.util.concurrent.atomic.LongAdder

/**
 * How a table is written: CSV (RFC 4180), TSV, or a JSON object in each line.
 *
 * @property separator what is between columns; null if they are members of an object
 */
internal enum class TableFormat(val separator: Char?) { CSV(','), TSV('\t'), JSONL(null) }

/** The options of a command that may write for spreadsheets. */
internal open class SpreadsheetOptions(options: OptionSet) {
    private val hasMark by options.flag(
        "--bom",
        description = "Begin csv and tsv with a byte order mark, from which spreadsheets know that it is UTF-8.",
    )

    val isWithoutFormulas by options.flag(
        "--no-formulas",
        description = "Put an apostrophe before values that a spreadsheet takes for formulas: those that begin with " +
            "= + - @, a tab or a carriage return.",
    )

    /** Refuses options that this format has no use for; null if it is text for people. */
    fun check(format: TableFormat?) {
        requireTable("--bom", hasMark, format)
        requireTable("--no-formulas", isWithoutFormulas, format)
    }

    /** Fails if the option with this [name] is given and the format isn't csv or tsv. */
    fun requireTable(name: String, isGiven: Boolean, format: TableFormat?) {
        if (!isGiven || format?.separator != null) return
        throw usageFailure("$name is for csv and tsv, and the output is ${format?.name?.lowercase() ?: "text"}")
    }

    /** Begins the output. */
    fun begin(out: Appendable) {
        if (hasMark) out.append('\uFEFF')
    }
}

/** The options of a command that writes a table. */
internal class TableOptions(options: OptionSet, formatNote: String) : SpreadsheetOptions(options) {
    val format by options.choice(
        "--format",
        label = "FORMAT",
        choices = TableFormat.entries,
        description = "csv, tsv, or jsonl (an object in each line)$formatNote.",
    )
}

private val UNDECODABLE = setOf(ProblemCode.TEXT_NOT_UTF_8, ProblemCode.TEXT_UNDECODABLE)

/** Whether the record has text that can't be decoded, which is shown as U+FFFD. */
internal fun isDoubtful(record: Record): Boolean = record.problems.any { it.code in UNDECODABLE }

/**
 * Writes rows of values. Any thread may do so.
 *
 * @property isWithoutFormulas whether to keep a spreadsheet from computing values
 */
internal class Table(private val format: TableFormat, private val isWithoutFormulas: Boolean) {
    private val changed = LongAdder()
    private val undecodable = LongAdder()

    /** Whether every value is in the table unchanged. */
    val isExact: Boolean get() = changedValues == 0L && undecodableValues == 0L

    /** How many values have bytes that can't be decoded, and are shown as U+FFFD. */
    val undecodableValues: Long get() = undecodable.sum()

    /** How many values had to be changed: TSV can't hold tabs and line ends. */
    val changedValues: Long get() = changed.sum()

    /** Writes a row; [isDoubtful] if the record has text that can't be decoded. */
    fun row(values: List<String>, out: Appendable, isDoubtful: Boolean = false) {
        val separator = checkNotNull(format.separator)
        for (index in values.indices) {
            if (index > 0) out.append(separator)
            val value = values[index]
            if (isDoubtful) look(value)
            val isFormula = isWithoutFormulas && value.isNotEmpty() && value[0] in FORMULAS
            put(if (isFormula) "'$value" else value, out)
        }
        out.append('\n')
    }

    /** Writes a JSON object with the values of each column. */
    fun lists(names: List<String>, values: List<List<String>>, json: JsonGenerator, isDoubtful: Boolean) {
        json.writeStartObject()
        for (index in names.indices) {
            json.writeArrayFieldStart(names[index])
            for (value in values[index]) {
                if (isDoubtful) look(value)
                json.writeString(value)
            }
            json.writeEndArray()
        }
        json.endLine()
    }

    private fun look(value: String) {
        if ('\uFFFD' in value) undecodable.increment()
    }

    private fun put(value: String, out: Appendable) {
        if (format == TableFormat.CSV) putQuoted(value, out) else putInOneLine(value, out)
    }

    private fun putQuoted(value: String, out: Appendable) {
        if (value.none { it == '"' || it == ',' || it == '\n' || it == '\r' }) {
            out.append(value)
            return
        }
        out.append('"')
        for (character in value) {
            if (character == '"') out.append('"')
            out.append(character)
        }
        out.append('"')
    }

    // Separators of columns and rows become blanks.
    private fun putInOneLine(value: String, out: Appendable) {
        if (value.none { it in CONTROLS }) {
            out.append(value)
            return
        }
        changed.increment()
        for (character in value) out.append(if (character in CONTROLS) ' ' else character)
    }

    private companion object {
        const val CONTROLS = "\t\n\r"
        const val FORMULAS = "=+-@\t\r"
    }
}
