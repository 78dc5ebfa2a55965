// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.reading

import dev.marcato.ReadOptions
import dev.marcato.Strictness

/** Whether the first problem ends the reading. */
internal val ReadOptions.isStrict: Boolean get() = strictness == Strictness.STRICT

/**
 * How many bytes of a stretch strict reading waits for before it checks them without knowing where the stretch ends:
 * one and a half times the longest record of ISO 2709. These bytes and those after them that a search has to see fit
 * into the first two chunks, 320 KiB, and so do twice as many bytes in UTF-16.
 */
internal const val FIRST_LOOK: Int = 150_000

/** How many bytes at the end of such a beginning prove nothing: they may be wrong only because the rest is missing. */
internal const val UNSURE_END: Int = 1024

/**
 * Says when strict reading checks the beginning of a stretch whose end has not come: at its first [FIRST_LOOK] bytes,
 * and again whenever twice as many have come. So each byte is checked a few times at most, and the same stretch is
 * checked at the same places whatever pieces it comes in.
 *
 * @param most how many bytes a stretch may have; the last check is at one byte more
 */
internal class EarlyLooks(private val most: Int) {
    private var size = FIRST_LOOK

    /** Begins another stretch. */
    fun restart() {
        size = FIRST_LOOK
    }

    /** Returns the size of the next beginning to check, or 0 if the stretch has fewer [known] bytes. */
    fun next(known: Int): Int {
        val next = size
        if (next > known) return 0
        size = when {
            next > most -> Int.MAX_VALUE
            next > most / 2 -> most + 1
            else -> 2 * next
        }
        return next
    }
}
