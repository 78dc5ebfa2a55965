// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.Leader
import dev.marcato.Outcome
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.record
import dev.marcato.validation.internal.file.IdentifierTable
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.long
import io.kotest.property.checkAll

class RepeatedIdentifiersSpec : FreeSpec({
    "a control number" - {
        "that two records have is a finding about the second, which names the first" {
            val repeated = RepeatedIdentifiers.of()
            repeated.add(numbered("1")).shouldBeEmpty()
            repeated.add(numbered("2")).shouldBeEmpty()
            val finding = repeated.add(numbered("1")).single()
            finding.toString() shouldBe
                "001[0]: another record has this control number: found \"1\", expected a number " +
                "that no other record has; record 0 has it, too"
            finding.recordIndex shouldBe 2
            finding.controlNumber shouldBe "1"
            finding.byteOffset shouldBe null
            finding.label shouldBe "Control Number"
            finding.severity shouldBe FindingSeverity.WARNING
        }

        "is another one if 003 is, or the kind of record" {
            val repeated = RepeatedIdentifiers.of()
            repeated.add(numbered("1", agency = "DLC")).shouldBeEmpty()
            repeated.add(numbered("1", agency = "OCoLC")).shouldBeEmpty()
            repeated.add(numbered("1")).shouldBeEmpty()
            repeated.add(numbered("1", type = 'z')).shouldBeEmpty()
            repeated.add(numbered(" 1 ", agency = "DLC")) shouldHaveSize 1
        }

        "that is empty or missing isn't compared" {
            val repeated = RepeatedIdentifiers.of()
            repeat(2) { repeated.add(numbered("")).shouldBeEmpty() }
            repeat(2) { repeated.add(record { field("245") { 'a' to "Title" } }).shouldBeEmpty() }
        }
    }

    "a number of the Library of Congress is compared in its normal form" {
        val forms = mapOf(
            "n78-890351" to "n78890351",
            "n78-89035" to "n78089035",
            "n 78890351 " to "n78890351",
            " 85000002 " to "85000002",
            "85-2 " to "85000002",
            "2001-000002" to "2001000002",
            "75-425165//r75" to "75425165",
            " 79139101 /AC/r932" to "79139101",
        )
        for ((form, normal) in forms) {
            val repeated = RepeatedIdentifiers.of()
            repeated.add(withField("010", form)).shouldBeEmpty()
            repeated.add(withField("010", normal)).single().found shouldBe normal
            repeated.add(withField("010", "${normal}1234")).shouldBeEmpty()
        }
        val repeated = RepeatedIdentifiers.of()
        repeat(2) {
            for (none in listOf(
                "",
                "1234567",
                "n7889035x",
                "78-1234567",
                "abcdefghi",
            )) {
                repeated.add(withField("010", none)).shouldBeEmpty()
            }
        }
    }

    "ISBNs are compared as thirteen digits, and only right ones" {
        val repeated = RepeatedIdentifiers.of()
        repeated.add(withField("020", "0-8044-2957-X (paperback)")).shouldBeEmpty()
        repeated.add(withField("020", "9780804429573")).single().found shouldBe "9780804429573"
        repeat(2) {
            for (none in listOf(
                "",
                "9780804429570",
                "0804429570",
                "080442957",
                "978080442957300",
                "X",
                "ISBN 0804429570",
            )) {
                repeated.add(withField("020", none)).shouldBeEmpty()
            }
        }
    }

    "one record has one finding for each earlier record" {
        val repeated = RepeatedIdentifiers.of()
        val one = record {
            field("001", "1")
            field("020") { 'a' to "080442957X" }
            field("020") {
                'a' to
                    "9780804429573"
            }
        }
        repeated.add(one).shouldBeEmpty()
        repeated.add(one).map { it.path } shouldBe listOf("001[0]")
        repeated.add(withField("020", "080442957X")).map { it.path } shouldBe listOf("020[0]\$a[0]")
    }

    "parts of a file that are joined have the same findings as its records one by one" {
        checkAll(200, Arb.list(Arb.int(0..9), 0..40), Arb.list(Arb.int(0..10), 0..8)) { numbers, sizes ->
            val file = numbers.map {
                record {
                    field("001", "$it")
                    field("020") { 'a' to "080442957X" }
                }
            }
            val read = BlockingMarcReader.open(
                file.fold(ByteArray(0)) { all, one ->
                    all + one.toBytes()
                },
            ).use { reader ->
                generateSequence { reader.readOutcome() }.filterIsInstance<Outcome.Read>().toList()
            }
            val single = RepeatedIdentifiers.of()
            val expected = read.flatMap { single.add(it) }
            val joined = RepeatedIdentifiers.of()
            val rest = ArrayDeque(read)
            val found = ArrayList<Finding>()
            for (size in sizes + numbers.size) {
                val part = joined.newPart()
                repeat(minOf(size, rest.size)) { part.add(rest.removeFirst()) }
                found += joined.add(part)
            }
            found.map(::described) shouldBe expected.map(::described)
        }
    }

    "when there are too many identifiers, it says from which record on, and still compares with the others" {
        val repeated = RepeatedIdentifiers.of(limit = 3)
        for (number in 0..4) {
            repeated.add(numbered("$number")).shouldBeEmpty()
            repeated.incompleteFrom shouldBe if (number < 3) null else 3
        }
        repeated.add(numbered("4")).shouldBeEmpty()
        repeated.add(numbered("2")).single().recordIndex shouldBe 6
        shouldThrow<IllegalArgumentException> { RepeatedIdentifiers.of(limit = 0) }
    }

    "a table has each hash once, and the record that was first" {
        checkAll(50, Arb.list(Arb.long(), 1..2000)) { hashes ->
            val table = IdentifierTable(1_000_000)
            val model = HashMap<Long, Int>()
            (hashes + hashes.reversed() + 0L + 1L).forEachIndexed { index, hash ->
                // Few bits, so that many are in the same part.
                val few = hash and 0x0F00_0000_0000_0FFFL
                val key = if (few == 0L) 1 else few
                table.firstOf(few, index) shouldBe (model.putIfAbsent(key, index) ?: IdentifierTable.NONE)
            }
        }
    }

    "a million identifiers take less than 24 MB" {
        val runtime = Runtime.getRuntime()
        fun used(): Long {
            repeat(3) { System.gc() }
            return runtime.totalMemory() - runtime.freeMemory()
        }
        val before = used()
        val table = IdentifierTable(1_000_000)
        for (number in 1..1_000_000) table.firstOf(number * -0x61c8864680b583ebL, number)
        val size = used() - before
        (24_000_000 - size).toInt() shouldBeGreaterThan 0
        table.firstOf(-0x61c8864680b583ebL, 5) shouldBe 1
    }
})

private fun described(finding: Finding) =
    listOf(finding.toString(), finding.byteOffset, finding.recordIndex, finding.controlNumber)

private fun numbered(number: String, agency: String? = null, type: Char = 'a'): Record = record {
    leader = Leader.of("00000n${type}m a2200000 i 4500")
    field("001", number)
    agency?.let { field("003", it) }
}

private fun withField(tag: String, number: String): Record = record { field(tag) { 'a' to number } }
