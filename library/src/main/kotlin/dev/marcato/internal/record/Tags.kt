// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

/**
 * Tags as numbers: the three ASCII bytes of a tag, first byte on top. So a table of fields holds no strings, and a
 * look-up compares integers.
 */
internal object Tags {
    private const val ZERO_ZERO = ('0'.code shl 8) or '0'.code

    /** The texts of 000 to 999, made on first use: nearly all fields share these few strings. */
    private val numeric = arrayOfNulls<String>(1000)

    fun pack(first: Byte, second: Byte, third: Byte): Int =
        (first.toInt() shl 16) or (second.toInt() shl 8) or third.toInt()

    fun pack(tag: String): Int {
        // Written out, so that compiled code with a constant tag has only a number.
        require(tag.length == 3 && isTagCharacter(tag[0]) && isTagCharacter(tag[1]) && isTagCharacter(tag[2])) {
            "A tag is three graphic ASCII characters, not \"$tag\""
        }
        return (tag[0].code shl 16) or (tag[1].code shl 8) or tag[2].code
    }

    fun text(packed: Int): String {
        val index = numericIndex(packed)
        if (index < 0) return spell(packed)
        // At worst a race makes two equal strings, and strings are always published safely.
        return numeric[index] ?: spell(packed).also { numeric[index] = it }
    }

    /** MARC 21 keeps 00X for control fields, which have neither indicators nor subfields. */
    fun isControl(packed: Int): Boolean = packed ushr 8 == ZERO_ZERO

    fun isTagCharacter(character: Char): Boolean = character in '!'..'~'

    private fun numericIndex(packed: Int): Int {
        val hundreds = (packed ushr 16) - '0'.code
        val tens = (packed ushr 8 and 0xFF) - '0'.code
        val ones = (packed and 0xFF) - '0'.code
        return if (hundreds in 0..9 && tens in 0..9 && ones in 0..9) hundreds * 100 + tens * 10 + ones else -1
    }

    private fun spell(packed: Int): String = charArrayOf(
        (packed ushr 16).toChar(),
        (packed ushr 8 and 0xFF).toChar(),
        (packed and 0xFF).toChar(),
    ).concatToString()
}

/**
 * What a look-up or a path looks for: a tag, or a pattern such as `6XX` or `6..`, in which an upper-case X or a full
 * stop stands for any character.
 *
 * @property bits the packed tag in the upper half; in the lower half, the bits of it that count
 */
@JvmInline
internal value class TagPattern(val bits: Long) {
    constructor(pattern: String) : this(bitsOf(pattern))

    fun matches(packedTag: Int): Boolean = (packedTag xor (bits ushr 32).toInt()) and bits.toInt() == 0

    /** Whether it is one tag, without characters that may be any. */
    val isTag: Boolean get() = bits.toInt() == ALL

    /** Whether all tags that [other] matches match this. */
    fun covers(other: TagPattern): Boolean =
        bits.toInt() and other.bits.toInt() == bits.toInt() && matches((other.bits ushr 32).toInt())

    /** Calls [action] with each character, null for any. */
    inline fun forEachCharacter(action: (Char?) -> Unit) {
        for (shift in intArrayOf(16, 8, 0)) {
            val isAny = (bits ushr shift) and 0xFF == 0L
            action(if (isAny) null else (bits ushr 32 + shift and 0xFF).toInt().toChar())
        }
    }

    companion object {
        private const val ALL = 0xFFFFFF
        private const val EACH_0X01 = 0x010101
        private const val EACH_0X20 = 0x202020
        private const val EACH_0X80 = 0x808080
        private const val EACH_X = 0x787878
        private const val EACH_STOP = 0x2E2E2E

        /** The tag by which paths name the leader. */
        val LEADER: TagPattern = TagPattern("LDR")

        /** Returns the pattern in which only a full stop stands for any character. */
        fun literal(pattern: String): TagPattern = TagPattern(bitsOf(Tags.pack(pattern), counting(pattern, ".")))

        private fun bitsOf(pattern: String): Long {
            val wanted = Tags.pack(pattern)
            // Bytes that are a full stop, or an x in either case, become zero, and the subtraction sets their top bit.
            val isPlain = !hasZero((wanted or EACH_0X20) xor EACH_X) && !hasZero(wanted xor EACH_STOP)
            if (isPlain) return bitsOf(wanted, ALL)
            require(pattern[2] != 'x' || !isInLowerCase(pattern)) {
                "X stands for any character only in upper case: write \"${pattern.uppercase()}\", not \"$pattern\""
            }
            return bitsOf(wanted, counting(pattern, "X."))
        }

        // What doesn't count is zero, so that patterns that match the same are equal.
        private fun bitsOf(wanted: Int, counting: Int): Long =
            ((wanted and counting).toLong() shl 32) or counting.toLong()

        private fun hasZero(bytes: Int): Boolean = (bytes - EACH_0X01) and bytes.inv() and EACH_0X80 != 0

        private fun counting(pattern: String, any: String): Int =
            pattern.fold(0) { bits, character -> (bits shl 8) or if (character in any) 0 else 0xFF }

        /** Whether what ends in an x would be a pattern if its letters were in upper case. */
        private fun isInLowerCase(pattern: String): Boolean =
            pattern[0] in '0'..'9' && (pattern[1] in '0'..'9' || pattern[1] == 'x' || pattern[1] == 'X')
    }
}
