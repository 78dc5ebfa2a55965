// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldHaveAtLeastSize
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.RandomSource
import io.kotest.property.arbitrary.edgecases
import io.kotest.property.arbitrary.take
import io.kotest.property.checkAll
import java.util.Random

class ArbRecordsSpec :
    FreeSpec({
        "has the largest possible record among its edge cases" {
            ArbRecords.record().edgecases().maxOf { Iso2709Bytes.encode(it).size } shouldBe
                Iso2709Bytes.MAX_RECORD_LENGTH
        }

        "reaches what readers stumble over" {
            val records = ArbRecords.record().take(1_000, RandomSource.seeded(1)).toList()
            val fields = records.flatMap { it.fields }
            val values = fields.filterIsInstance<PlainDataField>().flatMap { it.subfields }.map { it.value }
            values.count { it.isEmpty() } shouldBeGreaterThan 100
            values.count { text -> text.any { it.isSurrogate() } } shouldBeGreaterThan 100
            fields.maxOf { Iso2709Bytes.encodedLength(it) } shouldBeGreaterThan 9_000
            records.count { it.fields.isEmpty() } shouldBeGreaterThan 10
            records.filter { record ->
                record.fields.zipWithNext().any { (one, next) -> one is PlainDataField && next is PlainControlField }
            } shouldHaveAtLeastSize 100
        }

        "damages bytes in the same way for the same seed" {
            val original = SampleCatalogue.toByteArray()
            checkAll<Long>(200) { seed ->
                DamagedBytes.of(original, Random(seed), 5) shouldBe DamagedBytes.of(original, Random(seed), 5)
            }
        }

        "damages files down to nothing without failing itself" {
            checkAll(500, ArbRecords.damagedFile(maxSteps = 8)) { it.steps.isEmpty() shouldBe false }
        }
    })
