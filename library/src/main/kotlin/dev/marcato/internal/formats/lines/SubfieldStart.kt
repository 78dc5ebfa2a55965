// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import java.nio.ByteBuffer

/** The number of bytes before a value in the line view: a blank, a dollar sign, the code, and a blank. */
internal const val SUBFIELD_START: Int = 4

/**
 * Whether a subfield begins at [index] in the line view. At the [end] of the line the blank after the code may be
 * missing, because some editors remove it.
 */
internal fun isSubfieldStart(bytes: ByteBuffer, index: Int, end: Int): Boolean =
    index + SUBFIELD_START - 1 <= end && bytes.get(index) == BLANK && bytes.get(index + 1) == DOLLAR &&
        bytes.get(index + 2) in 0x21..0x7E && (index + SUBFIELD_START - 1 == end || bytes.get(index + 3) == BLANK)
