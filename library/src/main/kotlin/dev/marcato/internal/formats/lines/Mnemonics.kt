// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import dev.marcato.internal.bytes.hex

/** The mnemonics of MARCMaker, both ways: `{acute}` is the byte 0xE2 of MARC-8. */
internal object Mnemonics {
    /** The longest name there is. */
    const val LONGEST: Int = 8

    private val bytesOf: Map<String, ByteArray> by lazy { table() }

    private val ofByte: Array<ByteArray> by lazy {
        val names = table().entries.filter { it.value.size == 1 }.groupBy({ it.value[0].toInt() and 0xFF }, { it.key })
        Array(256) { byte ->
            // Controls have their number, not the names of what they do in ISO 2709, but for the escape character.
            val name = names[byte]?.first()?.takeIf { byte >= 0x20 || byte == ESCAPE }
            "{${name ?: hex(byte.toByte())}}".toByteArray()
        }
    }

    /** Returns the bytes that [name], given without its brackets, stands for, or null if there is no such name. */
    fun bytes(name: String): ByteArray? = bytesOf[name] ?: when {
        name.length == 1 && name[0].isAsciiLetterOrDigit() -> byteArrayOf(name[0].code.toByte())
        name.length == 2 && name.all { Character.digit(it, 16) >= 0 } -> byteArrayOf(name.toInt(16).toByte())
        else -> null
    }

    /** Returns what is written for a byte of MARC-8, brackets included. */
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
