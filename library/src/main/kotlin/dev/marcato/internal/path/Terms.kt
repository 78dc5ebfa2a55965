// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.Record

/** The subfield at hand, or some of its characters. */
internal class ValueFinder(private val characters: Positions?) : Finder {
    override fun find(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int, found: Found): Int =
        showBytes(record, field, subfield, from, to, characters, found)
}

/** A text that stands in a condition itself. */
internal class TextFinder(private val text: String) : Finder {
    override fun find(record: Record, work: Work?, field: Int, subfield: Int, from: Int, to: Int, found: Found): Int =
        if (found.text(record, field, subfield, text, 0)) 1 else STOPPED
}
