// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.record.Tags

/**
 * An entry of a directory: what it says, and where its field turned out to be.
 *
 * @property at where the entry stands in the record
 * @property packedTag the tag; a byte that no tag may have is a question mark in it
 * @property occurrence which of the entries with this tag it is, the first one being 1
 * @property length the length of the field that it claims, the terminator included; -1 if it is no number
 * @property start the offset from the base address that it claims; -1 if it is no number
 */
internal class DirectoryEntry(
    val at: Int,
    val packedTag: Int,
    val occurrence: Int,
    val length: Int,
    val start: Int,
) {
    val tag: String get() = Tags.text(packedTag)

    /** Where the content of the field begins in the record, or -1 if no bytes could be found for it. */
    var from: Int = -1
        private set

    /** Where the content of the field ends. */
    var to: Int = -1
        private set

    /** Where the bytes that belong to the field end, with its terminator if there is one. */
    var next: Int = -1
        private set

    val isPlaced: Boolean get() = from >= 0

    val isNumber: Boolean get() = length >= 0 && start >= 0

    /** What is to be added to [start], of which only the last five digits were written. */
    var leftOut: Int = 0

    /** Whether a subfield code has several bytes, so that the content can't stay as it is. */
    var hasLongCodes: Boolean = false

    fun place(from: Int, to: Int, next: Int) {
        this.from = from
        this.to = to
        this.next = next
    }
}
