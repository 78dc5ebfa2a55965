// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.writing

import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Corpora
import dev.marcato.testing.FieldLines
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.Marc4j
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.PlainRecords.build
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TestOptions.LENIENT
import dev.marcato.testing.Writing
import dev.marcato.toByteArray
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.util.TreeMap
import kotlin.random.Random
import kotlinx.coroutines.flow.asFlow
import org.marc4j.MarcStreamReader

class WriteRoundTripSpec : FreeSpec({
    val corpora = Corpora.find()
    val binary = arrayOf("mrc", "marc", "dat", "usmarc", "utf8", "sample", "gz")
    val reason = corpora.skipReasonFor(*binary)
    if (reason != null) println("WriteRoundTripSpec leaves out real files: $reason")

    "any record that is built is read as it was written, and has the bytes that the standard says" {
        checkAll(200, Arb.list(ArbRecords.record(), 0..4)) { plain ->
            val records = plain.map { it.build() }
            val bytes = Writing.bytesOf(*records.toTypedArray())
            Readers.readAll(bytes) shouldBe records
            bytes shouldBe Iso2709Bytes.encodeAll(plain)
        }
    }

    "any record that was read is written byte for byte, by every writer" {
        checkAll(50, Arb.list(ArbRecords.record(), 0..4)) { plain ->
            val bytes = Iso2709Bytes.encodeAll(plain)
            val records = Readers.readAll(bytes)
            Writing.bytesOf(*records.toTypedArray()) shouldBe bytes
            records.asFlow().toByteArray() shouldBe bytes
            records.asFlow().toByteArray { parallelism = 3 } shouldBe bytes
        }
    }

    "any change of any record is read as it was written, and keeps the bytes of the other fields" {
        checkAll(200, ArbRecords.record(maxFields = 12), Arb.int()) { plain, seed ->
            val read = Readers.readAll(Iso2709Bytes.encode(plain)).single()
            val random = Random(seed)
            val edited = read.edit {
                if (fields.isNotEmpty()) fields.removeAt(random.nextInt(fields.size))
                field("999", '1', ' ') { 'x' to "\u00E4ndert" }
                if (random.nextBoolean()) sort()
            }
            val again = Readers.readAll(Writing.bytesOf(edited)).single()
            again shouldBe edited
            for (field in again.fields.filter { it.tag != "999" }) {
                withClue(field) { read.fields.any { it.sameContent(field) } shouldBe true }
            }
        }
    }

    "what is written marc4j reads strictly, and sees the same values" {
        val made = Catalogue.ordinary().records(300).map { it.build() }.toList() +
            Catalogue.large().records(20).map { it.build() }
        val edited = Readers.readAll(Catalogue.ordinary(seed = 7).toByteArray(200)).map {
            it.edit { editFields("245") { set('a', "\u00C4ndern \u4E2D\u6587 \uD834\uDD1E") } }
        }
        val records = made + edited
        valuesByMarc4j(Writing.bytesOf(*records.toTypedArray())) shouldBe records.map(::values)
    }

    "any record that is built marc4j reads as it is" {
        var compared = 0
        checkAll(200, ArbRecords.record(maxFields = 8)) { plain ->
            val record = plain.build()
            // marc4j keeps the last of several control numbers, reads U+FFFF where a control field is empty, and does
            // not decode fields 00X other than 001 to 009.
            val isFitting = record.fields("001").size < 2 &&
                record.controlFields.none { it.value.isEmpty() || it.tag !in "001".."009" }
            if (isFitting) compared++
            if (isFitting) valuesByMarc4j(Writing.bytesOf(record)) shouldBe listOf(values(record))
        }
        compared shouldBeGreaterThan 50
    }

    "real files" - {
        "are written byte for byte if they are read without problems".config(enabledIf = { reason == null }) {
            var count = 0
            for (file in corpora.files(*binary)) {
                val outcomes = Readers.outcomes(file, AS_ISO_2709)
                val sound = outcomes.filterIsInstance<Outcome.Read>().map { it.record }.filter { it.problems.isEmpty() }
                count += sound.size
                val expected = ByteArrayOutputStream().apply { sound.forEach { write(checkNotNull(it.rawBytes)) } }
                withClue(corpora.displayName(file)) {
                    BlockingMarcWriter.toByteArray(sound).contentEquals(expected.toByteArray()) shouldBe true
                    if (sound.size == outcomes.size && !file.toString().endsWith(".gz")) {
                        BlockingMarcWriter.toByteArray(sound).contentEquals(Files.readAllBytes(file)) shouldBe true
                    }
                }
            }
            println("Corpora: $count records were written byte for byte")
            count shouldBeGreaterThan 0
        }

        "are read strictly as they were written, whatever was repaired in them".config(enabledIf = { reason == null }) {
            var written = 0
            val refused = TreeMap<ProblemCode, Int>()
            for (file in corpora.files(*binary)) {
                for (record in Readers.outcomes(file, AS_ISO_2709).filterIsInstance<Outcome.Read>().map { it.record }) {
                    if (record.problems.isEmpty()) continue
                    // Of these strict reading says what the first reading said.
                    val isInDoubt = record.problems.any {
                        it.code == ProblemCode.CHARACTER_SET_UNSUPPORTED ||
                            it.code == ProblemCode.CHARACTER_SET_CONTRADICTED
                    }
                    if (isInDoubt) continue
                    val refusal = Writing.refusalOf(record)
                    if (refusal != null) {
                        refused.merge(refusal.code, 1, Int::plus)
                        continue
                    }
                    written++
                    val again = Readers.readAll(Writing.bytesOf(record, options = TestOptions.REFUSING)).single()
                    withClue(corpora.displayName(file) + " " + record.problems) { again.fields shouldBe record.fields }
                }
            }
            println("Corpora: $written repaired records were written, refused: $refused")
            written shouldBeGreaterThan 0
        }
    }
})

// By their names some of these files are in other formats.
private val AS_ISO_2709 = LENIENT.toBuilder().format(MarcFormat.ISO_2709).build()

private fun valuesByMarc4j(bytes: ByteArray): List<List<String>> =
    Marc4j.read(MarcStreamReader(bytes.inputStream(), "UTF-8")).map { FieldLines.of(it).sorted() }

// Sorted, because marc4j sorts control fields.
private fun values(record: Record): List<String> = FieldLines.of(record).sorted()
