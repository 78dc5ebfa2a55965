// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.TextCheck
import java.io.ByteArrayOutputStream

/**
* An input from the fuzzer: four bytes that say how to read, followed by the bytes to be read.
 *
* So the fuzzer chooses options and pieces as freely as content, and a finding is a single string of bytes.
 */
internal class FuzzInput(private val data: ByteArray) {
    private val verification = choice(0)

    /** A choice of limits. */
    val limits: Int = choice(1)
    private val pieces = choice(2)
    private val repetition = choice(3)

    /** The bytes after the choices. */
    val content: ByteArray get() = if (data.size <= CHOICES) ByteArray(0) else data.copyOfRange(CHOICES, data.size)

    /** The [content], repeated if that was chosen, so that a short input fills more than a chunk. */
    fun repeated(): ByteArray {
        val once = content
        val times = REPETITIONS[repetition % REPETITIONS.size]
        if (times == 1 || once.size * times > LARGEST) return once
        return ByteArrayOutputStream(once.size * times).also { all -> repeat(times) { all.write(once) } }.toByteArray()
    }

    /** The sizes of the pieces the bytes come in, over and over. */
    val pieceSizes: IntArray
        get() = intArrayOf(PIECES[pieces % PIECES.size], PIECES[pieces / PIECES.size % PIECES.size])

    /** A choice between the ways in which a target may do its work. */
    val variant: Int get() = verification / 4

    /** Options without limits on records, so that the records around the content aren't too large. */
    fun options(strictness: Strictness): ReadOptions = ReadOptions {
        // Text formats have a target of their own.
        format = MarcFormat.ISO_2709
        this.strictness = strictness
        textCheck = TextCheck.entries[verification % 4 % 3]
        chunkSize = CHUNK_SIZE
        limits {
            damageBytes = DAMAGE_BYTES[this@FuzzInput.limits / 4 % 4]
            problemsPerRecord = PROBLEMS[this@FuzzInput.limits / 16 % 4]
            problems = PROBLEMS[this@FuzzInput.limits / 64 % 4]
        }
    }

    /** Options with all limits, some of them as small as possible. */
    fun limitedOptions(strictness: Strictness): ReadOptions = options(strictness).toBuilder().apply {
        limits { recordBytes = RECORD_BYTES[this@FuzzInput.limits % 4] }
    }.build()

    private fun choice(index: Int): Int = if (index < data.size) data[index].toInt() and 0xFF else 0

    companion object {
        /** How many bytes before the content are choices. */
        const val CHOICES = 4

        // The smallest, so that few bytes fill many.
        private const val CHUNK_SIZE = 1024
        private const val LARGEST = 5 * 1024
        private val REPETITIONS = intArrayOf(1, 1, 1, 1, 1, 2, 3, 20)
        private val PIECES = intArrayOf(1, 2, 3, 5, 7, 13, 31, 83, 84, 200, 511, 1023, 1024, 2048, 4095, 65536)
        private val RECORD_BYTES = intArrayOf(16 * 1024 * 1024, 26, 83, 300)
        private val DAMAGE_BYTES = intArrayOf(4 * 1024 * 1024, 0, 1, 50)
        private val PROBLEMS = intArrayOf(1_000, 1, 2, 5)
    }
}
