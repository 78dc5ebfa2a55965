// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import java.nio.ByteBuffer

/** The bytes that have arrived, and whether more may come. */
internal class KnownBytes(val bytes: ByteBuffer, val limit: Int, val isComplete: Boolean) {
    /** The answer to a question that depends on bytes after the last one. */
    val beyondLimit: Answer get() = if (isComplete) Answer.NO else Answer.UNKNOWN

    /** Whether each byte from [at] on passes the [test]; looks at no more bytes than needed. */
    inline fun matches(at: Int, length: Int, test: (offset: Int, byte: Int) -> Boolean): Answer {
        for (offset in 0 until length) {
            if (at + offset >= limit) return beyondLimit
            if (!test(offset, bytes.get(at + offset).toInt())) return Answer.NO
        }
        return Answer.YES
    }
}

/** Bytes that may stand between records without being a fault: line ends, blanks and NULs. */
internal fun isFiller(byte: Byte): Boolean =
    byte == 0x20.toByte() || byte == 0x0A.toByte() || byte == 0x0D.toByte() || byte == 0.toByte()

private const val SHAPE_LENGTH = 17
private const val ENTRY_MAP = 20

/** The positions of a leader that hold neither lengths nor counts. */
private val CODES = intArrayOf(5, 6, 7, 8, 9, 17, 18, 19)

/**
 * Whether a leader seems to begin at [at]: five digits, three printable non-digits at 5-7, `2` or a blank at 10 and 11,
 * five digits at 12-16.
 *
 * Ignores where the numbers point, so it also finds a leader whose numbers are wrong. Little else in a record looks
 * like this: of 200 million other places in real records with numeric tags, not one does. Alphabetic tags do, see
 * [leaderAfterText].
 */
internal fun leaderShape(known: KnownBytes, at: Int): Answer = known.matches(at, SHAPE_LENGTH) { offset, byte ->
    when (offset) {
        in 0..4, in 12..16 -> byte in DIGITS

        in 5..7 -> byte in 0x20..0x7E && byte !in DIGITS

        10, 11 -> byte == '2'.code || byte == ' '.code

        // A delimiter would mean that the record ended here.
        else -> byte !in 0..0x1F
    }
}

/**
 * Whether a leader seems to begin at [at], without a record terminator before it: either the record before has lost its
 * own, or this is the middle of a record.
 *
 * A directory with alphabetic tags has the shape of a leader, too: `00013AVA002200035AVA002200057` holds an offset, a
 * tag, a length that ends in 22, and the next offset. But a directory is letters and digits up to its end. Each of
 * 9,887 different leaders in real files has at least one blank or other sign at 5-9 and 17-19, all but 40 have two, and
 * none has digits at 8 and 9. So without a sign it isn't a leader. With only one, or with digits at 8 and 9, it also
 * needs the entry map `45` at 20-21 and a directory after its 24 bytes.
 */
internal fun leaderAfterText(known: KnownBytes, at: Int): Answer {
    val shape = leaderShape(known, at)
    if (shape != Answer.YES) return shape
    var signs = 0
    for (offset in CODES) {
        if (at + offset >= known.limit) {
            if (!known.isComplete) return Answer.UNKNOWN
            // A leader that is cut off may have had any sign.
            signs++
            continue
        }
        val byte = known.bytes.get(at + offset)
        if (byte == FIELD_TERMINATOR) return Answer.NO
        if (!isLetterOrDigit(byte.toInt())) signs++
    }
    val hasDigits = known.bytes.get(at + 8) in DIGITS && known.bytes.get(at + 9) in DIGITS
    if (signs > 1 && !hasDigits) return Answer.YES
    if (signs == 0) return Answer.NO
    val map = known.matches(at + ENTRY_MAP, 2) { offset, byte -> byte == '4'.code + offset }
    return if (map == Answer.YES) directoryAt(known, at + LEADER_LENGTH) else map
}

