// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.text

/** The characters that ISO 6937 writes as a mark on a blank. */
internal object SpacingMarks {
    private const val MARKS = "\u0301\u0304\u0306\u0307\u0308\u030A\u0327\u030B\u0328\u030C"
    private const val SPACING = "\u00B4\u00AF\u02D8\u02D9\u00A8\u02DA\u00B8\u02DD\u02DB\u02C7"

    /** Returns the spacing character of a mark, or U+0000. */
    fun of(mark: Char): Char = MARKS.indexOf(mark).let { if (it < 0) '\u0000' else SPACING[it] }

    /** Returns the mark whose form on a blank is this spacing character, or U+0000. */
    fun markOf(spacing: Char): Char = SPACING.indexOf(spacing).let { if (it < 0) '\u0000' else MARKS[it] }
}
