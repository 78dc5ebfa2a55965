// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.iso2709

import com.sun.management.ThreadMXBean
import dev.marcato.MarcException
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.TextCheck
import dev.marcato.testing.Catalogue
import dev.marcato.testing.DamagedBytes
import dev.marcato.testing.Failure
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.Shells
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.lang.management.ManagementFactory
import java.nio.ByteBuffer
import java.util.Random

private const val MUTATIONS = 3_000

private val records = SampleCatalogue.records().take(4) + Catalogue.ordinary().records(3)
private val original = Iso2709Bytes.encodeAll(records)
private val ends = records.map { Iso2709Bytes.encode(it).size }.runningReduce(Int::plus)

class DamagedInputSpec :
    FreeSpec({
        "damaged bytes" - {
            val random = Random(2709)
            val damaged = List(MUTATIONS) { DamagedBytes.of(original, random, 1 + random.nextInt(3)) }

            "are read as records, and end in nothing but the end or a MarcException that points into them" {
                val codes = HashSet<ProblemCode>()
                for (damage in damaged) {
                    val bytes = damage.toByteArray()
                    withClue(damage) {
                        val reader = Readers.blocking(bytes)
                        val delivered = ArrayList<Record>()
                        val failure = Failure.of { while (true) delivered.add(reader.read() ?: break) }
                        delivered.forEach { lookAtEverything(it) }
                        if (failure != null) {
                            failure.shouldBeInstanceOf<MarcException>()
                            val position = failure.problem.position
                            position.recordIndex shouldBe delivered.size.toLong()
                            position.byteOffset shouldBeInRange 0L..bytes.size.toLong()
                            (position.byteOffset - position.offsetInRecord) shouldBeInRange 0L..bytes.size.toLong()
                            codes.add(failure.problem.code)
                        }
                    }
                }
                // The damages are worth something: they bring most of what can be wrong.
                codes.size shouldBeGreaterThan 12
            }

            "give the records that they hold unharmed, byte by byte" {
                for (damage in damaged) {
                    val bytes = damage.toByteArray()
                    val untouched =
                        bytes.indices.firstOrNull { it >= original.size || bytes[it] != original[it] } ?: bytes.size
                    val whole = ends.count { it <= untouched }
                    val reader = Readers.blocking(bytes)
                    withClue(damage) {
                        for (index in 0 until whole) {
                            val from = if (index == 0) 0 else ends[index - 1]
                            checkNotNull(reader.read()).rawBytes shouldBe original.copyOfRange(from, ends[index])
                        }
                    }
                }
            }

            "are read alike however they come" {
                for (damage in damaged.take(MUTATIONS / 6)) {
                    val bytes = damage.toByteArray()
                    val expected = Shells.read.read(bytes)
                    val size = 1 + random.nextInt(900)
                    withClue("$damage, in pieces of $size") {
                        Shells.readBatch.read(FaultySource.of(bytes).inChunksOf(size).asInputStream()) shouldBe expected
                        Shells.cursor.read(PushedBytes.inPieces(bytes, size)) shouldBe expected
                        val direct = ByteBuffer.allocateDirect(bytes.size).put(bytes).also { it.flip() }
                        Shells.iterator.read(direct) shouldBe expected
                    }
                }
            }

            "are read alike by suspending and blocking readers" {
                for (damage in damaged.take(MUTATIONS / 20)) {
                    val bytes = damage.toByteArray()
                    val expected = Shells.read.read(bytes)
                    for (shell in Shells.all) {
                        withClue("$damage by $shell") {
                            shell.read(bytes.inputStream()) shouldBe expected
                        }
                    }
                }
            }

            "don't fail the reading if text isn't verified" {
                for (damage in damaged.take(MUTATIONS / 3)) {
                    val reader = Readers.blocking(damage.toByteArray(), ReadOptions { textCheck = TextCheck.NONE })
                    withClue(damage) {
                        val failure = Failure.of { while (true) lookAtEverything(reader.read() ?: break) }
                        if (failure != null) {
                            (
                                failure.shouldBeInstanceOf<MarcException>().problem.code ==
                                    ProblemCode.TEXT_NOT_UTF_8
                                ) shouldBe false
                        }
                    }
                }
            }
        }

        "a length that lies costs no memory" {
            val threads = ManagementFactory.getThreadMXBean() as ThreadMXBean
            val lie = "99999nam a2299999 i 4500".toByteArray() + "245999900000".toByteArray()

            fun allocated(action: () -> Unit): Long {
                repeat(20) { action() }
                val before = threads.currentThreadAllocatedBytes
                action()
                return threads.currentThreadAllocatedBytes - before
            }

            // The problem and its words take a few kilobytes; the record that is claimed would take 100.
            allocated { Failure.of { Readers.blocking(lie).read() } } shouldBeLessThan 40_000
            // A stream needs chunks, but no more of them than for a correct record of that size.
            val honest = Iso2709Bytes.encode(PlainRecord.book())
            val usual = allocated { Readers.blocking(honest.inputStream()).forEach { _ -> } }
            allocated { Failure.of { Readers.blocking(lie.inputStream()).read() } } shouldBeLessThan usual + 40_000
        }
    })

/** Asks a record for all that it has: whatever is wrong with it must have shown when it was read. */
private fun lookAtEverything(record: Record): Int {
    val fields = record.fields.sumOf { it.value.length + it.tag.length }
    val subfields = record.dataFields.flatMap { it.subfields }.sumOf { it.value.length + it.code.code }
    return fields + subfields + record.toString().length + record.hashCode()
}