/**
 * Whether reading may begin at [at], a place after a record terminator: a leader has its shape there, after at most
 * [MOST_FILLER] bytes of filler.
 *
 * Such a place is always a boundary, whatever was read before; see [BoundarySearch] and [SoundRecord]. The filler is
 * limited because all of it has to be held until the answer is known.
 */
internal fun anchorAt(known: KnownBytes, at: Int): Answer {
    var next = at
    while (next < known.limit && isFiller(known.bytes.get(next))) {
        if (next - at == MOST_FILLER) return Answer.NO
        next++
    }
    return if (next == known.limit) known.beyondLimit else leaderShape(known, next)
}

private const val MOST_FILLER = 4096

/**
 * Whether a directory begins at its usual distance from a record that begins at [at], or a byte before or after because
 * the leader is too short or too long: one entry, and then another one or the terminator.
 *
 * Finds records whose leader has lost its shape, such as those of programs that leave the lengths blank.
 */
internal fun directoryNearby(known: KnownBytes, at: Int): Answer {
    var answer = Answer.NO
    for (length in LEADER_LENGTHS) {
        val found = directoryAt(known, at + length)
        if (found == Answer.YES) return found
        if (found == Answer.UNKNOWN) answer = found
    }
    return answer
}

/**
 * Whether a leader begins at [at] whose record length is blank, or begins with blanks. Because such blanks look like
 * filler, more is required than for other leaders: the entry map, and a directory after it.
 */
internal fun blankLengthAt(known: KnownBytes, at: Int): Answer {
    val leader = known.matches(at, LEADER_LENGTH) { offset, byte ->
        when (offset) {
            0 -> byte == ' '.code
            in 1..4 -> byte == ' '.code || byte in DIGITS
            in 5..7 -> byte in 0x21..0x7E && byte !in DIGITS
            10, 11 -> byte == '2'.code || byte == ' '.code
            20 -> byte == '4'.code
            21 -> byte == '5'.code
            else -> byte !in 0..0x1F
        }
    }
    return if (leader == Answer.YES) directoryAt(known, at + LEADER_LENGTH) else leader
}

/**
 * Returns how many of the blanks before [at] and after [from] begin a record whose length isn't written out; -1 if more
 * bytes are needed.
 */
internal fun blanksOfLength(known: KnownBytes, from: Int, at: Int): Int {
    var blanks = 0
    var isUnknown = false
    while (blanks < LONGEST_BLANK && at - blanks > from && known.bytes.get(at - blanks - 1) == ' '.code.toByte()) {
        blanks++
        when (blankLengthAt(known, at - blanks)) {
            Answer.YES -> return blanks
            Answer.UNKNOWN -> isUnknown = true
            Answer.NO -> Unit
        }
    }
    return if (isUnknown) -1 else 0
}

/** The number of digits of a record length. */
internal const val LONGEST_BLANK: Int = 5

/** The lengths that a leader may have, the right one first. */
internal val LEADER_LENGTHS: IntArray = intArrayOf(LEADER_LENGTH, LEADER_LENGTH + 1, LEADER_LENGTH - 1)

/** Whether a directory entry begins at [at], and another one or the terminator follows it. */
internal fun directoryAt(known: KnownBytes, at: Int): Answer {
    val first = entryAt(known, at)
    if (first != Answer.YES) return first
    val next = at + DIRECTORY_ENTRY_LENGTH
    if (next >= known.limit) return known.beyondLimit
    return if (known.bytes.get(next) == FIELD_TERMINATOR) Answer.YES else entryAt(known, next)
}

private fun entryAt(known: KnownBytes, at: Int): Answer = known.matches(at, DIRECTORY_ENTRY_LENGTH) { offset, byte ->
    byte in DIGITS || (offset < TAG_LENGTH && isLetterOrDigit(byte))
}

private fun isLetterOrDigit(byte: Int): Boolean =
    byte in DIGITS || byte in 'A'.code..'Z'.code || byte in 'a'.code..'z'.code

private val DIGITS = '0'.code..'9'.code
internal const val TAG_LENGTH: Int = 3
