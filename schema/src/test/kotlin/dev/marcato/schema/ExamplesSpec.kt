// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema

import dev.marcato.DataField
import dev.marcato.ReadOptions
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Corpora
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.util.TreeSet

/** The examples in the documentation of MARC 21 use what the schema defines. */
class ExamplesSpec : FreeSpec({
    val corpora = Corpora.find()
    val files = corpora.files("xml").filter { corpora.displayName(it).startsWith("inveniosoftware+dojson") }
    if (files.isEmpty()) println("ExamplesSpec skips the examples: ${corpora.skipReason ?: "there are none"}")

    "fields, subfields and indicators of the Library of Congress' examples".config(enabledIf = { files.isNotEmpty() }) {
        var fields = 0
        val unknown = TreeSet<String>()
        for (file in files.filterNot { "authority" in corpora.displayName(it) }) {
            BlockingMarcReader.open(file, ReadOptions { strictness = Strictness.LENIENT }).use { reader ->
                for (record in reader) {
                    for (field in record.fields) {
                        fields++
                        unknown += undefined(field as? DataField ?: continue)
                    }
                }
            }
        }
        fields shouldBeGreaterThan 2_000
        println("$fields fields")
        unknown.shouldBeEmpty()
    }
})

private fun undefined(field: DataField): List<String> {
    val definition = MarcSchema.BIBLIOGRAPHIC.field(field.tag) ?: return listOf(field.tag)
    val subfields = field.subfields.filter { definition.subfield(it.code) == null }.map { "${field.tag}$${it.code}" }
    val indicators = listOf(field.indicator1, field.indicator2).mapIndexedNotNull { index, indicator ->
        // The documentation writes blanks so that they are seen.
        val text = indicator.toString().replace('#', ' ').replace('_', ' ')
        val list = definition.indicator(index + 1)?.codes
        // Many examples leave indicators out, which makes them blanks.
        "${field.tag}^${index + 1} $text".takeIf { text != " " && list != null && list[text] == null }
    }
    return subfields + indicators
}
