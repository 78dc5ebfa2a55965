// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.input.ByteWindow
import java.util.BitSet

/** The result of [JsonFrame.advance]. */
internal enum class JsonFraming {
    /** The object is complete. */
    WHOLE,

    /** The object has no end, or none that can be trusted. */
    BROKEN,

    /** More bytes must come. */
    MORE,
}

/**
 * Finds the end of the object at the front of the [window] from its brackets and quotation marks alone, and checks the
 * limits. Looks at each byte once, however the bytes arrive.
 *
 * An object that begins with a leader or fields holds no other record, and one that begins with `_id` or `record` holds
 * none that begins in the same way. So if one follows, the first was cut off, and the brackets after that place mean
 * nothing.
 *
 * @param maxObject how many bytes the object may have
 */
internal class JsonFrame(private val window: ByteWindow, options: ReadOptions, private val maxObject: Int) {
    private val maxDepth = options.limits.depth
    private val maxValue = options.limits.valueBytes
    private val isArray = BitSet()
    private var depth = 0
    private var stringStart = NO_STRING
    private var mayBeRecord = false

    /** Whether the object begins with a leader or fields, and so holds no other record. */
    var isRecord: Boolean = false
        private set

    /** The number of bytes of the object that were looked at; all of them if it is complete. */
    var length: Int = 0
        private set

    /** The problem, if the object is broken; [at] counts from the front. */
    var code: ProblemCode = ProblemCode.SYNTAX_WRONG
        private set

    var at: Int = 0
        private set

    var found: String = ""
        private set

    var expected: String = ""
        private set

    fun start() {
        length = 0
        depth = 0
        stringStart = NO_STRING
        mayBeRecord = false
        isRecord = false
    }

    fun advance(): JsonFraming {
        while (true) {
            val end = minOf(window.available, maxObject)
            val step = if (stringStart == NO_STRING) betweenStrings(end) else inString(end)
            if (step == JsonFraming.WHOLE && depth > 0) continue
            if (step != JsonFraming.MORE) return step
            // Only then is it known what each bracket begins; before, the result would depend on how the bytes arrive.
            val isTooLarge = window.available >= maxObject + if (window.isComplete) 1 else ANCHOR_LENGTH
            if (isTooLarge) return tooLarge()
            return if (window.isComplete) cutOff() else JsonFraming.MORE
        }
    }

    private fun tooLarge(): JsonFraming =
        broken(ProblemCode.RECORD_TOO_LARGE, 0, "an object of more than $maxObject bytes", "$maxObject bytes at most")

    private fun cutOff(): JsonFraming {
        val what = if (stringStart == NO_STRING) "an object" else "a string"
        return broken(ProblemCode.RECORD_CUT_OFF, window.available, "the end of the input in $what", "its end")
    }

    /** Moves to the next quotation mark, or to the end of the object. */
    private fun betweenStrings(end: Int): JsonFraming {
        val buffer = window.buffer
        while (length < end) {
            when (buffer.get(window.position + length)) {
                QUOTE -> {
                    stringStart = ++length
                    return JsonFraming.WHOLE
                }

                OBJECT -> {
                    val step = openObject()
                    if (step != null) return step
                }

                ARRAY -> if (!open(isArray = true)) return tooDeep()

                END_OF_OBJECT, END_OF_ARRAY -> {
                    val isOfArray = buffer.get(window.position + length) == END_OF_ARRAY
                    if (isArray.get(depth - 1) != isOfArray) {
                        val wanted = if (isOfArray) "} before ]" else "] before }"
                        return broken(ProblemCode.SYNTAX_WRONG, length, if (isOfArray) "]" else "}", wanted)
                    }
                    depth--
                    if (depth == 0) {
                        length++
                        return JsonFraming.WHOLE
                    }
                }
            }
            length++
        }
        return JsonFraming.MORE
    }

    private fun inString(end: Int): JsonFraming {
        val buffer = window.buffer
        val front = window.position
        while (true) {
            length = endOfPlainString(buffer, front + length, front + end) - front
            if (length - stringStart > maxValue) {
                val found = "a string of more than $maxValue bytes"
                return broken(ProblemCode.VALUE_TOO_LARGE, stringStart - 1, found, "$maxValue bytes at most")
            }
            if (length == end) return JsonFraming.MORE
            when (val byte = buffer.get(front + length)) {
                QUOTE -> {
                    length++
                    stringStart = NO_STRING
                    return JsonFraming.WHOLE
                }

                BACKSLASH -> {
                    if (length + 2 > end) return JsonFraming.MORE
                    length += 2
                }

                else -> {
                    val found = "0x${hex(byte)} in a string"
                    return broken(ProblemCode.SYNTAX_WRONG, length, found, "control characters as escapes only")
                }
            }
        }
    }

    /** Opens the object or one inside it; returns null, or the reason if it can't be opened. */
    private fun openObject(): JsonFraming? {
        val at = window.position + length
        val begins = window.beginsLikeRecord(at)
        if (begins == Answer.UNKNOWN) return JsonFraming.MORE
        val isBeginning = begins == Answer.YES
        val hasContent = isBeginning && window.beginsWithContent(at)
        if (length == 0) {
            mayBeRecord = isBeginning
            isRecord = hasContent
        } else if (isBeginning && (isRecord || (mayBeRecord && !hasContent))) {
            val found = "the beginning of another record"
            return broken(ProblemCode.RECORD_CUT_OFF, length, found, "the end of the first")
        }
        return if (open(isArray = false)) null else tooDeep()
    }

    private fun open(isArray: Boolean): Boolean {
        this.isArray.set(depth, isArray)
        return ++depth <= maxDepth
    }

    private fun tooDeep(): JsonFraming =
        broken(ProblemCode.NESTING_TOO_DEEP, length, "$depth nested objects and arrays", "$maxDepth at most")

    private fun broken(code: ProblemCode, at: Int, found: String, expected: String): JsonFraming {
        this.code = code
        this.at = at
        this.found = found
        this.expected = expected
        return JsonFraming.BROKEN
    }

    private companion object {
        const val NO_STRING = -1
    }
}
