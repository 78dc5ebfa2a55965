// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

/**
 * A text isn't a list of edits.
 *
 * @property reason what is wrong, such as `a path is expected here`
 * @property source the name of the file of edits; null if the text has none
 * @property line the number of the line, from 1
 * @property column the number of the character in the line, from 1
 * @property lineText the line
 */
public class EditException private constructor(
    @get:JvmName("reason") public val reason: String,
    @get:JvmName("source") public val source: String?,
    @get:JvmName("line") public val line: Int,
    @get:JvmName("column") public val column: Int,
    @get:JvmName("lineText") public val lineText: String,
) : IllegalArgumentException() {
    /** Two lines that show the place: the line or a part of it, and a caret below it. */
    @get:JvmName("picture")
    public val picture: String
        get() {
            val at = minOf(column - 1, lineText.length)
            val from = maxOf(0, at - MOST_BEFORE)
            val until = minOf(lineText.length, at + MOST_AFTER)
            val start = if (from > 0) "..." else ""
            val end = if (until < lineText.length) "..." else ""
            val shown = lineText.substring(from, until).map { if (it.isISOControl()) '?' else it }.joinToString("")
            return "  $start$shown$end\n  ${" ".repeat(start.length + at - from)}^"
        }

    /** The place, the reason and the picture. */
    override val message: String get() = "${source?.let {
        "$it, "
    }.orEmpty()}line $line, column $column: $reason\n$picture"

    internal companion object {
        private const val MOST_BEFORE = 60
        private const val MOST_AFTER = 20

        @JvmSynthetic
        internal fun of(reason: String, source: String?, line: Int, column: Int, lineText: String): EditException =
            EditException(reason, source, line, column, lineText)
    }
}
