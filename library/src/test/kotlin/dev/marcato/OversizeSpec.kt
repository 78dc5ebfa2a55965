// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Failure
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.io.IOException

class OversizeSpec : FreeSpec({
    fun options(oversize: Oversize) = WriteOptions { this.oversize = oversize }

    "all nines" - {
        "are read leniently as what was written, whatever the sizes" {
            checkAll(60, Arb.list(Arb.int(6..30_000), 1..12)) { lengths ->
                val record = WriteCases.ofField(*lengths.toIntArray())
                val behind = record { field("001", "behind") }
                val bytes = Writing.bytesOf(record, behind, options = options(Oversize.ALL_NINES))
                Readers.readAll(bytes, LENIENT) shouldBe listOf(record, behind)
            }
        }

        "are read leniently even if the directory alone is too large" {
            val record = WriteCases.ofField(*IntArray(9_000) { 6 })
            Readers.readAll(Writing.bytesOf(record, options = options(Oversize.ALL_NINES)), LENIENT) shouldBe
                listOf(record)
        }

        "stand only where a length is too large" {
            val small = WriteCases.ofField(100)
            Writing.bytesOf(small, options = options(Oversize.ALL_NINES)) shouldBe Writing.bytesOf(small)
        }
    }

    "a record that is split" - {
        val holdings = record {
            field("001", "42")
            field("245", '0', '0') { 'a' to "Journal" }
            for (number in 1..2_000) field("866", ' ', '0') { 'a' to "v.$number".padEnd(60, '.') }
            field("907") { 'a' to "last" }
        }

        "becomes several, each with all other fields, and all together with those that are spread, in order" {
            val parts = Readers.readAll(Writing.bytesOf(holdings, options = options(Oversize.split("866", "9X8"))))
            parts.size shouldBeGreaterThan 1
            for (part in parts) part.edit { remove("866") } shouldBe holdings.edit { remove("866") }
            parts.flatMap { it.fields("866") } shouldBe holdings.fields("866")
            parts.map { it.fields.last().tag }.toSet() shouldBe setOf("907")
        }

        "is counted" {
            val writer = BlockingMarcWriter.open(ByteArrayOutputStream(), options(Oversize.split { it.tag == "866" }))
            writer.use { it.write(holdings) }
            writer.report.splitRecords shouldBe 1
            writer.report.records shouldBe 2
        }

        "is one record if it is not too large" {
            val small = WriteCases.ofField(100)
            Writing.bytesOf(small, options = options(Oversize.split("520"))) shouldBe Writing.bytesOf(small)
        }

        "is refused if the parts are still too large, or a field is" {
            Writing.refusalOf(holdings, options(Oversize.split("907")))?.code shouldBe ProblemCode.RECORD_TOO_LONG
            Writing.refusalOf(holdings, options(Oversize.split("111")))?.code shouldBe ProblemCode.RECORD_TOO_LONG
            Writing.refusalOf(WriteCases.ofField(10_000), options(Oversize.split("520")))?.code shouldBe
                ProblemCode.FIELD_TOO_LONG
        }

        "ends the writing if the rule fails" {
            val writer = BlockingMarcWriter.open(ByteArrayOutputStream(), options(Oversize.split { error("no rule") }))
            Failure.of { writer.write(holdings) }?.message shouldBe "no rule"
            Failure.of { writer.commit() }.shouldBeInstanceOf<IOException>()
        }

        "leaves no trace if it is refused" {
            val mixed = holdings.edit {
                for (number in 1..11) field("520") { 'a' to "x".repeat(9_000) }
                for (number in 1..11) field("866") { 'a' to "x".repeat(9_000) }
            }
            val skip = options(Oversize.split("866")).toBuilder().refusal(Refusal.SKIP).build()
            Writing.bytesOf(mixed, options = skip).toList().shouldBeEmpty()
        }
    }

    "a record that is diverted" - {
        val large = WriteCases.ofField(20_000)
        val small = WriteCases.ofField(20)

        "goes to the other writer, in its order, and is counted" {
            val other = ByteArrayOutputStream()
            val main = ByteArrayOutputStream()
            BlockingMarcWriter.open(other, options(Oversize.ALL_NINES)).use { second ->
                val writer = BlockingMarcWriter.open(main, options(Oversize.divertTo(second)))
                writer.use { it.writeAll(listOf(small, large, small, large)) }
                writer.report.divertedRecords shouldBe 2
                writer.report.records shouldBe 2
                writer.report.toString() shouldBe "2 records, ${main.size()} bytes, 2 diverted; target COMPLETE"
            }
            Readers.readAll(main.toByteArray()) shouldBe listOf(small, small)
            Readers.readAll(other.toByteArray(), LENIENT) shouldBe listOf(large, large)
        }

        "is refused if it is not its size that is wrong" {
            val bad = Readers.readAll(
                dev.marcato.testing.ProblemCases.all().first {
                    it.code == ProblemCode.TEXT_NOT_UTF_8
                }.input(),
                LENIENT,
            )[1]
            val taken = ArrayList<Record>()
            Writing.refusalOf(bad, options(Oversize.divertTo(taken::add)))?.code shouldBe ProblemCode.TEXT_NOT_UTF_8
            taken.shouldBeEmpty()
        }

        "ends the writing if the other one fails" {
            val full = IOException("full")
            Failure.of { Writing.bytesOf(large, options = options(Oversize.divertTo { throw full })) } shouldBe full
        }
    }
})
