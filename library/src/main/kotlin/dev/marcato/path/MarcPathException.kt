// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

/**
 * A text isn't a path or a condition.
 *
 * @property reason what is wrong, such as `a tag of three characters is expected here`
 * @property text what was parsed
 * @property position the index in [text] where it is wrong, up to its length
 */
public class MarcPathException private constructor(
    @get:JvmName("reason") public val reason: String,
    @get:JvmName("text") public val text: String,
    @get:JvmName("position") public val position: Int,
) : IllegalArgumentException() {
    /** Two lines that show the place: the part of the text around it, and a caret below it. */
    @get:JvmName("picture")
    public val picture: String
        get() {
            val from = maxOf(0, position - MOST_BEFORE)
            val until = minOf(text.length, position + MOST_AFTER)
            val start = if (from > 0) "..." else ""
            val shown = text.substring(from, until).map { if (it.isISOControl()) '?' else it }.joinToString("")
            val end = if (until < text.length) "..." else ""
            return "  $start$shown$end\n  ${" ".repeat(start.length + position - from)}^"
        }

    /** The reason and the picture. */
    override val message: String get() = "$reason\n$picture"

    internal companion object {
        private const val MOST_BEFORE = 60
        private const val MOST_AFTER = 15

        @JvmSynthetic
        internal fun of(reason: String, text: String, position: Int): MarcPathException =
            MarcPathException(reason, text, position)
    }
}
