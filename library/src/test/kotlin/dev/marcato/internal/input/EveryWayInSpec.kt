// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.MarcException
import dev.marcato.testing.Catalogue
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.Reading
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.Shells
import dev.marcato.testing.WayIn
import dev.marcato.testing.WaysIn
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith

private val sample = SampleCatalogue.records()
private val invented = Catalogue.ordinary().records(150).toList()
private val first = PlainRecord.book(PlainField.control("001", "1"))
private val second = PlainRecord.book(PlainField.control("001", "22"))

class EveryWayInSpec :
    FreeSpec({
        val ways = WaysIn()
        afterSpec { ways.close() }

        suspend fun everywhere(bytes: ByteArray, expected: Reading, these: List<WayIn> = ways.all) {
            for (way in these) {
                for (shell in Shells.all.filter { it.takes(way) }) {
                    withClue("$way by $shell") { shell.read(way.open(bytes)) shouldBe expected }
                }
            }
            ways.close()
        }

        suspend fun refusal(bytes: ByteArray): Reading = Shells.read.read(bytes)

        "every kind of input, plain and gzipped, by every way to take records" - {
            "gives the records of a catalogue in many scripts" {
                everywhere(SampleCatalogue.toByteArray(), Reading.complete(sample, SampleCatalogue.toByteArray()))
            }

            "gives the records of an input of several chunks" {
                val bytes = Iso2709Bytes.encodeAll(invented)
                everywhere(bytes, Reading.complete(invented, bytes))
            }

            "gives no record of an empty input" {
                everywhere(ByteArray(0), Reading.of(emptyList()))
            }

            "gives no record of an input of filler" {
                everywhere("\r\n \u0000\n".toByteArray(), Reading.of(emptyList()))
            }

            "leaves out line ends, blanks and NULs before, between and after records" {
                val filler = "\r\n \u0000\u0000 \n".toByteArray()
                val encoded = listOf(first, second).map(Iso2709Bytes::encode)
                val bytes = filler + encoded[0] + filler + encoded[1] + filler
                everywhere(bytes, Reading.complete(listOf(first, second), encoded[0] + encoded[1]))
            }

            "delivers the records before a broken one, then fails with its problem" {
                val broken = RawRecord.of(sample[2]).let { it.withEntry(3, it.entries[3].withTag("2 5")) }.toByteArray()
                val whole = Iso2709Bytes.encodeAll(sample.take(2))
                val expected = refusal(whole + broken + whole)
                expected.failure.orEmpty() shouldStartWith "MarcException TAG_NOT_ASCII at [2, ${whole.size + 61}, 61, "
                expected.endingWith(null) shouldBe Reading.complete(sample.take(2), whole)
                everywhere(whole + broken + whole, expected)
            }

            "delivers the records before bytes that aren't a record, then fails with their problem" {
                val whole = Iso2709Bytes.encode(first)
                val bytes = whole + "<html>".toByteArray() + whole
                val position = "[1, ${whole.size}, 0, null, null, null, null]"
                val problem = "MarcException RECORD_LENGTH_NOT_A_NUMBER at $position: " +
                    "found \"<html\", expected five digits, the length of a record"
                everywhere(bytes, Reading.complete(listOf(first), whole).endingWith(problem))
            }

            "reports that the input is cut off, wherever it is cut" {
                val whole = Iso2709Bytes.encode(first)
                val tail = Iso2709Bytes.encode(second)
                for (kept in 1 until tail.size) {
                    val bytes = whole + tail.copyOf(kept)
                    val expected = refusal(bytes)
                    val place = "[1, ${bytes.size}, $kept, null, null, null, ${if (kept < 40) null else 22}]"
                    expected.failure.orEmpty() shouldStartWith "MarcException RECORD_CUT_OFF at $place: "
                    expected.endingWith(null) shouldBe Reading.complete(listOf(first), whole)
                    // All ways in three turns: what they do with the end they do with one a byte later.
                    everywhere(bytes, expected, ways.all.filterIndexed { index, _ -> (index + kept) % 3 == 0 })
                }
            }
        }

        "the end of the input is final" - {
            "so no shell touches the input again" {
                val source = FaultySource.of(Iso2709Bytes.encode(first))
                val reader = Readers.blocking(source.asInputStream())
                val cursor = Readers.of(source.asChannel()).cursor()
                reader.read()?.toPlain() shouldBe first
                reader.read() shouldBe null
                cursor.next()?.toPlain() shouldBe first
                cursor.next() shouldBe null
                val reads = source.readCount
                reader.readBatch() shouldBe emptyList()
                reader.read() shouldBe null
                reader.iterator().hasNext() shouldBe false
                cursor.next() shouldBe null
                cursor.readBatch() shouldBe emptyList()
                source.readCount shouldBe reads
            }
        }
    })
