// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Collections
import java.util.Random

/** Holds bytes that were damaged at random, with a list of what was done to them, for the report of a failed test. */
public class DamagedBytes private constructor(
    private val bytes: ByteArray,
    steps: List<String>,
) {
    /** Lists the damages in the order in which they were done. */
    public val steps: List<String> = Collections.unmodifiableList(ArrayList(steps))

    /** Gives a copy of the bytes. */
    public fun toByteArray(): ByteArray = bytes.copyOf()

    override fun equals(other: Any?): Boolean = other is DamagedBytes && bytes.contentEquals(other.bytes)

    override fun hashCode(): Int = bytes.contentHashCode()

    override fun toString(): String = "${bytes.size} bytes after: ${steps.joinToString()}"

    public companion object {
        private const val LONGEST_RANGE = 300

        // The delimiters, digits, what surrounds records in real files, and bytes that begin or break UTF-8 and MARC-8.
        private val telling =
            intArrayOf(0x1D, 0x1E, 0x1F, 0x30, 0x31, 0x39, 0x00, 0x0A, 0x0D, 0x1A, 0x1B, 0x20) +
                intArrayOf(0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFF)

        /** Damages a copy of [original] in [stepCount] ways drawn from [random]. */
        @JvmStatic
        public fun of(original: ByteArray, random: Random, stepCount: Int): DamagedBytes {
            var bytes = original
            val steps =
                List(stepCount) {
                    val (damaged, step) = damage(bytes, random)
                    bytes = damaged
                    step
                }
            return DamagedBytes(bytes, steps)
        }

        private fun damage(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            if (bytes.isEmpty()) return insert(bytes, random)
            return when (random.nextInt(9)) {
                0 -> flipBit(bytes, random)
                1, 2 -> replaceByte(bytes, random)
                3 -> delete(bytes, random)
                4, 5 -> insert(bytes, random)
                6 -> truncate(bytes, random)
                7 -> swap(bytes, random)
                else -> duplicate(bytes, random)
            }
        }

        private fun flipBit(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val at = random.nextInt(bytes.size)
            val bit = random.nextInt(8)
            val damaged = bytes.copyOf().also { it[at] = (it[at].toInt() xor (1 shl bit)).toByte() }
            return damaged to "flip bit $bit of byte $at"
        }

        private fun replaceByte(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val at = random.nextInt(bytes.size)
            val value = telling[random.nextInt(telling.size)]
            return bytes.copyOf().also { it[at] = value.toByte() } to "put ${hexadecimal(value)} at $at"
        }

        private fun delete(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val range = range(bytes, random)
            return bytes.without(range) to "delete $range"
        }

        private fun insert(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val at = random.nextInt(bytes.size + 1)
            val inserted = ByteArray(1 + random.nextInt(3)) { telling[random.nextInt(telling.size)].toByte() }
            val shown = inserted.joinToString(" ") { hexadecimal(it.toInt() and 0xFF) }
            return bytes.inserted(at, inserted) to "insert $shown at $at"
        }

        private fun truncate(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val size = random.nextInt(bytes.size)
            return bytes.copyOf(size) to "keep $size bytes"
        }

        private fun swap(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val middle = random.nextInt(bytes.size)
            val start = middle - random.nextInt(minOf(middle, LONGEST_RANGE) + 1)
            val end = middle + random.nextInt(minOf(bytes.size - middle, LONGEST_RANGE) + 1)
            val damaged = bytes.copyOf()
            bytes.copyInto(damaged, start, middle, end)
            bytes.copyInto(damaged, start + end - middle, start, middle)
            return damaged to "swap $start..<$middle with $middle..<$end"
        }

        private fun duplicate(bytes: ByteArray, random: Random): Pair<ByteArray, String> {
            val range = range(bytes, random)
            val at = random.nextInt(bytes.size + 1)
            return bytes.inserted(at, bytes.sliceArray(range)) to "copy $range to $at"
        }

        private fun range(bytes: ByteArray, random: Random): IntRange {
            val start = random.nextInt(bytes.size)
            return start..minOf(bytes.size - 1, start + random.nextInt(if (random.nextBoolean()) 4 else LONGEST_RANGE))
        }

        private fun ByteArray.without(range: IntRange): ByteArray =
            copyOf(range.first) + copyOfRange(range.last + 1, size)

        private fun ByteArray.inserted(at: Int, inserted: ByteArray): ByteArray =
            copyOf(at) + inserted + copyOfRange(at, size)

        private fun hexadecimal(value: Int): String = "0x" + value.toString(16).padStart(2, '0').uppercase()
    }
}
