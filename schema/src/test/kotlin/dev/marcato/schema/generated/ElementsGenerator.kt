// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.generated

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.PositionDefinition

/** Prints the Kotlin classes with a property for each element of the fixed fields. */
internal object ElementsGenerator {
    private val views = listOf(
        View(
            "LeaderElements",
            "The elements of the leader, in bibliographic, authority and holdings records.",
            listOf(
                "bibliographic records" to elements(MarcSchema.BIBLIOGRAPHIC, "LDR"),
                "authority records" to elements(MarcSchema.AUTHORITY, "LDR"),
                "holdings records" to elements(MarcSchema.HOLDINGS, "LDR"),
            ),
        ),
        View(
            "MaterialElements",
            "The elements of 008 in bibliographic records, and of 006.",
            listOf(
                "008" to elements(MarcSchema.BIBLIOGRAPHIC, "008"),
                "006" to elements(MarcSchema.BIBLIOGRAPHIC, "006"),
            ),
            isSealed = true,
        ),
        View(
            "PhysicalDescription",
            "A field 007. Its first character is the category of material, which decides which other elements it has.",
            listOf("007" to elements(MarcSchema.BIBLIOGRAPHIC, "007")),
        ),
        View(
            "AuthorityElements",
            "The elements of 008 in authority records.",
            listOf("008" to elements(MarcSchema.AUTHORITY, "008")),
        ),
        View(
            "HoldingsElements",
            "The elements of 008 in holdings records.",
            listOf("008" to elements(MarcSchema.HOLDINGS, "008")),
        ),
    )

    /** The text of each file, by its name. */
    fun files(): Map<String, String> = views.associate { "${it.name}.kt" to it.text() }

    private fun elements(schema: MarcSchema, tag: String): List<Element> {
        val field = schema.field(tag)!!
        val types = field.types.values.flatMap { type ->
            (type.positions + type.obsoletePositions).map { Element(it, type.key) }
        }
        return (field.positions + field.obsoletePositions).map { Element(it, null) } + types
    }

    private class Element(val position: PositionDefinition, val type: String?)

    private class View(
        val name: String,
        val about: String,
        val fields: List<Pair<String, List<Element>>>,
        val isSealed: Boolean = false,
    ) {
        fun text(): String {
            val all = fields.flatMap { (field, elements) -> elements.map { field to it } }
            val names = all.mapNotNull { it.second.position.name }.distinct()
            val properties = names.mapIndexed { slot, name ->
                val same = all.filter { it.second.position.name == name }
                property(slot, name, same)
            }
            val kind = if (isSealed) "sealed class $name" else "class $name private constructor"
            return """
                |// SPDX-License-Identifier: Apache-2.0
                |package dev.marcato.schema
                |
                |import dev.marcato.schema.internal.FixedParts
                |
                |/**
                | * $about
                | *
                | * Generated from the facts: see GeneratedSpec.
                | */
                |public $kind(parts: FixedParts) : FixedField(parts) {
                |${properties.joinToString("\n\n")}
                |
                |    internal companion object {
                |        @get:JvmSynthetic
                |        internal val NAMES: Array<String> = arrayOf(
                |${names.joinToString("\n") { "            \"$it\"," }}
                |        )
                |${factory()}    }
                |}
                |
            """.trimMargin()
        }

        private fun factory() = if (isSealed) {
            ""
        } else {
            "\n        @JvmSynthetic\n        internal fun of(parts: FixedParts): $name = $name(parts)\n"
        }

        private fun property(slot: Int, name: String, same: List<Pair<String, Element>>): String {
            val label = same[0].second.position.label
            val places = same.groupBy { (field, element) -> "$field/${element.position.range}" }
                .map { (place, elements) -> place(place, elements.mapNotNull { it.second.type }) }
            val doc = "$label: ${places.joinToString("; ")}."
            val lines = wrapped(doc)
            val text = if (lines.size ==
                1
            ) {
                "    /** ${lines[0]} */"
            } else {
                lines.joinToString("\n", "    /**\n", "\n     */") { "     * $it" }
            }
            return "$text\n    @get:JvmName(\"$name\")\n    public val $name: FixedElement? get() = slot($slot)"
        }

        private fun place(place: String, types: List<String>): String {
            val named = if ("records" in
                place
            ) {
                place.substringAfter('/') + " of " + place.substringBefore('/')
            } else {
                place
            }
            return if (types.isEmpty()) named else "$named of ${types.distinct().joinToString(", ")}"
        }

        private fun wrapped(text: String): List<String> {
            val lines = arrayListOf("")
            for (word in text.split(' ')) {
                if (lines.last().length + word.length >
                    MOST
                ) {
                    lines += word
                } else {
                    lines[lines.lastIndex] = "${lines.last()} $word".trim()
                }
            }
            return lines
        }

        private companion object {
            const val MOST = 105
        }
    }
}
