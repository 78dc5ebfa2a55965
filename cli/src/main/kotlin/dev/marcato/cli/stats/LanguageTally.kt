// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.stats

/** Counts codes of three letters, each packed into a number, without allocating an object per code. */
internal class LanguageTally {
    private var codes = IntArray(64)
    private var counts = LongArray(64)

    /** How many codes there are. */
    private var size = 0

    fun add(code: Int, count: Long = 1) {
        val at = placeOf(code)
        if (codes[at] == 0) {
            if (2 * size >= codes.size) {
                grow()
                return add(code, count)
            }
            codes[at] = code
            size++
        }
        counts[at] += count
    }

    fun add(other: LanguageTally) {
        other.forEach(::add)
    }

    inline fun forEach(action: (code: Int, count: Long) -> Unit) {
        for (at in codes.indices) if (codes[at] != 0) action(codes[at], counts[at])
    }

    /** Returns where the code is, or where there is room for it: at the first free place from its own on. */
    private fun placeOf(code: Int): Int {
        val last = codes.size - 1
        var at = (code * SCATTERING ushr 16) and last
        while (codes[at] != 0 && codes[at] != code) at = at + 1 and last
        return at
    }

    private fun grow() {
        val oldCodes = codes
        val oldCounts = counts
        codes = IntArray(2 * oldCodes.size)
        counts = LongArray(codes.size)
        for (old in oldCodes.indices) {
            if (oldCodes[old] == 0) continue
            val at = placeOf(oldCodes[old])
            codes[at] = oldCodes[old]
            counts[at] = oldCounts[old]
        }
    }

    private companion object {
        // Knuth's factor: its high bits depend on all bits of the code.
        const val SCATTERING = -0x61C88647
    }
}
