// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.ArbRecords
import dev.marcato.testing.Fixture
import dev.marcato.testing.Fixtures
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import io.kotest.property.checkAll

/** Cursors say where in a record they are. */
class CursorPlacesSpec : FreeSpec({
    val cursor = FieldCursor.create()

    fun records(bytes: ByteArray, options: ReadOptions = LENIENT) =
        BlockingMarcReader.open(bytes, options).use { it.stream().toList() }

    "the number of a subfield is that in the list, and the leader has the same characters" {
        checkAll(300, ArbRecords.damagedFile()) { damaged ->
            for (record in records(damaged.toByteArray())) {
                (0 until Leader.LENGTH).map(record::leaderAt) shouldBe "${record.leader}".toList()
                record.forEachField(cursor) { field ->
                    var index = 0
                    while (field.subfields.next()) field.subfields.index shouldBe index++
                    field.subfields.index shouldBe -1
                }
            }
        }
    }

    "values begin where their bytes are in a record that is as it was read" {
        for (record in records(Fixtures.bytes(Fixture.RECORDS_1K)).take(200)) {
            val bytes = checkNotNull(record.rawBytes)
            record.forEachField(cursor) { field ->
                val start = if (field.isControl) field.value else "${field.indicator1}${field.indicator2}\u001F"
                String(bytes, field.byteOffset, start.toByteArray().size) shouldBe start
                while (field.subfields.next()) {
                    val value = field.subfields
                    String(bytes, value.byteOffset, value.byteLength) shouldBe value.value
                    bytes[value.byteOffset - 1].toInt().toChar() shouldBe value.code
                }
            }
        }
    }

    "of any record, they are in it or aren't known" {
        val files = ProblemCases.all().map { records(it.input(), it.lenientOptions()) }
        for (record in files.flatten()) {
            record.forEachSubfield(cursor) { _, value ->
                withClue(record) { value.byteOffset shouldBeInRange -1..(record.rawBytes?.size ?: -1) }
            }
        }
    }

    "they aren't known of records that were edited, built, or read from another format" {
        val read = records(Iso2709Bytes.encode(dev.marcato.testing.Catalogue.ordinary().record(0))).single()
        val others = listOf(
            read.edit { remove("001") },
            record { field("001", "1") },
            Record.parse(read.toText(MarcFormat.XML)),
        )
        for (record in others) {
            cursor.reset(record)
            while (cursor.next()) cursor.byteOffset shouldBe -1
        }
    }

    "there is no place where no field is" {
        cursor.reset(record { field("001", "1") })
        shouldThrow<IllegalStateException> { cursor.byteOffset }
        shouldThrow<IllegalStateException> { cursor.subfields.byteOffset }
        shouldThrow<IllegalArgumentException> { record {}.leaderAt(24) }
    }
})
