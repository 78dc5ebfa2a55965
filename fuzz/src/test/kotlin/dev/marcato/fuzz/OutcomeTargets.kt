// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Accounting
import dev.marcato.testing.Outcomes.fault
import java.nio.ByteBuffer

internal fun checkAccounting(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    val reported = ArrayList<MarcProblem>()
    val options = input.limitedOptions(Strictness.LENIENT).toBuilder().onProblem { reported.add(it) }.build()
    if (isGzip(bytes)) return
    val reading = outcomesOf(bytes, options)
    expect(reading.failure == null) { "Lenient reading fails: ${reading.failure}" }
    val outcomes = reading.delivered
    Accounting.check(bytes, outcomes, options)
    expect(reported == outcomes.flatMap { it.problems }) { "Other problems were reported than those of the outcomes" }
    // Damage that was too long to be held can still be read.
    BlockingMarcReader.open(bytes, options).use { reader ->
        for (outcome in outcomes.filter { it is Outcome.Damage && it.bytes == null }.take(3)) {
            val from = outcome.byteOffset.toInt()
            val own = bytes.copyOfRange(from, from + outcome.byteLength.toInt())
            expect(reader.bytesOf(outcome).contentEquals(own)) { "The bytes read again for $outcome are others" }
        }
    }
}

internal fun checkStrictness(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    if (isGzip(bytes)) return
    val lenient = outcomesOf(bytes, input.limitedOptions(Strictness.LENIENT))
    expect(lenient.failure == null) { "Lenient reading fails: ${lenient.failure}" }
    val strict = outcomesOf(bytes, input.limitedOptions(Strictness.STRICT))
    val sound = lenient.delivered.takeWhile { it.fault == null }
    expectSame(sound, strict.delivered, "strict")
    val first = lenient.delivered.firstNotNullOfOrNull { it.fault }
    expect(strict.failure?.problem == first) {
        "Strict reading ends with ${strict.failure?.problem}, lenient found $first"
    }
    for (strictness in Strictness.entries) {
        val outcomes = if (strictness == Strictness.STRICT) strict else lenient
        val records = recordsOf(bytes, input.limitedOptions(strictness))
        val expected = outcomes.delivered.filterIsInstance<Outcome.Read>().map { it.record }
        expect(records.failure?.problem == outcomes.failure?.problem) { "Records end with ${records.failure?.problem}" }
        expect(expected.size == records.delivered.size) { "${records.delivered.size} records, not ${expected.size}" }
        expected.zip(records.delivered).forEach { (one, other) -> expect(isSame(one, other)) { "$other is not $one" } }
    }
}

internal fun checkPieces(data: ByteArray) {
    val input = FuzzInput(data)
    val bytes = input.repeated()
    if (isGzip(bytes)) return
    val options = input.limitedOptions(Strictness.LENIENT)
    val expected = outcomesOf(bytes, options).delivered
    val sizes = input.pieceSizes
    expectSame(expected, outcomesOf(InPieces(bytes, sizes), options).delivered, "in pieces of ${sizes.asList()}")
    val direct = ByteBuffer.allocateDirect(bytes.size).put(bytes).apply { flip() }
    expectSame(expected, outcomesOf(direct, options).delivered, "from a direct buffer")
}

/** Compressed bytes belong to another target. */
internal fun isGzip(bytes: ByteArray): Boolean =
    bytes.size >= 2 && bytes[0] == 0x1F.toByte() && bytes[1] == 0x8B.toByte()
