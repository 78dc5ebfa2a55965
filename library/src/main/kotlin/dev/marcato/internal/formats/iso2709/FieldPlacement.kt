// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.quoted
import dev.marcato.internal.record.dataStart

/**
 * Finds the bytes of each field in the data between [dataStart] and [dataEnd].
 *
 * The directory and the field terminators both show where fields are. A field on which they agree is confirmed. The
 * entries between two confirmed fields are solved together: if there are as many pieces that end in a terminator as
 * entries, they are matched in order; if not, the lengths in the directory show where a terminator is missing or
 * superfluous. Bytes that neither explains are reported, and never assigned to a field by guessing.
 */
internal class FieldPlacement(
    private val bytes: ByteArray,
    private val dataStart: Int,
    private val dataEnd: Int,
    private val entries: List<DirectoryEntry>,
    private val notes: ProblemNotes,
) {
    fun place() {
        if (dataEnd - dataStart > OFFSETS) completeOffsets()
        if (entries.all(::isConfirmed)) entries.forEach(::placeAsClaimed) else placeBetweenConfirmed()
        noteOverlapsAndGaps()
    }

    /** Some programs write only the last five digits of a larger offset: the field is where the one before it ends. */
    private fun completeOffsets() {
        var end = 0
        for (entry in entries) {
            if (!entry.isNumber) return
            if (end >= OFFSETS && entry.start == end % OFFSETS) entry.leftOut = end - entry.start
            end = entry.leftOut + entry.start + entry.length
        }
    }

    private fun startOf(entry: DirectoryEntry): Int = dataStart + entry.leftOut + entry.start

    private fun endOf(entry: DirectoryEntry): Int = startOf(entry) + entry.length

    private fun isInRange(entry: DirectoryEntry): Boolean =
        entry.isNumber && entry.length > 0 && endOf(entry) <= dataEnd

    private fun isConfirmed(entry: DirectoryEntry): Boolean = isInRange(entry) && isTerminator(endOf(entry) - 1) &&
        (entry.start == 0 || isTerminator(startOf(entry) - 1))

    private fun isTerminator(at: Int): Boolean = bytes[at] == FIELD_TERMINATOR

    private fun placeAsClaimed(entry: DirectoryEntry) {
        entry.place(startOf(entry), endOf(entry) - 1, endOf(entry))
        if (entry.leftOut > 0) noteEntry(entry)
    }

    private fun placeBetweenConfirmed() {
        val inOrder = if (entries.all { it.isNumber }) entries.sortedBy(::startOf) else entries
        var gap = dataStart
        val waiting = ArrayList<DirectoryEntry>()
        for (entry in inOrder) {
            if (!isConfirmed(entry)) {
                waiting.add(entry)
            } else {
                placeAsClaimed(entry)
                // A field that shares bytes with those before it doesn't show where others are.
                if (startOf(entry) < gap) continue
                Gap(gap, startOf(entry)).fill(waiting)
                waiting.clear()
                gap = entry.next
            }
        }
        Gap(gap, dataEnd).fill(waiting)
    }

    /** Bytes between two confirmed fields. */
    private inner class Gap(private val from: Int, private val to: Int) {
        private inner class Piece(val from: Int, val to: Int)

        fun fill(waiting: List<DirectoryEntry>) {
            if (waiting.isEmpty()) return
            val pieces = pieces()
            val withContent = pieces.filter { it.to > it.from }
            when (waiting.size) {
                pieces.size -> assignAll(waiting, pieces)
                withContent.size -> assignAll(waiting, withContent)
                else -> Walk(waiting, pieces.map { it.to }).go()
            }
        }

        private fun pieces(): List<Piece> {
            val pieces = ArrayList<Piece>()
            var start = from
            for (at in from until to) {
                if (!isTerminator(at)) continue
                pieces.add(Piece(start, at))
                start = at + 1
            }
            if (start < to) pieces.add(Piece(start, to))
            return pieces
        }

        private fun assignAll(waiting: List<DirectoryEntry>, pieces: List<Piece>) {
            for (index in waiting.indices) assign(waiting[index], pieces[index])
        }

        private fun assign(entry: DirectoryEntry, piece: Piece) {
            val isTerminated = piece.to < to
            // If the directory has the right place, the last byte stands where the terminator belongs.
            val isReplaced = !isTerminated && isInRange(entry) && startOf(entry) == piece.from && endOf(entry) == to
            place(entry, piece.from, if (isReplaced) to - 1 else piece.to, if (isTerminated) piece.to + 1 else to)
        }

        private fun place(entry: DirectoryEntry, from: Int, contentEnd: Int, next: Int) {
            entry.place(from, contentEnd, next)
            noteEntry(entry)
            if (contentEnd < to && isTerminator(contentEnd)) return
            val found = if (contentEnd < bytes.size) "0x${hex(bytes[contentEnd])}" else "the end of the bytes"
            val at = minOf(contentEnd, bytes.size - 1)
            notes.add(Part.FIELDS, ProblemCode.FIELD_NOT_TERMINATED, at, found, "0x1E at the end of the field", entry)
        }

        /** Walks through the gap entry by entry if there are more or fewer pieces than entries. */
        private inner class Walk(private val waiting: List<DirectoryEntry>, private val pieceEnds: List<Int>) {
            private var at = from
            private var piece = 0

            fun go() {
                for (index in waiting.indices) {
                    val entry = waiting[index]
                    val following = waiting.getOrNull(index + 1)
                    skipDoubledTerminators(entry, waiting.size - index)
                    val length = entry.length
                    val end = at + length
                    when {
                        at >= to -> noteMissing(entry)

                        leadsToTerminator(entry, at) -> put(entry, end - 1, end)

                        // This field is missing, but the next one is there.
                        isShortOfPieces(index) && following != null && leadsToTerminator(following, at) ->
                            noteMissing(entry)

                        // The terminator is missing, so everything after it is nearer by one byte.
                        length > 1 && end - 1 <= to && leadsOn(following, end - 1) -> put(entry, end - 1, end - 1)

                        // Another byte replaces the terminator.
                        length > 0 && end <= to && leadsOn(following, end) -> put(entry, end - 1, end)

                        remaining() == waiting.size - index || startOf(entry) == at -> putPiece(entry)

                        else -> noteMissing(entry)
                    }
                }
            }

            private fun remaining(): Int = pieceEnds.size - currentPiece()

            private fun currentPiece(): Int {
                while (piece < pieceEnds.size && pieceEnds[piece] < at) piece++
                return piece
            }

            private fun isShortOfPieces(index: Int): Boolean = remaining() < waiting.size - index

            private fun skipDoubledTerminators(entry: DirectoryEntry, wanted: Int) {
                while (at < to && isTerminator(at) && entry.length > 1 && remaining() > wanted &&
                    !leadsToTerminator(entry, at)
                ) {
                    at++
                }
            }

            private fun leadsToTerminator(entry: DirectoryEntry, from: Int): Boolean =
                entry.length > 0 && from + entry.length <= to && isTerminator(from + entry.length - 1)

            private fun leadsOn(following: DirectoryEntry?, from: Int): Boolean =
                if (following == null) from == to else leadsToTerminator(following, from)

            private fun put(entry: DirectoryEntry, contentEnd: Int, next: Int) {
                place(entry, at, contentEnd, next)
                at = next
            }

            private fun putPiece(entry: DirectoryEntry) {
                val end = pieceEnds[currentPiece()]
                put(entry, end, minOf(end + 1, to))
            }

            private fun noteMissing(entry: DirectoryEntry) {
                noteEntry(entry)
                val found = if (entry.isNumber) "length ${entry.length} at offset ${entry.start}" else "no such field"
                val expected = "a field in the ${bytes(dataEnd - dataStart)} of data"
                note(entry, ProblemCode.FIELD_MISSING, found, expected)
            }
        }
    }

    /** Reports what is wrong with an entry whose field was found elsewhere. */
    private fun noteEntry(entry: DirectoryEntry) {
        if (!entry.isNumber) {
            val digits = quoted(bytes, entry.at + TAG_LENGTH, DIGITS)
            note(entry, ProblemCode.DIRECTORY_NOT_A_NUMBER, digits, "nine digits, for length and offset")
        } else if (entry.isPlaced && !isRight(entry)) {
            val found = "length ${entry.length} at offset ${entry.start}"
            val expected = "length ${entry.next - entry.from} at offset ${entry.from - dataStart}, where the field is"
            note(entry, ProblemCode.FIELD_MISPLACED, found, expected)
        }
    }

    private fun isRight(entry: DirectoryEntry): Boolean =
        entry.leftOut == 0 && startOf(entry) == entry.from && endOf(entry) == entry.next

    private fun note(entry: DirectoryEntry, code: ProblemCode, found: String, expected: String) {
        notes.add(Part.DIRECTORY, code, entry.at + TAG_LENGTH, found, expected, entry)
    }

    private fun noteOverlapsAndGaps() {
        var next = dataStart
        for (entry in entries.filter { it.isPlaced }.sortedBy { it.from }) {
            if (entry.from < next) {
                val found = "a field that begins at offset ${entry.from - dataStart} of the data"
                val expected = "none before ${next - dataStart}, where the field before it ends"
                notes.add(Part.FIELDS, ProblemCode.FIELDS_OVERLAP, entry.from, found, expected, entry)
            } else if (entry.from > next) {
                noteOutside(next, entry.from)
            }
            next = maxOf(next, entry.next)
        }
        if (next < dataEnd) noteOutside(next, dataEnd)
    }

    private fun noteOutside(from: Int, to: Int) {
        val found = "${bytes(to - from)} that no directory entry leads to"
        notes.add(Part.FIELDS, ProblemCode.BYTES_OUTSIDE_FIELDS, from, found, "none")
    }

    private fun bytes(count: Int): String = if (count == 1) "1 byte" else "$count bytes"

    private companion object {
        const val DIGITS = 9

        /** The number of offsets that five digits can express. */
        const val OFFSETS = 100_000
    }
}
