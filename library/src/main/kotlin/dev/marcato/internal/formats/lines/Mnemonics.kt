// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.internal.bytes.hex

/** MARCMaker's mnemonics in both directions: `{acute}` is the byte 0xE2 of MARC-8. */
internal object Mnemonics {
    const val LONGEST: Int = 8

    private val bytesOf: Map<String, ByteArray> by lazy { table() }

    private val ofByte: Array<ByteArray> by lazy {
        val names = table().entries.filter { it.value.size == 1 }.groupBy({ it.value[0].toInt() and 0xFF }, { it.key })
        Array(256) { byte ->
            // Controls except the escape character are written as numbers, not by the names of their roles in ISO 2709.
            val name = names[byte]?.first()?.takeIf { byte >= 0x20 || byte == ESCAPE }
            "{${name ?: hex(byte.toByte())}}".toByteArray()
        }
    }

    /** Returns the bytes of the mnemonic [name], given without brackets; null if there is no such name. */
    fun bytes(name: String): ByteArray? = bytesOf[name] ?: when {
        name.length == 1 && name[0].isAsciiLetterOrDigit() -> byteArrayOf(name[0].code.toByte())
        name.length == 2 && name.all { Character.digit(it, 16) >= 0 } -> byteArrayOf(name.toInt(16).toByte())
        else -> null
    }

    /** Returns the mnemonic for a byte of MARC-8, with its brackets. */
    fun of(byte: Byte): ByteArray = ofByte[byte.toInt() and 0xFF]

    private fun table(): Map<String, ByteArray> {
        val words = MARCMAKER_NAMES.trim().split(' ', '\n')
        val table = LinkedHashMap<String, ByteArray>(words.size)
        for (index in words.indices step 2) {
            val hex = words[index + 1]
            table[words[index]] = ByteArray(hex.length / 2) { hex.substring(2 * it, 2 * it + 2).toInt(16).toByte() }
        }
        return table
    }

    private fun Char.isAsciiLetterOrDigit(): Boolean = this in 'a'..'z' || this in 'A'..'Z' || this in '0'..'9'

    private const val ESCAPE = 0x1B
}
