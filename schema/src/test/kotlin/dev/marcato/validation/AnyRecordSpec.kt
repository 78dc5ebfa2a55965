// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.Outcome
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.path.MarcPath
import dev.marcato.schema.MarcSchema
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Corpora
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll
import java.nio.file.Files

/** Any record can be validated, and each finding says where it is. */
class AnyRecordSpec : FreeSpec({
    val all = listOf(Validator.marc21(), Validator.of(MarcSchema.UNIMARC), Validator.of(MarcSchema.HOLDINGS))

    fun judge(bytes: ByteArray, validators: List<Validator> = all): Int {
        var findings = 0
        BlockingMarcReader.open(bytes, LENIENT).use { reader ->
            for (outcome in reader.outcomes()) {
                if (outcome !is Outcome.Read) continue
                for (validator in validators) {
                    findings +=
                        validator.validate(outcome).onEach { it.check(outcome, bytes) }.size
                }
            }
        }
        return findings
    }

    "generated records have no findings of the schema that aren't meant" {
        judge(Fixtures.bytes(Fixture.RECORDS_1K)) shouldBeGreaterThan 0
    }

    "any record" {
        checkAll(200, ArbRecords.record()) { judge(Iso2709Bytes.encode(it)) }
    }

    "damaged records" {
        for (case in ProblemCases.all()) {
            withClue(case) {
                BlockingMarcReader.open(case.input(), case.lenientOptions()).use { reader ->
                    for (record in reader) {
                        all.forEach { v ->
                            v.validate(record).forEach { it.checkPath(record) }
                        }
                    }
                }
            }
        }
        checkAll(300, ArbRecords.damagedFile()) { judge(it.toByteArray()) }
    }

    "records of the corpora" {
        val corpora = Corpora.find()
        corpora.skipReason?.let { println("AnyRecordSpec skips the corpora: $it") }
        var findings = 0
        for (file in corpora.files("mrc", "marc")) {
            val bytes = Files.readAllBytes(file)
            if (bytes.size < 50_000) withClue(file) { findings += judge(bytes, all.take(1)) }
        }
        if (corpora.folder != null) findings shouldBeGreaterThan 100
    }

    "an empty record" {
        val record = Record.builder().build()
        all[0].validate(record).map { it.path } shouldBe listOf("001", "008", "245")
        all[1].validate(record).filter { it.found != null && it.tag != "LDR" }.shouldBeEmpty()
    }
})

private fun Finding.check(read: Outcome.Read, bytes: ByteArray) {
    checkPath(read.record)
    recordIndex shouldBe read.recordIndex
    val offset = checkNotNull(byteOffset)
    (offset in read.byteOffset until read.byteOffset + read.byteLength) shouldBe true
    // If it isn't that of the record, the place itself is there.
    val found = found?.removeSuffix("…") ?: return
    val isExact = offset > read.byteOffset && '$' in path && read.record.isPlain() && found.all { it in ' '..'~' }
    if (isExact) String(bytes, offset.toInt(), found.length, Charsets.ISO_8859_1) shouldBe found
}

private fun Record.isPlain() = problems.isEmpty()

private fun Finding.checkPath(record: Record) {
    val parsed = MarcPath.of(path)
    withClue("$this in\n$record") {
        "$parsed" shouldBe path
        if (found != null) parsed.places(record).size shouldBe 1
    }
}

private val LENIENT = ReadOptions { strictness = Strictness.LENIENT }
