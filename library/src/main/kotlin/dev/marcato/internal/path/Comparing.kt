// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.path

import dev.marcato.Record
import dev.marcato.internal.record.UNDECIDED
import dev.marcato.internal.record.endOfMatch

/** Stops at the first value of which it is true. Looks at bytes where it can, so that no value has to be made. */
internal abstract class Comparing : Found {
    abstract fun isTrueOf(text: String): Boolean

    override fun text(record: Record, field: Int, subfield: Int, text: String, at: Int): Boolean = !isTrueOf(text)

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean =
        !isTrueOf(decoded(record, field, from, to))
}

/** The value is [text]. */
internal class Being private constructor(private val text: String) : Comparing() {
    override fun isTrueOf(text: String): Boolean = text == this.text

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean {
        val end = endOfMatch(record.bytes, from, to, text)
        return if (end == UNDECIDED) super.bytes(record, field, subfield, from, to, at) else end != to
    }

    private class IgnoringCase(private val text: String) : Comparing() {
        override fun isTrueOf(text: String): Boolean = text.equals(this.text, ignoreCase = true)
    }

    companion object {
        fun of(text: String, ignoresCase: Boolean): Comparing = if (ignoresCase) IgnoringCase(text) else Being(text)
    }
}

/** The value contains [text]. */
internal class Containing private constructor(private val text: String) : Comparing() {
    // Every character but U+FFFD and surrogates without their other half is decoded from one sequence of bytes alone.
    private val bytes = text.toByteArray().takeIf { '\uFFFD' !in text && String(it, Charsets.UTF_8) == text }
    private val search = bytes?.let { Repeats(it.size) { index -> it[index].toInt() } }

    // Only for values that had to be decoded.
    override fun isTrueOf(text: String): Boolean = this.text in text

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean {
        if (search == null || bytes == null) return super.bytes(record, field, subfield, from, to, at)
        val all = record.bytes
        var same = 0
        if (bytes.isEmpty()) return false
        for (index in from until to) {
            while (same > 0 && all[index] != bytes[same]) same = search.before(same)
            if (all[index] == bytes[same] && ++same == bytes.size) return false
        }
        return true
    }

    private class IgnoringCase(text: String) : Comparing() {
        private val text = CharArray(text.length) { folded(text[it]) }
        private val search = Repeats(text.length) { this.text[it].code }

        override fun isTrueOf(text: String): Boolean {
            var same = 0
            if (this.text.isEmpty()) return true
            for (character in text) {
                val wanted = folded(character)
                while (same > 0 && wanted != this.text[same]) same = search.before(same)
                if (wanted == this.text[same] && ++same == this.text.size) return true
            }
            return false
        }

        private fun folded(character: Char) = character.uppercaseChar().lowercaseChar()
    }

    companion object {
        fun of(text: String, ignoresCase: Boolean): Comparing =
            if (ignoresCase) IgnoringCase(text) else Containing(text)
    }
}

/**
 * Where a text repeats its beginning, so that a search for it never goes back: it takes linear time for any text and
 * any value (Knuth, Morris and Pratt).
 */
private class Repeats(size: Int, unit: (Int) -> Int) {
    private val lengths = IntArray(size + 1)

    init {
        var same = 0
        for (index in 1 until size) {
            while (same > 0 && unit(index) != unit(same)) same = lengths[same]
            if (unit(index) == unit(same)) same++
            lengths[index + 1] = same
        }
    }

    /** Returns how much of the text still fits if what follows the first [same] units doesn't. */
    fun before(same: Int): Int = lengths[same]
}

/** An expression is found in the value. */
internal class Finding(private val matcher: TextMatcher) : Comparing() {
    override fun isTrueOf(text: String): Boolean = matcher.finds(text)

    /** The same, under the limit of [work]: for each character, an expression may look at all of its own. */
    fun within(work: Work): Comparing = object : Comparing() {
        override fun isTrueOf(text: String): Boolean {
            work.add((1 + text.length.toLong() * matcher.size).coerceAtMost(Int.MAX_VALUE.toLong()).toInt())
            return matcher.finds(text)
        }
    }
}

