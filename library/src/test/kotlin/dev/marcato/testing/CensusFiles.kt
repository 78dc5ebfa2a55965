// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.ByteArrayOutputStream
import java.util.Random

/** Holds a file, and where in it records stand that nothing was done to. */
internal class CensusFile(val kind: String, val bytes: ByteArray, val untouched: List<IntRange>)

/**
 * Makes files of records with alphabetic tags, one of each kind that a search for boundaries may meet: clean, or with
 * something done to every third record, or between records, or at the ends of the file.
 */
internal class CensusFiles(private val records: Int, private val seed: Long) {
    fun all(): List<CensusFile> = listOf(
        file("clean"),
        file("line ends between", before = { "\r\n".toByteArray() }),
        file("NULs up to 2,048 bytes", before = { ByteArray(2048 - size % 2048) }),
        file("a byte order mark in front", head = { bytes(0xEF, 0xBB, 0xBF) }),
        file("junk in front", head = { junk(300) }),
        file("junk at the end", tail = { junk(300) }),
        file("no terminator at the end", last = { it.copyOf(it.size - 1) }),
        file("0x1D in text", third = { put(it, it.size - 9, 0x1D) }),
        file("0x1D in the directory", third = { put(it, 24 + any(baseOf(it) - 25), 0x1D) }),
        file("0x1D in the leader", third = { put(it, 5 + any(19), 0x1D) }),
        file("cut off, with a terminator", third = { it.copyOf(30 + any(it.size - 30)) + 0x1D }),
        file("cut off, without one", third = { it.copyOf(30 + any(it.size - 30)) }),
        file("wrong lengths", third = { put(it, 0, *digits(any(99_999), 5)) }),
        file("blank lengths", third = { put(it, 0, *bytes(' '.code, ' '.code, ' '.code, ' '.code, ' '.code)) }),
        file("wrong base addresses", third = { put(it, 12, *digits(any(9_999), 5)) }),
        file("terminators lost", third = { it.copyOf(it.size - 1) }),
        file("terminators twice", third = { it + 0x1D }),
        file("flipped bits", third = { flipped(it) }),
        file("a byte of the directory lost", third = { without(it, 24 + any(baseOf(it) - 25)) }),
        file("a byte too many in the directory", third = { inserted(it, 24 + any(baseOf(it) - 25), '0'.code) }),
        file("random bytes between", before = { junk(any(2_000)) }),
        file("digits and 0x1D between", before = { soup(any(2_000)) }),
        file("zeros between", before = { ByteArray(any(5_000)) }),
        file("a whole record in a field", third = { wrapped(it) }),
    )

    private fun file(
        kind: String,
        third: Draw.(ByteArray) -> ByteArray = { it },
        last: Draw.(ByteArray) -> ByteArray = { it },
        before: Draw.() -> ByteArray = { ByteArray(0) },
        head: Draw.() -> ByteArray = { ByteArray(0) },
        tail: Draw.() -> ByteArray = { ByteArray(0) },
    ): CensusFile {
        val random = Random(seed)
        val target = ByteArrayOutputStream()
        val untouched = ArrayList<IntRange>()
        target.write(Draw(random, 0).head())
        for (index in 0 until records) {
            val sound = Iso2709Bytes.encode(LeaderLike.record(random))
            val draw = Draw(random, target.size())
            if (index > 0) target.write(draw.before())
            val written = when (index) {
                records - 1 -> draw.last(sound)
                else -> if (index % 3 == 1) draw.third(sound) else sound
            }
            if (written === sound) untouched += target.size() until target.size() + sound.size
            target.write(written)
        }
        target.write(Draw(random, 0).tail())
        return CensusFile(kind, target.toByteArray(), untouched)
    }

    /** What is drawn at random; [size] is how long the file has become. */
    private class Draw(private val random: Random, val size: Int) {
        fun any(bound: Int): Int = random.nextInt(bound)

        fun bytes(vararg values: Int): ByteArray = ByteArray(values.size) { values[it].toByte() }

        fun digits(number: Int, width: Int): ByteArray = number.toString().padStart(width, '0').toByteArray()

        fun junk(size: Int): ByteArray = ByteArray(size).also(random::nextBytes)

        fun soup(size: Int): ByteArray = ByteArray(size) { if (any(20) == 0) 0x1D else ('0'.code + any(10)).toByte() }

        fun baseOf(record: ByteArray): Int = String(record, 12, 5, Charsets.ISO_8859_1).toInt()

        fun put(record: ByteArray, at: Int, vararg values: Byte): ByteArray =
            record.copyOf().also { values.copyInto(it, at) }

        fun put(record: ByteArray, at: Int, value: Int): ByteArray = put(record, at, value.toByte())

        fun without(record: ByteArray, at: Int): ByteArray = record.copyOf(at) + record.copyOfRange(at + 1, record.size)

        fun inserted(record: ByteArray, at: Int, value: Int): ByteArray =
            record.copyOf(at) + value.toByte() + record.copyOfRange(at, record.size)

        fun flipped(record: ByteArray): ByteArray = record.copyOf().also { flipped ->
            repeat(3) {
                val at = any(flipped.size)
                flipped[at] = (flipped[at].toInt() xor (1 shl any(8))).toByte()
            }
        }

        /** The record in the middle of its last field. */
        fun wrapped(record: ByteArray): ByteArray =
            record.copyOf(record.size - 6) + record + record.copyOfRange(record.size - 6, record.size)
    }
}
