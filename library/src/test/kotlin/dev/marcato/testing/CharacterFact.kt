// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

/** A line of the lists among the test resources: the set [set] has, at [code], the character [codePoint]. */
internal class CharacterFact(val set: String, val code: Int, val codePoint: Int, val isMark: Boolean) {
    val text: String = String(Character.toChars(codePoint))

    /** The code in 7-bit bytes. */
    val bytes: ByteArray = if (code > 0xFFFF) {
        byteArrayOf((code shr 16).toByte(), (code shr 8).toByte(), code.toByte())
    } else {
        byteArrayOf((code and 0x7F).toByte())
    }

    /** Control characters are not part of a set that can be designated. */
    val isControl: Boolean = code <= 0x20 || code in 0x7F..0x9F

    override fun toString(): String =
        "$set ${code.toString(16).uppercase()} ${codePoint.toString(16).uppercase().padStart(4, '0')}"

    companion object {
        val MARC_8: List<CharacterFact> = read("marc-8.txt")
        val OTHERS: List<CharacterFact> = read("others.txt")

        private fun read(name: String): List<CharacterFact> =
            checkNotNull(CharacterFact::class.java.getResource(name)).readText().lines()
                .filter { it.isNotEmpty() && !it.startsWith("#") }
                .map { line ->
                    val words = line.split(' ')
                    CharacterFact(words[0], words[1].toInt(16), words[2].toInt(16), words.getOrNull(3) == "combining")
                }
    }
}
