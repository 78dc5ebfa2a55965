// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import dev.marcato.MarcProblem
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.internal.input.ByteWindow
import dev.marcato.internal.reading.TextRules
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll
import java.nio.ByteBuffer
import java.util.Random

private const val OFFSET = 4_711L

/** Returns what both ways make of [frame], bytes that end where their length says. */
private class Verdicts(frame: ByteArray, check: TextCheck) {
    val plain: Record?
    val examined: Record?
    val problem: MarcProblem?

    init {
        val window = ByteWindow {}.apply { feedAll(ByteBuffer.wrap(frame)) }
        val framer = Framer(window)
        check(framer.next() == Framing.FRAME && framer.length == frame.size) { "no frame" }
        val options = ReadOptions {
            textCheck = check
        }
        val rules = TextRules(options)
        plain = PlainParser(options, rules).parse(window.buffer, framer)
        val notes = ProblemNotes(frame, 7, OFFSET, 100)
        val repair = RecordRepair(frame, isAtEnd = true, options, rules, notes)
        val repaired = repair.repair()
        val problems = notes.problems(repair.controlNumber, 100, ProblemCode.PROBLEMS_IN_INPUT_LIMIT)
        examined = if (problems.isEmpty()) repaired?.layOut(problems) else null
        problem = problems.firstOrNull() ?: repair.damage
    }
}

/** Makes [damaged] a frame again: the right length in front and a terminator at the end. Null if it is too short. */
private fun framed(damaged: ByteArray): ByteArray? {
    if (damaged.size !in 26..99_999) return null
    val frame = damaged.copyOf()
    frame.size.toString().padStart(5, '0').toByteArray().copyInto(frame)
    frame[frame.size - 1] = Iso2709Bytes.RECORD_TERMINATOR.toByte()
    return frame
}

class ParserAgreementSpec :
    FreeSpec({
        fun check(frame: ByteArray, check: TextCheck = TextCheck.TEXT): Verdicts {
            val verdicts = Verdicts(frame, check)
            val plain = verdicts.plain
            if (plain != null) {
                verdicts.problem shouldBe null
                val examined = checkNotNull(verdicts.examined)
                examined shouldBe plain
                examined.sameBytes(plain) shouldBe true
                examined.leader shouldBe plain.leader
                examined.fields.map { listOf(it.start, it.end, it.tag) } shouldBe
                    plain.fields.map { listOf(it.start, it.end, it.tag) }
            }
            verdicts.problem?.let { problem ->
                val position = problem.position
                position.recordIndex shouldBe 7
                (position.offsetInRecord in 0..frame.size) shouldBe true
                position.byteOffset shouldBe OFFSET + position.offsetInRecord
            }
            return verdicts
        }

        "what the fast way accepts, the thorough way accepts, with the same record" - {
            "for undamaged records, which all go the fast way unless they hold control characters" {
                for (record in SampleCatalogue.records()) {
                    val verdicts = check(Iso2709Bytes.encode(record))
                    verdicts.plain?.toPlain() shouldBe record
                }
                checkAll(300, ArbRecords.record()) { record ->
                    val verdicts = check(Iso2709Bytes.encode(record))
                    verdicts.examined?.toPlain() shouldBe record
                }
            }

            "for damaged ones, whose first problem the thorough way reports, within the record" {
                val random = Random(1851)
                var accepted = 0
                var refused = 0
                var onlyThorough = 0
                val originals = SampleCatalogue.records().map(Iso2709Bytes::encode)
                repeat(20_000) { round ->
                    val damage = DamagedBytes.of(originals[round % originals.size], random, 1 + random.nextInt(3))
                    val frame = framed(damage.toByteArray()) ?: return@repeat
                    withClue(damage) {
                        val verdicts = check(frame, TextCheck.entries[round % 3])
                        if (verdicts.plain != null) {
                            accepted++
                        } else if (verdicts.examined != null) {
                            onlyThorough++
                        }
                        if (verdicts.problem != null) refused++
                    }
                }
                // All three come about, or this would say little.
                accepted shouldBeGreaterThan 500
                onlyThorough shouldBeGreaterThan 20
                refused shouldBeGreaterThan 5_000
            }

            "for an empty control field at the end of the input" {
                val book = dev.marcato.testing.PlainRecord.book(dev.marcato.testing.PlainField.control("001", ""))
                check(Iso2709Bytes.encode(book)).plain?.toPlain() shouldBe book
            }

            "for every value of every byte of a short record" {
                val frame = Iso2709Bytes.encode(
                    dev.marcato.testing.PlainRecord.book(
                        dev.marcato.testing.PlainField.control("001", "1"),
                        dev.marcato.testing.PlainField.data("245", "10", "a", "é"),
                    ),
                )
                for (at in 5 until frame.size - 1) {
                    for (value in 0..255) {
                        val altered = frame.copyOf().also { it[at] = value.toByte() }
                        withClue("0x${value.toString(16)} at $at") {
                            val verdicts = check(altered)
                            check(altered, TextCheck.NONE)
                            check(altered, TextCheck.TEXT_AND_CODES)
                            val isFast = verdicts.plain != null
                            val isControl = value <= 0x1F
                            // The two ways differ in control characters alone, which the fast one leaves to the other.
                            if (verdicts.problem == null && !isControl) isFast shouldBe true
                        }
                    }
                }
            }
        }
    })
