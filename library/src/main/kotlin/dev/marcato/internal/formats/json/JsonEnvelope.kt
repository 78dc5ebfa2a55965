// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.excerpt
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.lengthOfWrongPart
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.TextRecord
import dev.marcato.internal.record.littleEndian
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer

/**
 * Walks through an object that holds lists of records: returns the records one after the other, and checks that the
 * text between them is well-formed by itself.
 */
internal class JsonEnvelope(private val record: TextRecord) {
    private val lists = JsonLists()
    private val tokens = JsonTokens()
    private var size = 0
    private var done = 0
    private var part = 0
    private var fault: Fault? = null

    /** Whether there is an empty array with the name of a list of records. */
    val hasEmptyList: Boolean get() = lists.hasEmptyList

    /** Whether the next bytes are a part to be read as a record. */
    val isAtPart: Boolean get() = part < lists.count && lists.start(part) == done

    val isDone: Boolean get() = done == size

    /** The size of the next part, or of the bytes before it. */
    val nextSize: Int
        get() = when {
            isAtPart -> lists.end(part)
            part < lists.count -> lists.start(part)
            else -> size
        } - done

    /** Looks for lists of records in the object of [size] bytes at [from], and returns whether there are any. */
    fun find(buffer: ByteBuffer, from: Int, size: Int): Boolean {
        done = 0
        part = 0
        this.size = size
        fault = null
        if (!lists.find(buffer, from, size)) return false
        fault = faultIn(buffer, from)
        return true
    }

    fun pass(count: Int) {
        if (isAtPart) part++
        done += count
    }

    /**
     * Returns what is wrong with the next [count] bytes, which begin at [at] and aren't a part; places count from [at].
     */
    fun faultBetween(buffer: ByteBuffer, at: Int, count: Int): Fault? {
        val wrong = firstByteNotUtf8(buffer, at, at + count)
        if (wrong >= 0) {
            val length = lengthOfWrongPart(buffer, wrong, at + count)
            val found = excerpt(buffer, wrong, wrong + length)
            return Fault(ProblemCode.TEXT_NOT_UTF_8, wrong - at, found, "UTF-8")
        }
        val known = fault
        if (known == null || known.at > done + count) return null
        fault = null
        return Fault(known.code, maxOf(0, known.at - done), known.found, known.expected)
    }

    /** Returns what is wrong with the object once all its parts are replaced by empty objects. */
    private fun faultIn(buffer: ByteBuffer, from: Int): Fault? {
        val text = ByteArrayOutputStream()
        // Where the text before each part begins in the new text.
        val places = IntArray(lists.count + 1)
        for (index in 0..lists.count) {
            places[index] = text.size()
            val start = if (index == 0) 0 else lists.end(index - 1)
            val end = if (index == lists.count) size else lists.start(index)
            for (at in start until end) text.write(buffer.get(from + at).toInt())
            if (index == lists.count) break
            // As between records elsewhere, a comma may be missing.
            val isBlank = (start until end).all { isJsonBlank(buffer.get(from + it)) }
            if (index > 0 && isBlank) text.write(','.code)
            text.write(EMPTY)
        }
        val bytes = text.toByteArray()
        try {
            tokens.start(littleEndian(bytes), 0, bytes.size, record)
            val _ = tokens.next()
            tokens.skip()
            return null
        } catch (e: JsonFaultException) {
            val known = e.fault
            return Fault(known.code, original(known.at, places), known.found, known.expected)
        } finally {
            // Bytes that aren't UTF-8 there are found again later.
            record.begin()
        }
    }

    /** Converts a place in the text without parts to a place in the object. */
    private fun original(at: Int, places: IntArray): Int {
        val found = places.binarySearch(at)
        val index = if (found >= 0) found else -found - 2
        val start = if (index == 0) 0 else lists.end(index - 1)
        val end = if (index == lists.count) size else lists.start(index)
        return minOf(start + at - places[index], end)
    }

    private companion object {
        val EMPTY = "{}".toByteArray()
    }
}
