// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.Compression
import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Severity
import dev.marcato.WriteOptions
import dev.marcato.internal.bytes.BYTES_AROUND
import dev.marcato.internal.bytes.ByteBlock
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.detection.detectFormat
import dev.marcato.internal.formats.iso2709.plainRecordOf
import dev.marcato.internal.input.isCompressed
import dev.marcato.internal.reading.StretchDecoder
import dev.marcato.internal.record.RecordForms
import dev.marcato.internal.record.lengthLaidOut
import dev.marcato.internal.record.utf8Of
import dev.marcato.internal.writing.EncodedBatch
import java.nio.ByteBuffer

/**
 * Reads and writes records by themselves, with the decoders and encoders of readers and writers, but without their
 * buffers.
 */
internal object SingleRecords : RecordForms {
    override fun parse(bytes: ByteArray, options: ReadOptions): Record {
        if (isCompressed(bytes)) throw noRecord(bytes, "gzip", "a record; uncompress it first, or use a MarcReader")
        return plainRecordIn(bytes, options) ?: options.decoder().onlyRecordIn(bytes)
    }

    /** Saves a decoder for most records, unless its callbacks are asked for. */
    private fun plainRecordIn(bytes: ByteArray, options: ReadOptions): Record? {
        val isIso2709 = options.format == null || options.format == MarcFormat.ISO_2709
        val isHeardOf = options.formatAction != null || options.progressAction != null
        return if (isIso2709 && !isHeardOf) plainRecordOf(bytes, options) else null
    }

    override fun parse(text: String, format: MarcFormat?, options: ReadOptions): Record {
        require(format != MarcFormat.ISO_2709) { "$format isn't a text format; parse its bytes" }
        val bytes = utf8Of(text)
        val known = format ?: detectFormat(bytes)
        if (known == null && text.isBlank()) throw noRecord(bytes, "${text.length} blank characters", ONE_RECORD)
        if (known == null || known == MarcFormat.ISO_2709) {
            throw noRecord(bytes, shown(text), "a record in a text format; ISO 2709 has to be parsed as bytes")
        }
        return options.decoderOfText(known).onlyRecordIn(bytes)
    }

    override fun toBytes(record: Record, options: WriteOptions): ByteArray {
        require(options.compression != Compression.GZIP) {
            "A record by itself isn't compressed; use a writer for that"
        }
        val block = encoded(record, options.format ?: MarcFormat.ISO_2709, options)
        return if (block.size == block.bytes.size) block.bytes else block.toByteArray()
    }

    override fun toText(record: Record, format: MarcFormat, options: WriteOptions): String {
        require(format != MarcFormat.ISO_2709) { "$format isn't a text format; use toBytes" }
        val block = encoded(record, format, options)
        return String(block.bytes, 0, block.size, Charsets.UTF_8)
    }

    private fun encoded(record: Record, format: MarcFormat, options: WriteOptions): ByteBlock {
        val isText = format != MarcFormat.ISO_2709
        // Exact for ISO 2709, so that the bytes needn't be copied again.
        val block = ByteBlock(if (isText) TEXT_FACTOR * record.byteCount else lengthLaidOut(record))
        val batch = EncodedBatch(block)
        options.encoderOfOne(format).encode(record, batch)
        for (note in batch.notes) {
            val problem = note.problem ?: continue
            val action = options.replacedAction
            if (action == null || note.fate == EncodedBatch.Fate.REFUSED) {
                throw MarcException.of(problem.ofRefusedRecord())
            }
            action(record, problem)
        }
        if (isText) while (block.size > 0 && block.bytes[block.size - 1] == LINE_FEED) block.cutOff(block.size - 1)
        return block
    }

    private fun StretchDecoder.onlyRecordIn(bytes: ByteArray): Record {
        feedAll(ByteBuffer.wrap(bytes))
        var record: Record? = null
        while (true) {
            when (val outcome = nextOutcome() ?: break) {
                is Outcome.Read -> {
                    if (record != null) throw notAlone(bytes, outcome)
                    record = outcome.record
                }

                is Outcome.Damage -> throw damaged(bytes, outcome.problems.first())

                is Outcome.Filler -> Unit
            }
        }
        return record ?: throw noRecord(bytes, "${bytes.size} bytes without one", ONE_RECORD)
    }

    private fun noRecord(bytes: ByteArray, found: String, expected: String): MarcException =
        exception(ProblemCode.NO_RECORD_FOUND, bytes, ProblemPosition.of(null, 0, 0), found, expected)

    private fun damaged(bytes: ByteArray, problem: MarcProblem): MarcException =
        exception(problem.code, bytes, problem.position, problem.found, "${problem.expected}; $PASSES_DAMAGE")

    private fun notAlone(bytes: ByteArray, second: Outcome.Read): MarcException {
        val position =
            ProblemPosition.of(1L, second.byteOffset, 0, controlNumber = second.record.controlNumber)
        return exception(ProblemCode.RECORD_NOT_ALONE, bytes, position, "a second record", ONE_RECORD)
    }

    private fun exception(
        code: ProblemCode,
        bytes: ByteArray,
        position: ProblemPosition,
        found: String,
        expected: String,
    ): MarcException {
        val at = position.byteOffset.toInt()
        val from = maxOf(0, at - BYTES_AROUND)
        val around = bytes.copyOfRange(from, minOf(bytes.size, at + BYTES_AROUND))
        return MarcException.of(MarcProblem.of(code, Severity.FATAL, position, found, expected, around, from.toLong()))
    }

    private const val ONE_RECORD = "exactly one record; a MarcReader reads any number"
    private const val PASSES_DAMAGE = "a lenient MarcReader reads past damage"
    private const val TEXT_FACTOR = 3
    private const val LINE_FEED: Byte = 0x0A
}
