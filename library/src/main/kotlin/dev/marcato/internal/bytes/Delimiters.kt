// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.bytes

/** ISO 2709 record terminator (IS3). */
internal const val RECORD_TERMINATOR: Byte = 0x1D

/** ISO 2709 field terminator (IS2). */
internal const val FIELD_TERMINATOR: Byte = 0x1E

/** ISO 2709 subfield delimiter (IS1), the first byte of a subfield identifier. */
internal const val SUBFIELD_DELIMITER: Byte = 0x1F

internal const val LEADER_LENGTH: Int = 24

internal const val DIRECTORY_ENTRY_LENGTH: Int = 12

/** The two indicators that MARC puts before the first subfield of a data field. */
internal const val INDICATOR_COUNT: Int = 2
