// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.testing.Catalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import java.nio.file.Files

class PassesSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val input =
            InputFile(Files.write(folder.resolve("some.mrc"), Catalogue.ordinary().toByteArray(RECORDS)), folder)
        val expected = Marc4jPasses(input).check(Work.READ)

        "every subject of this JVM reads what marc4j reads" - {
            for (subject in Subject.entries.filterNot { it.isPeer }) {
                subject.id {
                    val passes = Passes.of(subject, input)
                    passes.check(Work.READ) shouldBe expected
                    Work.entries.filter { subject.does(it) }.forEach { passes.run(it) shouldBe RECORDS.toLong() }
                }
            }
        }

        "framing sees the same records" {
            MarcatoPasses(Subject.MARCATO_BYTES, input).check(Work.FRAMING).agreesWith(expected) shouldBe true
        }

        "the table has a block per fixture and work, and a line per subject" {
            val table = ComparisonTable.of(listOf(sample(subject = Subject.MARC4J, allocated = null), sample()))
            table shouldContain "records-10k: 1,118 bytes a record"
            table shouldContain Regex("marcato-path +2,000,000 +4 % +2,237 +20.00 +1,400 +1.25 +1,300 +1.16")
            table shouldContain Regex("marc4j +2,000,000 .* - +- ")
            table shouldNotContain "string"
            ComparisonTable.of(listOf(sample(work = Work.EXTRACT))) shouldContain
                "extract: Marcato makes one string of a field, the others make one of a subfield"
        }
    })

private const val RECORDS = 300
