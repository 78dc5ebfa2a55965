// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Random
import java.util.stream.IntStream
import java.util.stream.Stream

/**
 * Invents a library catalogue: bibliographic records that look like those of a mixed research library, the same on
 * every JDK, system and locale for the same seed.
 *
 * Nine records in ten are about books, the rest about serials, music, maps and online resources. English prevails;
 * roughly three records in ten hold letters beyond ASCII, and some of them have fields 880 in Cyrillic, Greek, Chinese,
 * Japanese or Arabic script. All records differ from one another, at least in 001.
 *
 * A record depends on the seed and its own number only, so that any of them can be had without those before it.
 * Instances are immutable and can be shared between threads.
 */
public class Catalogue private constructor(
    private val seed: Long,
    private val large: Boolean,
) {
    /** Invents the record number [index], from 0. */
    public fun record(index: Int): PlainRecord {
        require(index >= 0) { "A record number is not negative: $index" }
        val random = Random(scrambled(seed + index))
        return if (large) LargeRecord(random, index).describe() else CatalogueRecord(random, index).describe()
    }

    /** Invents the first [count] records one by one as they are asked for. The sequence can be run again. */
    public fun records(count: Int): Sequence<PlainRecord> = (0 until count).asSequence().map(::record)

    /** Invents the first [count] records one by one as they are asked for, as a Java stream. */
    public fun stream(count: Int): Stream<PlainRecord> = IntStream.range(0, count).mapToObj(::record)

    /** Encodes the first [count] records as one ISO 2709 file in memory. */
    public fun toByteArray(count: Int): ByteArray = Iso2709Bytes.encodeAll(records(count).asIterable())

    override fun toString(): String = "Catalogue(seed=$seed, ${if (large) "large records" else "ordinary records"})"

    public companion object {
        /** Changes whenever the generator writes other bytes than before. */
        public const val VERSION: Int = 1

        /** The seed of all fixtures. */
        public const val DEFAULT_SEED: Long = 2709L

        /** Gives a catalogue with records of about 1.1 kB and 18 fields. */
        @JvmStatic
        @JvmOverloads
        public fun ordinary(seed: Long = DEFAULT_SEED): Catalogue = Catalogue(seed, large = false)

        /** Gives a catalogue with records of about 10 kB: long contents notes, and many subjects and persons. */
        @JvmStatic
        @JvmOverloads
        public fun large(seed: Long = DEFAULT_SEED): Catalogue = Catalogue(seed, large = true)

        // java.util.Random begins alike for seeds that are alike; this is the finaliser of SplitMix64.
        private fun scrambled(number: Long): Long {
            val first = (number * -0x61c8864680b583ebL).let { (it xor (it ushr 30)) * -0x40a7b892e31b1a47L }
            val second = (first xor (first ushr 27)) * -0x6b2fb644ecceee15L
            return second xor (second ushr 31)
        }
    }
}
