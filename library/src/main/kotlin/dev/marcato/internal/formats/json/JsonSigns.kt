// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

internal const val QUOTE: Byte = '"'.code.toByte()
internal const val BACKSLASH: Byte = '\\'.code.toByte()
internal const val COLON: Byte = ':'.code.toByte()
internal const val COMMA: Byte = ','.code.toByte()
internal const val OBJECT: Byte = '{'.code.toByte()
internal const val END_OF_OBJECT: Byte = '}'.code.toByte()
internal const val ARRAY: Byte = '['.code.toByte()
internal const val END_OF_ARRAY: Byte = ']'.code.toByte()
