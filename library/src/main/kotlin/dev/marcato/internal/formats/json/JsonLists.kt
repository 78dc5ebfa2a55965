// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import java.nio.ByteBuffer

/**
 * Finds the records in an object that holds several of them in arrays, such as FOLIO's answers:
 * `{"sourceRecords":[{…},{…}],"totalRecords":2}`.
 *
 * An array is a list of records if one of its objects, or an object inside one, has a leader. Everything in such an
 * array is a part of the object that is read as a record. An object with a leader beside such arrays is a part, too.
 *
 * Looks only at brackets, strings and names, which the frame has found to be sound. So an ill-formed record is a part
 * like any other, and hides none of them.
 */
internal class JsonLists {
    private var bytes: ByteBuffer = ByteBuffer.allocate(0)
    private var from = 0
    private var limit = 0
    private var at = 0

    // Where parts begin and end, counted from the beginning of the object. The ends of an array's elements are negative
    // until it is known whether the array is a list.
    private val starts = PartOffsets()
    private val ends = PartOffsets()

    val count: Int get() = starts.size

    /** Whether there is an empty array with the name of a list of records. */
    var hasEmptyList: Boolean = false
        private set

    /** Returns where a part begins; places count from the beginning of the object. */
    fun start(part: Int): Int = starts[part]

    fun end(part: Int): Int = ends[part]

    /** Looks at the object of [size] bytes at [from], and returns whether it holds lists of records. */
    fun find(buffer: ByteBuffer, from: Int, size: Int): Boolean {
        bytes = buffer
        this.from = from
        limit = from + size
        at = from
        hasEmptyList = false
        cutOff(0)
        val isEnvelope = holds(inObject(), LISTED)
        if (!isEnvelope) cutOff(0)
        return isEnvelope
    }

    /** Moves past the object that begins here, and returns what it holds. */
    private fun inObject(): Int {
        val start = at++
        val mark = count
        var own = 0
        var inner = 0
        var name = 0..<0
        while (true) {
            when (bytes.get(at)) {
                QUOTE -> name = string()

                COLON -> {
                    at++
                    own = own or memberOf(name)
                    if (bytes.get(afterBlanks(at)) == ARRAY) noteEmptyList(name)
                }

                OBJECT -> inner = inner or inObject()

                ARRAY -> inner = inner or inArray()

                END_OF_OBJECT -> break

                else -> at++
            }
        }
        at++
        if (own == 0) return inner
        // Everything else in a record is ignored.
        cutOff(mark)
        if (holds(own, LEADER)) add(start, at)
        return own
    }

    /** Moves past the array that begins here, and returns whether it is a list of records, or holds one. */
    private fun inArray(): Int {
        at++
        val mark = count
        var isList = false
        while (true) {
            val start = at
            val known = count
            val inner = when (bytes.get(at)) {
                OBJECT -> inObject()
                ARRAY -> inArray()
                END_OF_ARRAY -> break
                else -> if (scalar()) 0 else continue
            }
            if (holds(inner, LISTED)) continue
            isList = isList || holds(inner, LEADER)
            cutOff(known)
            starts.add(start - from)
            ends.add(-(at - from))
        }
        at++
        settle(mark, isList)
        return if (count > mark) LISTED else 0
    }

    /** Keeps the elements of the array as parts if it is a list; forgets them otherwise. */
    private fun settle(mark: Int, isList: Boolean) {
        var kept = mark
        for (part in mark until count) {
            val end = ends[part]
            if (end < 0 && !isList) continue
            starts[kept] = starts[part]
            ends[kept++] = if (end < 0) -end else end
        }
        cutOff(kept)
    }

    /** Moves past a string, number or word if one begins here, and otherwise past one byte; returns which it was. */
    private fun scalar(): Boolean {
        if (bytes.get(at) == QUOTE) {
            val _ = string()
            return true
        }
        val start = at
        while (!isJsonBlank(bytes.get(at)) && bytes.get(at) !in STRUCTURE) at++
        if (at > start) return true
        at++
        return false
    }

    /** Moves past the string that begins here, and returns where its text is. */
    private fun string(): IntRange {
        val start = ++at
        while (true) {
            at = endOfPlainString(bytes, at, limit)
            if (bytes.get(at) == QUOTE) break
            at += 2
        }
        return start..<at++
    }

    /** Returns what a member with this name, and the value after it, shows about its object. */
    private fun memberOf(name: IntRange): Int {
        val value = bytes.get(afterBlanks(at))
        return when (textOf(name)) {
            JsonRecordParser.LEADER -> if (value == OBJECT || value == ARRAY) RECORD else RECORD or LEADER

            // Catmandu's rows include the leader.
            JsonRecordParser.RECORD -> if (value == OBJECT) 0 else RECORD or LEADER

            in JsonRecordParser.MEMBERS -> RECORD

            else -> 0
        }
    }

    private fun noteEmptyList(name: IntRange) {
        val array = afterBlanks(at)
        val text = textOf(name)
        if (text != LIST && !text.endsWith(OTHER_LIST)) return
        hasEmptyList = hasEmptyList || bytes.get(afterBlanks(array + 1)) == END_OF_ARRAY
    }

    /** Returns the name, or nothing if it is longer than every name with a meaning. */
    private fun textOf(name: IntRange): String {
        val length = name.last + 1 - name.first
        if (length !in 1..LONGEST_NAME) return ""
        return String(CharArray(length) { (bytes.get(name.first + it).toInt() and 0xFF).toChar() })
    }

    private fun afterBlanks(from: Int): Int {
        var index = from
        while (isJsonBlank(bytes.get(index))) index++
        return index
    }

    private fun holds(flags: Int, flag: Int): Boolean = flags and flag != 0

    private fun add(start: Int, end: Int) {
        starts.add(start - from)
        ends.add(end - from)
    }

    private fun cutOff(count: Int) {
        starts.size = count
        ends.size = count
    }

    private companion object {
        /** The object is a record, or holds one outside arrays. */
        const val RECORD = 1

        /** That record has a leader. */
        const val LEADER = 2

        /** The object holds lists of records. */
        const val LISTED = 4

        const val LIST = "records"
        const val OTHER_LIST = "Records"
        const val LONGEST_NAME = 32
        val STRUCTURE = "{}[]\",:".toByteArray()
    }
}

/** A growing list of numbers, without an object for each. */
internal class PartOffsets {
    private var numbers = IntArray(FEW)

    /** The number of numbers; setting it forgets the ones after. */
    var size: Int = 0

    operator fun get(index: Int): Int = numbers[index]

    operator fun set(index: Int, number: Int) {
        numbers[index] = number
    }

    fun add(number: Int) {
        if (size == numbers.size) numbers = numbers.copyOf(2 * size)
        numbers[size++] = number
    }

    private companion object {
        const val FEW = 16
    }
}
