// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.editing

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.cli.views.endLine
import dev.marcato.cli.views.jsonTo
import dev.marcato.cli.writing.TextFile
import java.io.ByteArrayOutputStream
import java.security.MessageDigest
import java.util.Base64

/**
 * What a piece of the input was, and what the output has of it.
 *
 * @property number the number of the record in the part or the file; null if it isn't one
 * @property id its control number
 * @property end where the piece ends in the input
 * @property old its bytes
 * @property new the bytes of the output; empty if there are none
 */
internal class UndoPiece(val number: Long?, val id: String?, val end: Long, val old: ByteArray, val new: ByteArray)

/**
 * Writes a file by which the old bytes of an edited file can be made again: a JSON object in each line. `same` has the
 * digests of stretches of the new file that are those of the old one; `new` has the digests of stretches in place of
 * which `old` was; a line without `new` has bytes that aren't in the new file. The last line has the digest of all.
 *
 * @property options how the output is written
 */
internal class UndoLog(
    private val file: TextFile,
    private val bytes: OldBytes,
    private val readFormat: () -> MarcFormat?,
    private val options: WriteOptions,
    private val rules: String,
) : AutoCloseable {
    private val format = checkNotNull(options.format)
    private val json = jsonTo(file.out)
    private val all = MessageDigest.getInstance("SHA-256")
    private val same = ArrayList<String>()
    private val cut = ArrayList<Stretch>()
    private val cutter = StretchCutter(cut::add)
    private var length = 0L
    private var isBegun = false

    // The format of the input isn't known before something was read.
    private fun begin() {
        isBegun = true
        json.writeStartObject()
        json.writeNumberField(UndoFile.VERSION, 1)
        json.writeStringField(UndoFile.FORMAT, format.name)
        readFormat()?.let { json.writeStringField(UndoFile.FROM, it.name) }
        json.writeStringField("rules", rules)
        json.endLine()
    }

    /** The piece of an [outcome] that isn't a record; its bytes are in the output if [isKept]. Any thread may ask. */
    fun pieceOf(outcome: Outcome, isKept: Boolean): UndoPiece {
        val old = bytes.of(outcome)
        return UndoPiece(null, null, outcome.byteOffset + outcome.byteLength, old, if (isKept) old else NONE)
    }

    /** The piece of a record, as which [record] is written; nothing is if that is null. Any thread may ask. */
    fun pieceOf(read: Outcome.Read, number: Long, record: Record?): UndoPiece {
        val old = bytes.of(read)
        val new = when {
            record == null -> NONE
            isCopied(read, record) -> old
            else -> written(read, record)
        }
        val id = read.record.controlNumber?.trim()
        return UndoPiece(number, id, read.byteOffset + read.byteLength, old, new)
    }

    private fun isCopied(read: Outcome.Read, record: Record) = record === read.record && read.problems.isEmpty() &&
        record.rawBytes != null && format == MarcFormat.ISO_2709

    private fun written(read: Outcome.Read, record: Record): ByteArray {
        val bytes = ByteArrayOutputStream()
        BlockingMarcWriter.open(bytes, options).use { if (record === read.record) it.write(read) else it.write(record) }
        return bytes.toByteArray()
    }

    /** Writes the next piece of the input, which is [recordsBefore] records after the beginning of its part. */
    fun add(piece: UndoPiece, recordsBefore: Long) {
        if (!isBegun) begin()
        all.update(piece.old)
        length += piece.old.size
        bytes.release(piece.end)
        val wasAtStart = cutter.isAtStart
        val digests = digestsOf(piece)
        if (wasAtStart && cutter.isAtStart && digests.size == 1 && piece.new === piece.old) {
            same += digests[0]
            if (same.size == MOST_SAME) writeSame()
            return
        }
        if (piece.old.isEmpty() && piece.new.isEmpty()) return
        writeSame()
        json.writeStartObject()
        piece.number?.let { json.writeNumberField(UndoFile.RECORD, it + recordsBefore) }
        piece.id?.let { json.writeStringField(UndoFile.ID, it) }
        writeDigests(UndoFile.NEW, digests)
        json.writeStringField(UndoFile.OLD, Base64.getEncoder().encodeToString(piece.old))
        json.endLine()
    }

    private fun digestsOf(piece: UndoPiece): List<String> {
        if (piece.new.isEmpty()) return emptyList()
        if (format != MarcFormat.ISO_2709) {
            return Stretches.of(piece.new.inputStream(), format).use { read ->
                generateSequence(read::next).map { it.digest }.toList()
            }
        }
        cut.clear()
        cutter.add(piece.new)
        return cut.map { it.digest }
    }

    private fun writeSame() {
        if (same.isEmpty()) return
        json.writeStartObject()
        writeDigests(UndoFile.SAME, same)
        json.endLine()
        same.clear()
    }

    private fun writeDigests(name: String, digests: List<String>) {
        if (digests.isEmpty()) return
        json.writeArrayFieldStart(name)
        for (digest in digests) json.writeString(digest)
        json.writeEndArray()
    }

    /** Writes what is at the end of the output, and puts the file in its place. */
    fun complete() {
        if (!isBegun) begin()
        cut.clear()
        cutter.end()
        writeSame()
        if (cut.isNotEmpty()) {
            // Without a terminator at its end, the last piece was not yet known to be complete.
            json.writeStartObject()
            writeDigests(UndoFile.NEW, cut.map { it.digest })
            json.writeStringField(UndoFile.OLD, "")
            json.endLine()
        }
        json.writeStartObject()
        json.writeNumberField(UndoFile.LENGTH, length)
        json.writeStringField(UndoFile.DIGEST, Base64.getEncoder().encodeToString(all.digest()))
        json.endLine()
        file.complete()
    }

    override fun close() {
        file.close()
        bytes.close()
    }

    private companion object {
        val NONE = ByteArray(0)
        const val MOST_SAME = 100
    }
}
