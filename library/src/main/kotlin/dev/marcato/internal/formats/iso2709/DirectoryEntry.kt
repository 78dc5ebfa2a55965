// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.record.Tags

/**
 * A directory entry: what it claims, and where its field was found.
 *
 * @property at where the entry stands in the record
 * @property packedTag the tag; a question mark replaces each byte that a tag can't have
 * @property occurrence the position among the entries with this tag, counted from 1
 * @property length the claimed length of the field, with its terminator; -1 if it isn't a number
 * @property start the claimed offset from the base address; -1 if it isn't a number
 */
internal class DirectoryEntry(
    val at: Int,
    val packedTag: Int,
    val occurrence: Int,
    val length: Int,
    val start: Int,
) {
    val tag: String get() = Tags.text(packedTag)

    /** Where the content of the field begins in the record, or -1 if no bytes were found for it. */
    var from: Int = -1
        private set

    var to: Int = -1
        private set

    /** Where the bytes of the field end, with its terminator if there is one. */
    var next: Int = -1
        private set

    val isPlaced: Boolean get() = from >= 0

    val isNumber: Boolean get() = length >= 0 && start >= 0

    /** The amount to add to [start] if the program wrote only the last five digits. */
    var leftOut: Int = 0

    /** Whether a subfield code has several bytes, so that the content has to be rewritten. */
    var hasLongCodes: Boolean = false

    fun place(from: Int, to: Int, next: Int) {
        this.from = from
        this.to = to
        this.next = next
    }
}
