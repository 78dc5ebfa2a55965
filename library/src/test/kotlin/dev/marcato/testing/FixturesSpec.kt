// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeUnique
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.ints.shouldBeInRange
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.util.Locale
import kotlin.streams.asSequence

class FixturesSpec :
    FreeSpec({
        val folder = tempdir().toPath()

        "each file has the pinned digest, and its offsets tile it" - {
            for (fixture in Fixture.entries) {
                fixture.fileName {
                    val file = Fixtures.file(folder, fixture)
                    Fixtures.sha256(file) shouldBe fixture.sha256

                    val extents = Fixtures.offsets(file)
                    extents.size shouldBe fixture.recordCount
                    extents.fold(0L) { end, extent ->
                        extent.offset shouldBe end
                        end + extent.length
                    } shouldBe Files.size(file)
                }
            }
        }

        "the bytes in memory are those of the file" {
            Fixtures.sha256(Fixtures.bytes(Fixture.RECORDS_1K)) shouldBe Fixture.RECORDS_1K.sha256
        }

        "a file that is current is left alone, any other is written again" {
            val file = Fixtures.file(folder, Fixture.RECORDS_1K)
            val written = Files.getLastModifiedTime(file)
            Files.getLastModifiedTime(Fixtures.file(folder, Fixture.RECORDS_1K)) shouldBe written

            Files.write(file, byteArrayOf(1))
            Fixtures.sha256(Fixtures.file(folder, Fixture.RECORDS_1K)) shouldBe Fixture.RECORDS_1K.sha256
        }

        "the records do not depend on the locale" {
            val locale = Locale.getDefault()
            try {
                Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"))
                Catalogue.ordinary().record(7).toString() shouldBe
                    Catalogue.ordinary().stream(8).asSequence().last().toString()
                Fixtures.sha256(Fixtures.bytes(Fixture.RECORDS_1K)) shouldBe Fixture.RECORDS_1K.sha256
            } finally {
                Locale.setDefault(locale)
            }
        }

        "the ordinary catalogue looks like a real one" - {
            val records = Catalogue.ordinary().records(10_000).toList()

            "in size and number of fields" {
                records.map { Iso2709Bytes.encode(it).size }.average().shouldBeBetween(1_050.0, 1_200.0, 0.0)
                records.map { it.fields.size }.average().shouldBeBetween(17.5, 18.5, 0.0)
            }

            "in the share of records with letters beyond ASCII" {
                val beyond = records.count { record -> record.toString().any { it.code > 0x7F } }
                beyond.shouldBeInRange(2_700..3_300)
            }

            "in its control fields" {
                records.map { it.controlValue("001") }.shouldBeUnique()
                records.map { it.controlValue("008")?.length }.distinct() shouldBe listOf(40)
            }

            "in its ISBNs, whose check digits are right" {
                val isbns = records.mapNotNull { it.subfieldValue("020", 'a') }
                isbns.count(::isIsbn) shouldBe isbns.size
            }

            "in its types of material" {
                val types = records.groupingBy { it.leader.substring(6, 8) }.eachCount()
                types.keys shouldBe setOf("am", "as", "jm", "em")
                types.getValue("am").shouldBeInRange(8_000..9_000)
            }
        }

        "the large records take about 10 kB" {
            val sizes = Catalogue.large().records(300).map { Iso2709Bytes.encode(it).size }
            sizes.average().shouldBeBetween(9_500.0, 10_500.0, 0.0)
        }
    })

private fun isIsbn(text: String): Boolean = text.length == 13 &&
    text.withIndex().sumOf { (at, digit) -> digit.digitToInt() * if (at % 2 == 0) 1 else 3 } % 10 == 0
