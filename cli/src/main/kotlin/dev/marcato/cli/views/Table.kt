// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.views

import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.cli.options.OptionSet
import dev.marcato.cli.options.getValue
import java.util.concurrent.atomic.LongAdder

/** How a table is written: CSV (RFC 4180) or TSV. */
internal enum class TableFormat(val separator: Char) { CSV(','), TSV('\t') }

/** The options of a command that writes a table. */
internal class TableOptions(options: OptionSet, formatNote: String) {
    val format by options.choice(
        "--format",
        label = "FORMAT",
        choices = TableFormat.entries,
        description = "csv or tsv$formatNote.",
    )

    val isWithoutFormulas by options.flag(
        "--no-formulas",
        description = "Put an apostrophe before values that a spreadsheet takes for formulas: those that begin with " +
            "= + - @, a tab or a carriage return.",
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
        for (index in values.indices) {
            if (index > 0) out.append(format.separator)
            val value = values[index]
            if (isDoubtful && '\uFFFD' in value) undecodable.increment()
            val isFormula = isWithoutFormulas && value.isNotEmpty() && value[0] in FORMULAS
            put(if (isFormula) "'$value" else value, out)
        }
        out.append('\n')
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