/** The value is one of several texts. */
internal class Among(texts: List<Term.Text>) : Comparing() {
    private val exact = texts.filter { !it.ignoresCase }.map { it.text }.toSet()
    private val others = texts.filter { it.ignoresCase }.map { it.text }
    private val few = exact.map { Being.of(it, false) }.takeIf { others.isEmpty() && exact.size <= MOST_FEW }

    override fun isTrueOf(text: String): Boolean = text in exact || others.any { it.equals(text, ignoreCase = true) }

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean {
        if (few == null) return super.bytes(record, field, subfield, from, to, at)
        for (index in few.indices) if (!few[index].bytes(record, field, subfield, from, to, at)) return false
        return true
    }

    private companion object {
        const val MOST_FEW = 8
    }
}

/** The value is less than [text], or whatever the sign says. */
internal class Ordered(private val sign: Sign, private val text: String) : Comparing() {
    override fun isTrueOf(text: String): Boolean = holdsInOrder(sign, text, this.text)

    private val isNumber = isNumber(text)

    override fun bytes(record: Record, field: Int, subfield: Int, from: Int, to: Int, at: Int): Boolean {
        val bytes = record.bytes
        var isPlain = true
        for (index in from until to) {
            val byte = bytes[index]
            if (byte < 0) isPlain = false
            if (isNumber && byte !in DIGITS) return true
        }
        if (!isPlain || isNumber) {
            val isNumeric = isNumber && from < to
            return if (isNumeric) {
                !sign.holds(
                    compareNumbers(bytes, from, to),
                )
            } else {
                super.bytes(record, field, subfield, from, to, at)
            }
        }
        return !sign.holds(compareAscii(bytes, from, to))
    }

    private fun compareNumbers(bytes: ByteArray, from: Int, to: Int): Int {
        var start = from
        while (start < to - 1 && bytes[start] == ZERO) start++
        var other = 0
        while (other < text.length - 1 && text[other] == '0') other++
        val length = (to - start).compareTo(text.length - other)
        if (length != 0) return length
        for (index in 0 until to - start) {
            val digit = bytes[start + index].toInt().compareTo(text[other + index].code)
            if (digit != 0) return digit
        }
        return 0
    }

    private fun compareAscii(bytes: ByteArray, from: Int, to: Int): Int {
        for (index in 0 until minOf(to - from, text.length)) {
            val one = bytes[from + index].toInt().compareTo(text[index].code)
            if (one != 0) return one
        }
        return (to - from).compareTo(text.length)
    }

    private companion object {
        const val ZERO = '0'.code.toByte()
        val DIGITS = ZERO..'9'.code.toByte()
    }
}

/** Whether the sign holds between a [value] and a text: as numbers if the text has only digits, else by code points. */
internal fun holdsInOrder(sign: Sign, value: String, text: String): Boolean {
    if (!isNumber(text)) return sign.holds(compareCodePoints(value, text))
    if (!isNumber(value)) return false
    val one = value.trimStart('0')
    val other = text.trimStart('0')
    val length = one.length.compareTo(other.length)
    return sign.holds(if (length != 0) length else one.compareTo(other))
}

private fun isNumber(text: String): Boolean = text.isNotEmpty() && text.all { it in '0'..'9' }

private fun compareCodePoints(one: String, other: String): Int {
    var index = 0
    while (index < one.length && index < other.length) {
        val first = one[index]
        val second = other[index]
        if (first != second) {
            // Surrogates stand for characters after all others.
            val isPlain = first.isSurrogate() == second.isSurrogate()
            return if (isPlain) {
                first.compareTo(second)
            } else if (first.isSurrogate()) {
                1
            } else {
                -1
            }
        }
        index++
    }
    return one.length.compareTo(other.length)
}
