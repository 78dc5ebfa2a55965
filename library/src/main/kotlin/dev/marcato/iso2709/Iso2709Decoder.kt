// SPDX-License-Identifier: Apache-2.0
package dev.marcato.iso2709

import dev.marcato.MarcException
import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ProblemPosition
import dev.marcato.Record
import dev.marcato.internal.LEADER_LENGTH
import dev.marcato.internal.RECORD_TERMINATOR
import dev.marcato.internal.chunks.ByteWindow
import dev.marcato.internal.chunks.Chunk
import java.nio.ByteBuffer

/**
 * Reads ISO 2709: is fed chunks and hands out records. Plain synchronous code without I/O, which every reader drives,
 * so that all of them behave alike. Not for use by several threads at once.
 *
 * @param recycle takes back the arrays of chunks that are no longer looked at
 */
internal class Iso2709Decoder(private val verifyText: Boolean, recycle: (ByteArray) -> Unit = {}) {
    private val window = ByteWindow(recycle)
    private val framer = Framer(window)
    private val parser = PlainParser(verifyText)
    private var recordIndex = 0L
    private var failure: MarcException? = null

    fun feed(chunk: Chunk) {
        window.feed(chunk)
    }

    /** Makes [memory], from its position to its limit, the whole input. */
    fun feedAll(memory: ByteBuffer) {
        window.feedAll(memory)
    }

    /** Tells that no more chunks will come. */
    fun end() {
        window.end()
    }

    /**
     * Returns the next record, or null if more bytes are needed, or, after [end], if there are no more records.
     *
     * @throws MarcException if the bytes are no valid record; from then on at every call
     */
    fun next(): Record? {
        failure?.let { throw it }
        return try {
            when (framer.next()) {
                Framing.FRAME -> record()
                Framing.MORE, Framing.END -> null
                Framing.BROKEN -> throw broken()
            }
        } catch (e: MarcException) {
            failure = e
            throw e
        }
    }

    private fun record(): Record {
        val record = parser.parse(window.buffer, framer)
            ?: RecordExamination(bytesOf(framer.length), recordIndex, window.offset, verifyText).record()
        window.consume(framer.length)
        recordIndex++
        return record
    }

    /** Tells what is wrong with bytes that are no frame; looks no further than the length that they claim. */
    private fun broken(): MarcException {
        val claimed = if (window.available < LENGTH_DIGITS) -1 else Framer.recordLength(window.buffer, framer.start)
        val bytes = bytesOf(minOf(window.available, maxOf(claimed, LEADER_LENGTH)))
        val terminator = bytes.indexOf(RECORD_TERMINATOR)
        return when {
            bytes.take(LENGTH_DIGITS).any { it !in '0'.code..'9'.code } ->
                problem(
                    ProblemCode.RECORD_LENGTH_NOT_A_NUMBER,
                    bytes,
                    0,
                    "\"${ascii(bytes)}\"",
                    "five digits, the length of a record",
                )

            claimed in 0 until Framer.SHORTEST_RECORD ->
                problem(
                    ProblemCode.RECORD_LENGTH_TOO_SMALL,
                    bytes,
                    0,
                    "\"${ascii(bytes)}\"",
                    "a number from ${Framer.SHORTEST_RECORD}",
                )

            terminator >= 0 -> {
                val found = "length $claimed, but 0x1D at the end of ${terminator + 1} bytes"
                problem(ProblemCode.RECORD_LENGTH_WRONG, bytes, 0, found, "length ${terminator + 1}")
            }

            bytes.size < claimed || claimed < 0 -> {
                val expected = if (claimed <
                    0
                ) {
                    "a leader of $LEADER_LENGTH bytes"
                } else {
                    "$claimed bytes, as the leader says"
                }
                problem(
                    ProblemCode.RECORD_CUT_OFF,
                    bytes,
                    bytes.size,
                    "the end of the input after ${bytes.size} bytes",
                    expected,
                )
            }

            else -> {
                val found = "0x${hex(
                    bytes.last(),
                )} at the end of $claimed bytes, as the leader says, and no 0x1D before it"
                problem(ProblemCode.RECORD_LENGTH_WRONG, bytes, bytes.size - 1, found, "0x1D")
            }
        }
    }

    private fun problem(
        code: ProblemCode,
        bytes: ByteArray,
        offset: Int,
        found: String,
        expected: String,
    ): MarcException {
        val position =
            ProblemPosition.of(recordIndex, window.offset + offset, offset, controlNumber = controlNumberOrNull(bytes))
        return MarcException.of(MarcProblem.of(code, position, found, expected))
    }

    private fun bytesOf(length: Int): ByteArray = ByteArray(length) { window.buffer.get(framer.start + it) }

    private fun ascii(bytes: ByteArray): String = bytes.take(LENGTH_DIGITS).joinToString("") {
        if (it in
            0x20..0x7E
        ) {
            it.toInt().toChar().toString()
        } else {
            "\\x${hex(it)}"
        }
    }

    private companion object {
        const val LENGTH_DIGITS = 5
    }
}
