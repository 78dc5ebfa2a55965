// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.compare

import dev.marcato.testing.Catalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.ints.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files

class PassesSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val input = InputFile(Files.write(folder.resolve("some.mrc"), Catalogue.ordinary().toByteArray(RECORDS)))
        val expected = Marc4jPasses(input, isInMemory = false).check()

        "every subject of this JVM reads what marc4j reads" - {
            for (subject in Subject.entries.filterNot { it.isPeer }) {
                subject.id {
                    val passes = Passes.of(subject, input)
                    passes.check() shouldBe expected
                    Work.entries.filter { subject.does(it) }.forEach { passes.run(it) shouldBe RECORDS.toLong() }
                }
            }
        }

        "Marcato and marc4j extract the same strings, of fields and of subfields" {
            val ours = Texts(MarcatoPasses(Subject.MARCATO_BYTES, input))
            val theirs = Texts(Marc4jPasses(input, isInMemory = true))
            ours.fields() shouldBe theirs.fields()
            ours.subfields() shouldBe theirs.subfields()
            ours.fields().size shouldBeLessThan ours.subfields().size
        }

        "the table has a block per fixture and work, and a line per subject" {
            val table = ComparisonTable.of(listOf(sample(subject = Subject.MARC4J, allocated = null), sample()))
            table shouldContain "records-10k: 1,118 bytes a record"
            table shouldContain Regex("marcato-path +2,000,000 +4 % +2,237 +20.00 +1,400 +1.25 +1,300 +1.16")
            table shouldContain Regex("marc4j +2,000,000 .* - +- ")
        }
    })

private const val RECORDS = 300

/** Collects what [passes] extract. */
private class Texts<R : Any>(private val passes: Passes<R>) {
    fun fields(): List<String> = texts(passes::extractFields)

    fun subfields(): List<String> = texts(passes::extractSubfields)

    private fun texts(extract: (R, (String) -> Unit) -> Unit): List<String> = buildList {
        passes.forEach { record -> extract(record) { add(it) } }
    }
}
