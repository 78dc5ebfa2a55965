// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal

/** A set of ASCII characters, such as the codes of an indicator. Immutable. */
internal class Characters private constructor(private val low: Long, private val high: Long) {
    operator fun contains(character: Char): Boolean = when {
        character.code < HALF -> low ushr character.code and 1L != 0L
        character.code < ASCII -> high ushr (character.code - HALF) and 1L != 0L
        else -> false
    }

    val isEmpty: Boolean get() = low or high == 0L

    /** The characters in order. */
    fun toList(): List<Char> = ('\u0000'..'\u007F').filter { it in this }

    companion object {
        private const val HALF = 64
        private const val ASCII = 128

        val NONE: Characters = Characters(0, 0)

        /** Returns the set of the ASCII characters that are [wanted]. */
        inline fun where(wanted: (Char) -> Boolean): Characters {
            var low = 0L
            var high = 0L
            for (code in 0 until ASCII) {
                if (!wanted(code.toChar())) continue
                if (code < HALF) low = low or (1L shl code) else high = high or (1L shl (code - HALF))
            }
            return Characters(low, high)
        }
    }
}
