// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.schema.MarcSchema
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.flow.toList

class ValidatedSpec : FreeSpec({
    // Large enough to be cut, with filler and damage in the middle.
    val half = Fixtures.bytes(Fixture.RECORDS_1K)
    val bytes = half + "\n\n".toByteArray() + ByteArray(50) { 'x'.code.toByte() } + half
    val validator = Validator.marc21()

    fun shown(validated: Validated) = "${validated.outcome} " + validated.findings.map {
        "${it.recordIndex} ${it.byteOffset} $it"
    }

    val expected = BlockingMarcReader.open(bytes, LENIENT).use { reader ->
        reader.outcomes().toList().map { outcome ->
            "$outcome " + (outcome as? Outcome.Read)?.let(validator::validate).orEmpty().map {
                "${it.recordIndex} ${it.byteOffset} $it"
            }
        }
    }

    for (workers in 1..3) {
        "an input by $workers workers" {
            val options = ParallelOptions { this.workers = workers }
            val found = MarcReader.open(bytes, LENIENT).validated(validator, options).toList()
            found.map(::shown) shouldContainExactly expected
            BlockingMarcReader.open(bytes, LENIENT).use { reader ->
                validator.validate(reader, options).use { stream ->
                    stream.toList().map(::shown) shouldContainExactly expected
                }
            }
        }
    }

    "a flow of records" {
        val records = MarcReader.open(bytes, LENIENT).records()
        val found = records.validated(validator).toList()
        found.map { it.record } shouldBe records.toList()
        found.map { it.findings.size } shouldBe records.toList().map { validator.validate(it).size }
        found.all { it.outcome == null } shouldBe true
    }

    "counts over a file" {
        val schema = MarcSchema.parse(
            """{"fields": {"245": {"total": 7, "subfields": {"a": {"records": 2000}}}}, "records": 1}""",
        )
        val counts = SchemaCounts.of(schema, Profile { on(*ON) })
        MarcReader.open(bytes, LENIENT).records().toList().forEach(counts::add)
        counts.findings().map { "${it.path}: ${it.found}, ${it.expected}" } shouldContainExactly
            listOf("LDR: 2000, 1 records", "245: 2000, 7 fields")
        SchemaCounts.of(schema).findings() shouldBe emptyList()
    }
})

private val ON = arrayOf("countRecord", "countField", "countSubfield")

private val LENIENT = ReadOptions { strictness = Strictness.LENIENT }
