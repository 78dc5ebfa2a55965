// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import dev.marcato.MarcProblem
import dev.marcato.Outcome
import dev.marcato.Record

/** Fails with a finding unless [condition] holds. Not `check`, whose exception the library might throw, too. */
internal inline fun expect(condition: Boolean, message: () -> String) {
    if (!condition) throw AssertionError(message())
}

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

// Problems are equal whatever bytes are around them, which count here; only for the first ones, since that is slow.
private fun isSame(one: List<MarcProblem>, other: List<MarcProblem>): Boolean =
    one == other && one.take(2).map { it.hexWindow() } == other.take(2).map { it.hexWindow() }
