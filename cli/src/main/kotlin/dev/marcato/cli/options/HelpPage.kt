// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

/**
 * The help of a command: its synopsis, description, arguments and options.
 *
 * @property name the words that call the command, beginning with the program's name
 * @property members name and description of each command that can follow it
 */
internal class HelpPage(
    private val name: String,
    private val description: String,
    private val options: OptionSet,
    private val members: List<Pair<String, String>>,
    private val footer: List<String>,
    private val styles: Styles,
) {
    private val shown = options.options.filterNot { it.isHidden }
        .sortedBy { it.shortestName.trimStart('-').lowercase() }

    /** Writes it in lines of at most [width] characters. */
    fun write(out: Appendable, width: Int) {
        val start = "Usage: " + styles.command(name) + " "
        out.append(start)
        val indent = Styles.widthOf(start)
        Lines(out, width, indent, column = indent).add(synopsis()).end()
        Lines(out, width, indent = 0).add(description.split(' ')).end()
        writeRows(out, width)
        if (members.isNotEmpty()) writeMembers(out, width)
        for (line in footer) out.append(line).append('\n')
    }

    // First flags, those of one letter in one word; then options with a value; then those that can be repeated.
    private fun synopsis(): List<String> = buildList {
        val (flags, others) = shown.partition { it.label == null }
        val (letters, words) = flags.partition { it.shortestName.length == 2 }
        if (letters.isNotEmpty()) {
            add("[" + styles.option(letters.joinToString("", "-") { it.shortestName.drop(1) }) + "]")
        }
        for (flag in words) add("[" + styles.option(flag.shortestName) + "]")
        for (option in others.filterNot { it.isRepeated }) {
            add("[" + styles.option(option.shortestName) + valueOf(option) + "]")
        }
        for (option in others.filter { it.isRepeated }) {
            add("[" + styles.option(option.shortestName) + valueOf(option) + "]...")
        }
        for (argument in options.arguments) add(styles.option(argument.label))
        options.rest?.let { add(optional(it)) }
        if (members.isNotEmpty()) add("[COMMAND]")
    }

    private fun optional(argument: Argument<*>) = "[" + styles.option(argument.label) + "...]"

    private fun valueOf(option: Option<*>): String {
        val label = styles.label(option.label ?: return "")
        return if (option.isList) "=$label[,$label...]" else "=$label"
    }

    private fun writeRows(out: Appendable, width: Int) {
        val rows = options.arguments.map { WITHOUT_LETTER + styles.option(it.label) to it.description } +
            listOfNotNull(options.rest).map { WITHOUT_LETTER + optional(it) to it.description } +
            shown.map { namesOf(it) to it.description }
        val column = GAP + (rows.map { (start, _) -> Styles.widthOf(start) }.filter { it <= WIDEST }.maxOrNull() ?: 0)
        for ((start, text) in rows) {
            out.append(start)
            writeText(out, width, column, Styles.widthOf(start), text)
        }
    }

    // Names of one letter have their own column.
    private fun namesOf(option: Option<*>): String {
        val (long, short) = option.names.partition { it.startsWith("--") }
        val start = if (short.isEmpty()) WITHOUT_LETTER else "  "
        return start + (short + long).joinToString { styles.option(it) } + valueOf(option)
    }

    private fun writeMembers(out: Appendable, width: Int) {
        out.append("Commands:\n")
        val column = 2 + members.maxOf { (name, _) -> name.length } + LEAST_GAP
        for ((name, text) in members) {
            out.append("  ").append(styles.command(name))
            writeText(out, width, column, 2 + name.length, text)
        }
    }

    /** Writes [text] at [column], on a new line if the text before it is too long; further lines are indented more. */
    private fun writeText(out: Appendable, width: Int, column: Int, before: Int, text: String) {
        val isTooLong = before > column - LEAST_GAP
        if (isTooLong) out.append('\n')
        out.append(" ".repeat(if (isTooLong) column else column - before))
        Lines(out, width, column + 2, column).add(text.split(' ')).end()
    }

    private companion object {
        const val WITHOUT_LETTER = "      "
        const val GAP = 3
        const val LEAST_GAP = 2
        const val WIDEST = 26
    }
}
