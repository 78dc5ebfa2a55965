// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.internal.bytes.Answer
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import java.nio.ByteBuffer

/** The bytes that have come, and whether more may: what landmarks are looked for in. */
internal class KnownBytes(val bytes: ByteBuffer, val limit: Int, val isComplete: Boolean) {
    /** What a question comes to whose answer depends on bytes behind the last one. */
    val beyondLimit: Answer get() = if (isComplete) Answer.NO else Answer.UNKNOWN

    /** Whether the bytes from [at] on are as they should be, by a test per byte; no more is looked at than needed. */
    inline fun matches(at: Int, length: Int, test: (offset: Int, byte: Int) -> Boolean): Answer {
        for (offset in 0 until length) {
            if (at + offset >= limit) return beyondLimit
            if (!test(offset, bytes.get(at + offset).toInt())) return Answer.NO
        }
        return Answer.YES
    }
}

/** What may stand between records without being a fault: line ends, blanks and NULs. */
internal fun isFiller(byte: Byte): Boolean =
    byte == 0x20.toByte() || byte == 0x0A.toByte() || byte == 0x0D.toByte() || byte == 0.toByte()

private const val SHAPE_LENGTH = 17
private const val ENTRY_MAP = 20

/** The positions of a leader that hold neither lengths nor counts. */
private val CODES = intArrayOf(5, 6, 7, 8, 9, 17, 18, 19)

/**
 * Whether a leader seems to begin at [at]: five digits, three printable non-digits at 5-7, `2` or a blank at 10 and
 * 11, five digits at 12-16.
 *
 * It does not look at where the numbers point, so a leader that lies is found all the same. Little else in a record
 * looks like this: of 200 million places in real records with numeric tags that are no start of one, not a single one
 * does. Alphabetic tags do, see [leaderAfterText].
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
 * Whether a leader seems to begin at [at], where no record terminator stands before it: either the record before has
 * lost its own, or this is the middle of a record.
 *
 * A directory with alphabetic tags has the shape of a leader, too. In `00013AVA002200035AVA002200057` stand an offset, a
 * tag, a length that ends in 22, and the next offset. But a directory consists of letters and digits up to its end, and
 * a leader has blanks or other signs: of 9,887 different ones in real files each has at least one at 5-9 and 17-19, and
 * all but 40 have two. None has digits at 8 and 9. So what has no sign is no leader, and what has only one, or digits at
 * 8 and 9, has to show more: the entry map `45` at 20-21, and a directory after its 24 bytes.
 */
internal fun leaderAfterText(known: KnownBytes, at: Int): Answer {
    val shape = leaderShape(known, at)
    if (shape != Answer.YES) return shape
    var signs = 0
    for (offset in CODES) {
        if (at + offset >= known.limit) {
            if (!known.isComplete) return Answer.UNKNOWN
            // A leader that is cut off may have had any.
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
 * Whether reading may begin at [at], which is the place behind a record terminator: where, behind no more filler than
 * [MOST_FILLER], a leader has its shape.
 *
 * Such a place is a boundary for everybody, whatever was read before; see [BoundarySearch] and [SoundRecord]. More
 * filler than that would have to be held before anybody could tell.
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
 * Whether a directory begins where that of a record which begins at [at] would, or a byte before or behind, because
 * its leader is too short or too long: an entry, and behind it another one or the terminator.
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
 * Whether a leader begins at [at] with a record length of which the first digits, or all, are left blank. Such blanks
 * look like filler, so more than for others has to be in its place: the entry map, and a directory behind it.
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
 * Returns how many of the blanks in front of [at], behind [from], are the beginning of a record of which the length is
 * not written out; -1 if more bytes have to come to tell.
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

/** The digits of a record length. */
internal const val LONGEST_BLANK: Int = 5

/** How long a leader may be, the right length first. */
internal val LEADER_LENGTHS: IntArray = intArrayOf(LEADER_LENGTH, LEADER_LENGTH + 1, LEADER_LENGTH - 1)

/** Whether a directory entry begins at [at], and behind it another one or the terminator. */
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
