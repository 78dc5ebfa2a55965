// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.testing.Gzip
import java.io.EOFException
import java.io.IOException

internal fun checkGzip(data: ByteArray) {
    val input = FuzzInput(data)
    if (input.variant % 2 == 0) checkArbitraryGzip(input) else checkHonestGzip(input)
}

/** Any bytes after the magic number are read or refused as a whole, whatever pieces they come in. */
private fun checkArbitraryGzip(input: FuzzInput) {
    val options = input.options(Strictness.LENIENT)
    val compressed = byteArrayOf(0x1F, 0x8B.toByte()) + input.content
    val atOnce = uncompressing { outcomesOf(compressed, options).delivered }
    val inPieces = uncompressing { outcomesOf(InPieces(compressed, input.pieceSizes), options).delivered }
    expect(atOnce.failure == inPieces.failure) { "In pieces: ${inPieces.failure}, at once: ${atOnce.failure}" }
    expectSame(atOnce.outcomes, inPieces.outcomes, "in pieces")
}

/** Compressed bytes come back as they were, from one member or two; without their last byte they don't. */
private fun checkHonestGzip(input: FuzzInput) {
    val options = input.options(Strictness.LENIENT)
    val bytes = input.content
    if (isGzip(bytes)) return
    val middle = if (input.variant % 4 == 1) bytes.size else bytes.size / 2
    val compressed = Gzip.of(bytes.copyOf(middle)) + Gzip.of(bytes.copyOfRange(middle, bytes.size))
    val expected = outcomesOf(bytes, options).delivered
    expectSame(expected, outcomesOf(InPieces(compressed, input.pieceSizes), options).delivered, "uncompressed")
    val cutOff = uncompressing { outcomesOf(compressed.copyOf(compressed.size - 1), options).delivered }
    expect(cutOff.failure?.startsWith(EOFException::class.java.name) == true) { "Cut off: ${cutOff.failure}" }
}

private class Uncompressed(val outcomes: List<Outcome>, val failure: String?)

private inline fun uncompressing(read: () -> List<Outcome>): Uncompressed = try {
    Uncompressed(read(), null)
} catch (e: IOException) {
    Uncompressed(emptyList(), e.toString())
}
