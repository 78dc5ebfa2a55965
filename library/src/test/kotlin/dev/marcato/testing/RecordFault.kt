// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.util.Random

/** Holds the bytes of a record with a fault, and how many of its fields, from the first one on, are untouched. */
internal class FaultyRecord(val bytes: ByteArray, val wholeFields: Int)

/** Lists what may be wrong with a record in one place, which is the same place in records of the same layout. */
internal enum class RecordFault(private val damage: Place.() -> FaultyRecord) {
    LENGTH_OFF_BY_ONE({ put(0, digits(size + if (coin()) 1 else -1, 5)) }),
    LENGTH_WRONG({ put(0, digits(26 + any(90_000), 5)) }),
    LENGTH_TOO_SMALL({ put(0, "00022") }),
    LENGTH_BLANK({ put(0, "     ") }),
    LENGTH_WITH_A_LETTER({ put(any(5), "x") }),
    BASE_OFF_BY_ONE({ put(12, digits(base + if (coin()) 1 else -1, 5)) }),
    BASE_OFF_BY_AN_ENTRY({ put(12, digits(base - 12, 5)) }),
    BASE_WITH_A_LETTER({ put(12 + any(5), "o") }),
    LEADER_BYTE_LOST({ without(8) }),
    LEADER_BYTE_TOO_MANY({ inserted(8, "x") }),
    RECORD_TERMINATOR_LOST({ without(size - 1) }),
    RECORD_TERMINATOR_REPLACED({ put(size - 1, ".") }),
    FIELD_TERMINATOR_LOST({ without(fieldEnd(any(fields))) }),
    FIELD_TERMINATOR_REPLACED({ put(fieldEnd(any(fields)), ".") }),
    DIRECTORY_TERMINATOR_LOST({ without(base - 1) }),
    DIRECTORY_TERMINATOR_REPLACED({ put(base - 1, "0") }),
    ENTRY_LENGTH_OFF_BY_ONE({ any(fields).let { put(entry(it) + 3, digits(lengths[it] + if (coin()) 1 else -1, 4)) } }),
    ENTRY_LENGTH_ALL_NINES({ put(entry(any(fields)) + 3, "9999") }),
    ENTRY_OFFSET_OFF_BY_ONE({ any(fields).let { put(entry(it) + 7, digits(starts[it] + 1, 5)) } }),
    ENTRY_WITH_A_LETTER({ put(entry(any(fields)) + 3 + any(9), "x") }),
    ENTRY_BYTE_LOST({ without(entry(any(fields)) + 3 + any(9)) }),
    ENTRY_BYTE_TOO_MANY({ inserted(entry(any(fields)) + 3 + any(9), "0") }),
    DATA_BYTE_LOST({ without(text(any(fields))) }),
    DATA_BYTE_TOO_MANY({ inserted(text(any(fields)), "z") }),
    RECORD_TERMINATOR_IN_TEXT({ put(text(any(fields)), "\u001D") }),
    FIELD_TERMINATOR_IN_TEXT({ put(text(any(fields)), "\u001E") }),
    CUT({ cut(26 + any(size - 26)) }),
    CUT_AND_ENDED({ cut(base + any(size - base), "\u001D") }),
    ;

    /** Puts the fault into a copy of [record], at a place drawn from a generator with this [seed]. */
    fun of(record: RawRecord, seed: Long): FaultyRecord = Place(record, Random(seed)).damage()
}

/** A record, and where something may go wrong in it. */
private class Place(record: RawRecord, private val random: Random) {
    private val bytes = record.toByteArray()
    val size: Int = bytes.size
    val base: Int = record.dataStart()
    val fields: Int = record.entries.size
    val lengths: List<Int> = record.entries.map { it.text.substring(3, 7).toInt() }
    val starts: List<Int> = record.entries.map { it.text.substring(7, 12).toInt() }

    fun any(bound: Int): Int = random.nextInt(bound)

    fun coin(): Boolean = random.nextBoolean()

    fun entry(index: Int): Int = LEADER_LENGTH + index * ENTRY_LENGTH

    fun fieldEnd(index: Int): Int = base + starts[index] + lengths[index] - 1

    /** A place in the value of a field, with a byte of the value before it and another one after it. */
    fun text(index: Int): Int = fieldEnd(index) - 1 - any(maxOf(1, lengths[index] - 7))

    fun put(at: Int, text: String): FaultyRecord =
        whole(bytes.copyOf().also { text.toByteArray(Charsets.ISO_8859_1).copyInto(it, at) }, at)

    fun without(at: Int): FaultyRecord = whole(bytes.copyOf(at) + bytes.copyOfRange(at + 1, size), at)

    fun inserted(at: Int, text: String): FaultyRecord =
        whole(bytes.copyOf(at) + text.toByteArray() + bytes.copyOfRange(at, size), at)

    fun cut(at: Int, end: String = ""): FaultyRecord =
        FaultyRecord(bytes.copyOf(at) + end.toByteArray(), (0 until fields).count { fieldEnd(it) < at })

    /** The data also show what leader and directory say. */
    private fun whole(damaged: ByteArray, at: Int): FaultyRecord =
        FaultyRecord(damaged, if (at < base) fields else (0 until fields).count { fieldEnd(it) < at })

    fun digits(number: Int, width: Int): String = number.toString().padStart(width, '0')

    private companion object {
        const val LEADER_LENGTH = 24
        const val ENTRY_LENGTH = 12
    }
}
