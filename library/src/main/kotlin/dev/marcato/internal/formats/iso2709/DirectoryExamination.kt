// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.DIRECTORY_ENTRY_LENGTH
import dev.marcato.internal.bytes.FIELD_TERMINATOR
import dev.marcato.internal.bytes.LEADER_LENGTH
import dev.marcato.internal.bytes.hex
import dev.marcato.internal.bytes.quoted
import dev.marcato.internal.record.Tags
import dev.marcato.internal.record.dataStart

/**
 * Finds the directory of a record and reads its entries.
 *
 * Both the base address in the leader and the first field terminator show where it ends. If they disagree, the end wins
 * by which more entries lead to fields that end in a terminator.
 *
 * @param from where the directory begins
 * @param claimedBase the base address in the leader, or -1 if it isn't a number
 */
internal class DirectoryExamination(private val bytes: ByteArray, private val from: Int, private val claimedBase: Int) {
    /** A directory that ends at [end]; the data of the fields begins at [data]. */
    private class Candidate(val end: Int, val data: Int, val entries: List<DirectoryEntry>, val leftOver: Int)

    private var chosen: Candidate? = null

    val isFound: Boolean get() = chosen != null

    val entries: List<DirectoryEntry> get() = checkNotNull(chosen).entries

    val dataStart: Int get() = checkNotNull(chosen).data

    init {
        choose()
    }

    /** Whether enough entries are valid for this to be a directory rather than arbitrary bytes. */
    fun isPlausible(): Boolean {
        val found = chosen ?: return false
        if (found.entries.isEmpty()) return found.end == from && claimedBase == found.data
        return 2 * found.entries.count { it.isNumber } >= found.entries.size || hasEntryForEachField(found)
    }

    /** Whether the leader also leads to the data, and as many fields end there as there are entries. */
    private fun hasEntryForEachField(found: Candidate): Boolean {
        if (claimedBase != found.data || bytes[found.end] != FIELD_TERMINATOR || found.leftOver > 0) return false
        var fields = 0
        for (index in found.data until bytes.size) if (bytes[index] == FIELD_TERMINATOR) fields++
        return fields == found.entries.size
    }

    fun note(notes: ProblemNotes) {
        val found = checkNotNull(chosen)
        // Its distance to the directory is right even if the leader is too short or too long.
        val baseAddress = from - (LEADER_LENGTH - BASE_ADDRESS)
        if (claimedBase != found.data && bytes[found.end] == FIELD_TERMINATOR) {
            notes.add(
                Part.LEADER,
                ProblemCode.BASE_ADDRESS_WRONG,
                baseAddress,
                quoted(bytes, baseAddress, 5),
                "${found.data}, where the data begins after the directory",
            )
        }
        if (bytes[found.end] != FIELD_TERMINATOR) {
            val expected = "0x1E before the base address $claimedBase"
            notes.add(
                Part.DIRECTORY,
                ProblemCode.DIRECTORY_NOT_TERMINATED,
                found.end,
                "0x${hex(bytes[found.end])}",
                expected,
            )
        }
        if ((found.end - from) % DIRECTORY_ENTRY_LENGTH != 0) {
            val text = "a directory of ${found.end - from} bytes" +
                if (found.leftOver > 0) ", ${found.leftOver} of them outside its entries" else ""
            notes.add(Part.DIRECTORY, ProblemCode.DIRECTORY_LENGTH_WRONG, from, text, "a multiple of 12 bytes")
        }
        for (entry in found.entries) noteTag(entry, notes)
    }

    private fun noteTag(entry: DirectoryEntry, notes: ProblemNotes) {
        for (offset in entry.at until entry.at + TAG_LENGTH) {
            if (bytes[offset] in 0x21..0x7E) continue
            val found = "0x${hex(bytes[offset])}"
            notes.add(Part.DIRECTORY, ProblemCode.TAG_NOT_ASCII, offset, found, "a graphic ASCII character", entry)
        }
    }

    private fun choose() {
        val byTerminator = indexOfTerminator()
        val byLeader = claimedBase - 1
        val isWholeByLeader = byLeader in from until bytes.size && (byLeader - from) % DIRECTORY_ENTRY_LENGTH == 0
        if (isWholeByLeader && byLeader == byTerminator) {
            chosen = candidate(byLeader, claimedBase)
            return
        }
        val candidates = ArrayList<Candidate>()
        if (byTerminator >= 0) candidates.add(candidate(byTerminator, byTerminator + 1))
        if (isWholeByLeader && byLeader > from) {
            candidates.add(candidate(byLeader, claimedBase))
            // If the terminator is missing altogether, everything after it is nearer by one byte.
            if (bytes[byLeader] != FIELD_TERMINATOR) candidates.add(candidate(byLeader, byLeader))
        }
        chosen = candidates.maxByOrNull(::fieldsInPlace)
    }

    private fun indexOfTerminator(): Int {
        for (index in from until bytes.size) if (bytes[index] == FIELD_TERMINATOR) return index
        return -1
    }

    private fun fieldsInPlace(candidate: Candidate): Int = candidate.entries.count { entry ->
        val start = candidate.data + entry.start
        val end = start + entry.length
        entry.isNumber && entry.length > 0 && end <= bytes.size && bytes[end - 1] == FIELD_TERMINATOR &&
            (entry.start == 0 || bytes[start - 1] == FIELD_TERMINATOR)
    }

    private fun candidate(end: Int, data: Int): Candidate {
        val reader = EntryReader(end)
        if ((end - from) % DIRECTORY_ENTRY_LENGTH == 0) {
            while (reader.at < end) reader.add(EntryWidth.PLAIN)
        } else {
            val cutting = DirectoryCutting(bytes, from, end, data)
            while (true) reader.add(cutting.widthAt(reader.at) ?: break)
        }
        return Candidate(end, data, reader.entries, end - reader.at)
    }

    private inner class EntryReader(end: Int) {
        val entries = ArrayList<DirectoryEntry>((end - from) / DIRECTORY_ENTRY_LENGTH)
        private val occurrences = HashMap<Int, Int>()

        var at = from
            private set

        fun add(width: EntryWidth) {
            val tag = Tags.pack(tagByte(at), tagByte(at + 1), tagByte(at + 2))
            val occurrence = occurrences.merge(tag, 1, Int::plus) ?: 1
            entries.add(DirectoryEntry(at, tag, occurrence, width.lengthAt(bytes, at), width.startAt(bytes, at)))
            at += width.bytes
        }

        private fun tagByte(at: Int): Byte = if (bytes[at] in 0x21..0x7E) bytes[at] else '?'.code.toByte()
    }

    private companion object {
        const val BASE_ADDRESS = 12
    }
}
