// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcException
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import java.io.InputStream
import java.nio.ByteBuffer

/** What a reading delivered, and the failure that ended it, if any. */
internal class Reading<T>(val delivered: List<T>, val failure: MarcException?)

/** Reads all outcomes. Exceptions other than [MarcException] pass through: there must be none. */
internal fun outcomesOf(input: Any, options: ReadOptions): Reading<Outcome> =
    readAll(input, options, BlockingMarcReader::readOutcome)

/** Reads all records. */
internal fun recordsOf(input: Any, options: ReadOptions): Reading<Record> =
    readAll(input, options, BlockingMarcReader::read)

private fun <T : Any> readAll(input: Any, options: ReadOptions, read: (BlockingMarcReader) -> T?): Reading<T> {
    val delivered = ArrayList<T>()
    opened(input, options).use { reader ->
        try {
            while (true) delivered.add(read(reader) ?: break)
        } catch (e: MarcException) {
            expect(failureOf { read(reader) } === e) { "The reader fails a second time with something else" }
            return Reading(delivered, e)
        }
        expect(read(reader) == null) { "Something comes after the end" }
    }
    return Reading(delivered, null)
}

private fun opened(input: Any, options: ReadOptions): BlockingMarcReader = when (input) {
    is ByteArray -> BlockingMarcReader.open(input, options)
    is InputStream -> BlockingMarcReader.open(input, options)
    is ByteBuffer -> BlockingMarcReader.open(input, options)
    else -> error("no input: $input")
}

private fun failureOf(action: () -> Any?): Exception? = try {
    action()
    null
} catch (e: MarcException) {
    e
}

/** Delivers bytes in pieces of the given sizes, over and over. */
internal class InPieces(private val bytes: ByteArray, private val sizes: IntArray) : InputStream() {
    private var position = 0
    private var reads = 0

    override fun read(): Int = if (position < bytes.size) bytes[position++].toInt() and 0xFF else -1

    override fun read(target: ByteArray, offset: Int, length: Int): Int {
        if (length == 0) return 0
        if (position == bytes.size) return -1
        val count = minOf(length, sizes[reads++ % sizes.size], bytes.size - position)
        bytes.copyInto(target, offset, position, position + count)
        position += count
        return count
    }
}
