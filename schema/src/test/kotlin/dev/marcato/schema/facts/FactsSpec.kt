// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.facts

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.PositionDefinition
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe

/** What the facts say has to fit together. */
class FactsSpec : FreeSpec({
    val schemas = listOf(MarcSchema.BIBLIOGRAPHIC, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS)

    "each position of a fixed field has one meaning, and obsolete ones besides" {
        for (schema in schemas) {
            for (tag in listOf("LDR", "006", "007", "008")) {
                val field = schema.field(tag) ?: continue
                for (type in field.types.keys.ifEmpty { setOf(null) }) {
                    withClue("$schema $tag $type") {
                        val positions = field.positions(type)
                        val covered = positions.flatMap { it.start..it.end }
                        covered shouldBe covered.indices.toList()
                        field.obsoletePositions(type).all { it.end < covered.size } shouldBe true
                    }
                }
            }
        }
    }

    "codes have the length of their positions" {
        val wrong = schemas.flatMap { it.fields }.flatMap { field ->
            (field.types.keys + null).flatMap { field.positions(it) + field.obsoletePositions(it) }.filterNot(::fits)
        }
        wrong.shouldBeEmpty()
    }

    "names are those of one meaning in a type" {
        for (schema in schemas) {
            for (field in schema.fields) {
                for (type in field.types.keys) {
                    val names = (field.positions(type) + field.obsoletePositions(type)).mapNotNull { it.name }
                    withClue("$field $type") { names.distinct() shouldBe names }
                }
            }
        }
    }

    "the schemas are of the size that the format has" {
        MarcSchema.BIBLIOGRAPHIC.fields.count { !it.isObsolete } shouldBe 251
        MarcSchema.AUTHORITY.fields.count { !it.isObsolete } shouldBe 146
        MarcSchema.HOLDINGS.fields.size shouldBe 55
        MarcSchema.UNIMARC.fields.size shouldBe 220
        val lists = MarcSchema.BIBLIOGRAPHIC.codeLists
        lists.keys shouldBe setOf("areas", "authentication", "countries", "instruments", "languages", "relators")
        lists.getValue("languages").codes.size shouldBeGreaterThan 480
    }
})

private fun fits(position: PositionDefinition): Boolean {
    val codes = position.codesOrFlags ?: return true
    // Codes of lists may be shorter, with blanks after them.
    val isShort = codes.name != null
    val lengths = codes.codes.map { if (it.isRange) it.code.substringAfter('-').length else it.code.length }
    return lengths.all { if (isShort) it <= position.length else it == position.codeLength } &&
        position.length % position.codeLength == 0
}
