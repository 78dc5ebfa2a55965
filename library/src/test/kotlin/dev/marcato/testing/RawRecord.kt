// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import java.io.ByteArrayOutputStream
import java.util.Collections

/**
 * Holds the parts of an ISO 2709 record as they will be written, so that a test can falsify any one of them. Nothing
 * is computed again after a part was replaced: the record stays as damaged as the test made it.
 *
 * Values are immutable; each `with` function returns an altered copy.
 */
public class RawRecord private constructor(
    /** Gives the leader as written. */
    public val leader: String,
    entries: List<DirectoryEntry>,
    private val directoryEnd: ByteArray,
    private val data: ByteArray,
    private val recordEnd: ByteArray,
) {
    /** Lists the directory entries as written. */
    public val entries: List<DirectoryEntry> = Collections.unmodifiableList(ArrayList(entries))

    /** Replaces the leader with any text, of any length. */
    public fun withLeader(leader: String): RawRecord = copy(leader = leader)

    /** Replaces the characters of the leader from [position] on with [text]. */
    public fun withLeaderPart(position: Int, text: String): RawRecord =
        copy(leader = leader.replaceRange(position, position + text.length, text))

    /** Declares [length] in leader/00-04. */
    public fun withDeclaredLength(length: Int): RawRecord = withLeaderPart(0, digits(length, 5))

    /** Declares [baseAddress] in leader/12-16. */
    public fun withBaseAddress(baseAddress: Int): RawRecord = withLeaderPart(12, digits(baseAddress, 5))

    /** Replaces the directory entry at [index]. */
    public fun withEntry(index: Int, entry: DirectoryEntry): RawRecord =
        copy(entries = entries.mapIndexed { at, old -> if (at == index) entry else old })

    /** Replaces the directory, with any number of entries. */
    public fun withEntries(entries: List<DirectoryEntry>): RawRecord = copy(entries = entries)

    /** Replaces what stands between the directory and the data, properly one 0x1E. */
    public fun withDirectoryEnd(bytes: ByteArray): RawRecord = copy(directoryEnd = bytes.copyOf())

    /** Replaces the data: the fields with their terminators. */
    public fun withData(bytes: ByteArray): RawRecord = copy(data = bytes.copyOf())

    /** Replaces one byte of the data, counted from the base address. */
    public fun withDataByte(position: Int, value: Int): RawRecord =
        copy(data = data.copyOf().also { it[position] = value.toByte() })

    /** Replaces what ends the record, properly one 0x1D. */
    public fun withRecordEnd(bytes: ByteArray): RawRecord = copy(recordEnd = bytes.copyOf())

    /** Gives a copy of the data. */
    public fun data(): ByteArray = data.copyOf()

    /** Tells where the data really begin, counted from the first byte of the leader. */
    public fun dataStart(): Int = leader.length + entries.sumOf { it.text.length } + directoryEnd.size

    /** Writes the parts one after the other. */
    public fun toByteArray(): ByteArray {
        val bytes = ByteArrayOutputStream(dataStart() + data.size + recordEnd.size)
        bytes.write(leader.toByteArray(Charsets.ISO_8859_1))
        entries.forEach { bytes.write(it.text.toByteArray(Charsets.ISO_8859_1)) }
        bytes.write(directoryEnd)
        bytes.write(data)
        bytes.write(recordEnd)
        return bytes.toByteArray()
    }

    override fun toString(): String = "RawRecord(leader='$leader', directory=$entries, data=${data.size} bytes)"

    private fun copy(
        leader: String = this.leader,
        entries: List<DirectoryEntry> = this.entries,
        directoryEnd: ByteArray = this.directoryEnd,
        data: ByteArray = this.data,
        recordEnd: ByteArray = this.recordEnd,
    ) = RawRecord(leader, entries, directoryEnd, data, recordEnd)

    public companion object {
        private val fieldTerminator = byteArrayOf(Iso2709Bytes.FIELD_TERMINATOR.toByte())
        private val recordTerminator = byteArrayOf(Iso2709Bytes.RECORD_TERMINATOR.toByte())

        /**
         * Lays out [record] properly, with its true lengths.
         *
         * @throws IllegalArgumentException if a field is longer than a directory entry can tell, starts beyond
         * 99,999, or holds a delimiter in its text
         */
        @JvmStatic
        public fun of(record: PlainRecord): RawRecord {
            val data = ByteArrayOutputStream(1024)
            val entries =
                record.fields.map { field ->
                    val bytes = Iso2709Bytes.encodeField(field)
                    val entry = DirectoryEntry.of(field.tag, bytes.size, data.size())
                    data.write(bytes)
                    entry
                }
            val base = Iso2709Bytes.LEADER_LENGTH + entries.size * Iso2709Bytes.ENTRY_LENGTH + 1
            val length = base + data.size() + 1
            require(length <= Iso2709Bytes.MAX_RECORD_LENGTH) {
                "The record takes $length bytes, more than leader/00-04 can tell"
            }
            val codes = record.leader
            val leader = digits(length, 5) + codes.substring(5, 12) + digits(base, 5) + codes.substring(17)
            return RawRecord(leader, entries, fieldTerminator, data.toByteArray(), recordTerminator)
        }
    }
}

/** Holds a directory entry as written: properly tag, length and start in 12 digits, but any [text] can be given. */
public data class DirectoryEntry(
    /** Gives the characters of the entry. */
    val text: String,
) {
    /** Gives the first three characters. */
    public val tag: String get() = text.take(3)

    /** Replaces the tag. */
    public fun withTag(tag: String): DirectoryEntry = DirectoryEntry(tag + text.drop(3))

    /** Replaces the four digits of the length. */
    public fun withLength(length: Int): DirectoryEntry = DirectoryEntry(text.replaceRange(3, 7, digits(length, 4)))

    /** Replaces the five digits of the start. */
    public fun withStart(start: Int): DirectoryEntry = DirectoryEntry(text.replaceRange(7, 12, digits(start, 5)))

    override fun toString(): String = text

    public companion object {
        /** Writes an entry of [tag], [length] with terminator, and [start] relative to the base address of data. */
        @JvmStatic
        public fun of(tag: String, length: Int, start: Int): DirectoryEntry =
            DirectoryEntry(tag + digits(length, 4) + digits(start, 5))
    }
}

// Not String.format: it is slow and writes other digits in some locales.
private fun digits(number: Int, width: Int): String {
    val text = number.toString()
    require(number >= 0 && text.length <= width) { "$number does not fit into $width digits" }
    return text.padStart(width, '0')
}
