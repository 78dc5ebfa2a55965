// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Severity

/** Ends the run with a finding unless the [condition] holds. Not `check`: what the library throws must look different. */
internal inline fun expect(condition: Boolean, message: () -> String) {
    if (!condition) throw AssertionError(message())
}

/** What ends strict reading at this outcome: the first problem that is more than a warning; null if there is none. */
internal val Outcome.fault: MarcProblem? get() = problems.firstOrNull { it.severity != Severity.WARNING }

/** Checks that the outcomes account for every one of the bytes, and say of them what they are. */
internal fun accountFor(bytes: ByteArray, outcomes: List<Outcome>, options: ReadOptions) {
    var next = 0L
    var records = 0L
    for (outcome in outcomes) {
        expect(outcome.byteOffset == next) { "$outcome does not begin at $next" }
        expect(outcome.byteLength > 0) { "$outcome is empty" }
        next += outcome.byteLength
        expect(next <= bytes.size) { "$outcome ends behind the input of ${bytes.size} bytes" }
        val own = bytes.copyOfRange(outcome.byteOffset.toInt(), next.toInt())
        when (outcome) {
            is Outcome.Read -> accountForRecord(own, outcome, records, options)
            is Outcome.Filler -> accountForFiller(own, outcome)
            is Outcome.Damage -> accountForDamage(own, outcome, options)
        }
        outcome.problems.forEach { pointsInto(outcome, it, records) }
        if (outcome is Outcome.Read) records++
    }
    expect(next == bytes.size.toLong()) { "The outcomes end at $next, the input at ${bytes.size}" }
}

private fun accountForRecord(own: ByteArray, outcome: Outcome.Read, index: Long, options: ReadOptions) {
    val record = outcome.record
    expect(outcome.recordIndex == index) { "$outcome has not the index $index" }
    expect(record.rawBytes.contentEquals(own)) { "The raw bytes of $outcome are not those of its range" }
    expect(own.size <= options.maxRecordBytes) { "$outcome is larger than ${options.maxRecordBytes} bytes" }
    expect(outcome.problems == record.problems) { "$outcome and its record have different problems" }
    // One more says how many there would have been.
    expect(outcome.problems.size <= options.maxProblemsPerRecord + 1) { "$outcome has too many problems" }
    expect(outcome.problems.none { it.severity == Severity.FATAL }) { "$outcome has a fatal problem" }
}

private fun accountForFiller(own: ByteArray, outcome: Outcome.Filler) {
    expect(own.all { it in FILLER }) { "$outcome has something else in it" }
    expect(outcome.problems.isEmpty()) { "$outcome has problems" }
}

/** Checks what is told of bytes that are no record. */
internal fun accountForDamage(own: ByteArray, outcome: Outcome.Damage, options: ReadOptions) {
    expect(outcome.problem.severity == Severity.FATAL) { "The problem of $outcome is not fatal" }
    val held = outcome.bytes
    expect((held != null) == (own.size <= options.maxDamageBytes)) {
        "$outcome holds ${held?.size} of ${own.size} bytes"
    }
    expect(held == null || held.contentEquals(own)) { "The bytes of $outcome are not those of its range" }
}

/** Checks that the problem is in the outcome. */
internal fun pointsInto(outcome: Outcome, problem: MarcProblem, index: Long) {
    val position = problem.position
    expect(position.recordIndex == index) { "$problem is not in record $index" }
    expect(position.byteOffset == outcome.byteOffset + position.offsetInRecord) { "$problem has two places" }
    expect(position.offsetInRecord in 0..outcome.byteLength) { "$problem is not in $outcome" }
}

private val FILLER = listOf<Byte>(0x20, 0x0A, 0x0D, 0)

/** Checks that two readings delivered the same. */
internal fun expectSame(expected: List<Outcome>, found: List<Outcome>, what: String) {
    expected.zip(found).forEachIndexed { index, (one, other) ->
        expect(isSame(one, other)) { "$what: outcome $index is $other, not $one" }
    }
    expect(expected.size == found.size) { "$what: ${found.size} outcomes, not ${expected.size}" }
}

private fun isSame(one: Outcome, other: Outcome): Boolean = one.javaClass == other.javaClass &&
    one.byteOffset == other.byteOffset && one.byteLength == other.byteLength && isSame(one.problems, other.problems) &&
    (one !is Outcome.Read || isSame(one, other as Outcome.Read)) &&
    (one !is Outcome.Damage || one.bytes.contentEquals((other as Outcome.Damage).bytes))

private fun isSame(one: Outcome.Read, other: Outcome.Read): Boolean =
    one.recordIndex == other.recordIndex && isSame(one.record, other.record)

internal fun isSame(one: Record, other: Record): Boolean =
    one == other && one.sameBytes(other) && one.hashCode() == other.hashCode() && one.toString() == other.toString()

// What is around a problem does not count when problems are compared, but here it does. Of the first ones: it is slow.
private fun isSame(one: List<MarcProblem>, other: List<MarcProblem>): Boolean =
    one == other && one.take(2).map { it.hexWindow() } == other.take(2).map { it.hexWindow() }
