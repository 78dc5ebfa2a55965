// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.input.ByteWindow

private const val MOST_BLANKS = 16

/** The number of bytes needed to know whether a record begins at the first of them. */
internal const val ANCHOR_LENGTH: Int = 1 + MOST_BLANKS + 8

// The members that records begin with in one dialect or another; none of them can be a tag or a code.
private val NAMES = listOf("\"leader\"", "\"fields\"", "\"record\"", "\"_id\"").map { it.toByteArray() }

/**
 * Whether the opening bracket at [at], a place in the buffer, begins an object like a record: its first member is
 * `leader`, `fields`, `record` or `_id`, after no more than 16 blanks and line ends.
 *
 * This can't occur inside a string, where quotation marks have a backslash, nor inside a record. So reading can resume
 * here whatever came before.
 */
internal fun ByteWindow.beginsLikeRecord(at: Int): Answer {
    var name = at + 1
    while (name < limit && name <= at + MOST_BLANKS && isJsonBlank(buffer.get(name))) name++
    var answer = Answer.NO
    for (candidate in NAMES) {
        val known = minOf(candidate.size, limit - name)
        if ((0 until known).any { buffer.get(name + it) != candidate[it] }) continue
        if (known == candidate.size) return Answer.YES
        if (!isComplete) answer = Answer.UNKNOWN
    }
    return answer
}

/**
 * Whether the object at [at], which begins like a record, begins with a leader or fields. Such a record holds no other;
 * `_id` and `record` may also stand in an object around one.
 */
internal fun ByteWindow.beginsWithContent(at: Int): Boolean {
    var name = at + 1
    while (isJsonBlank(buffer.get(name))) name++
    val first = buffer.get(name + 1).toInt().toChar()
    return first == 'l' || first == 'f'
}
