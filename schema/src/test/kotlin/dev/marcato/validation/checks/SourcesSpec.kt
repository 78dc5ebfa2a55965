// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.internal.FactsFile
import dev.marcato.schema.internal.FactsReader
import dev.marcato.validation.internal.checks.codes.CodeIndex
import dev.marcato.validation.internal.checks.codes.SourceChecks
import dev.marcato.validation.internal.checks.places
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith

/** The tags whose indicator refers to $2, and the lists of sources. */
class SourcesSpec : FreeSpec({
    "tags are those that the schemas say it of" {
        val bibliographic = MarcSchema.BIBLIOGRAPHIC
        val first = listOf(bibliographic, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS).flatMap { referring(it, 1, "7") }
        first.distinct() shouldContainExactlyInAnyOrder places(SourceChecks.BY_FIRST)
        referring(bibliographic, 1, " ") shouldContainExactlyInAnyOrder places(SourceChecks.BY_BLANK)
        referring(bibliographic, 2, "7") shouldContainExactlyInAnyOrder places(SourceChecks.BY_SECOND)
        referring(MarcSchema.AUTHORITY, 2, "7") shouldContainExactlyInAnyOrder
            places(SourceChecks.AUTHORITY_BY_SECOND)
        referring(MarcSchema.HOLDINGS, 2, "7") shouldContainExactlyInAnyOrder places(SourceChecks.HOLDINGS_BY_SECOND)
    }

    "each list has a source, and its codes are found by their characters" {
        val lists = FactsReader.lists(FactsFile.named("sources"))
        lists.names.size shouldBe 21
        for (list in lists) {
            list.other["url"].toString() shouldStartWith "https://www.loc.gov/standards/"
            list.codes.size shouldBeGreaterThan 0
            val index = CodeIndex(list.codes)
            for (code in list.codes) {
                viewing(code.code) { index.find(it) } shouldBe code
                index.find(code.code) shouldBe code
                viewing("${code.code}~") { index.find(it) } shouldBe null
            }
        }
    }
})

private fun referring(schema: MarcSchema, number: Int, code: String): List<String> =
    schema.fields.filter { refers(it, number, code) }.map { it.tag }

private fun refers(field: FieldDefinition, number: Int, code: String): Boolean =
    field.indicator(number)?.codes?.get(code)?.label?.endsWith("specified in subfield \$2") == true ||
        field.indicator(number)?.codes?.get(code)?.label == "Agency identified in subfield \$2"
