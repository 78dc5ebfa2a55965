// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

// Eight bytes at a time: a word holds eight bytes, the first one lowest. A byte that a scan looks for has its top bit
// set in the result. A borrow may set the top bit of later bytes too, but never of an earlier one, so the first hit is
// right.

internal const val EACH_1: Long = 0x0101010101010101L
internal const val EACH_2: Long = 0x0202020202020202L
internal const val EACH_LINE_FEED: Long = 0x0A0A0A0A0A0A0A0AL
internal const val EACH_ESCAPE: Long = 0x1B1B1B1B1B1B1B1BL
internal const val EACH_DELIMITER: Long = 0x1F1F1F1F1F1F1F1FL
internal const val EACH_BLANK: Long = 0x2020202020202020L
internal const val EACH_0X21: Long = 0x2121212121212121L
internal const val EACH_QUOTE: Long = 0x2222222222222222L
internal const val EACH_DOLLAR: Long = 0x2424242424242424L
internal const val EACH_AMPERSAND: Long = 0x2626262626262626L
internal const val EACH_GREATER: Long = 0x3E3E3E3E3E3E3E3EL
internal const val EACH_BACKSLASH: Long = 0x5C5C5C5C5C5C5C5CL
internal const val EACH_BRACE: Long = 0x7B7B7B7B7B7B7B7BL
internal const val EACH_CLOSING_BRACE: Long = 0x7D7D7D7D7D7D7D7DL

/** All bits of each byte but the top one. */
internal const val LOW_BITS: Long = 0x7F7F7F7F7F7F7F7FL

/** 0x9E in each byte: subtracting a byte without its top bit leaves the top bit set if that is below 0x1F. */
internal const val TOP_BITS_PLUS_1E: Long = -0x6161616161616162L

/** The top bit of each byte. */
internal const val TOP_BITS: Long = -0x7F7F7F7F7F7F7F80L

/** Sets the top bit of each byte of [word] that is zero. Lower bits mean nothing. */
internal fun zeroBytes(word: Long): Long = (word - EACH_1) and word.inv()
