// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.build

import dev.marcato.testing.Room
import dev.marcato.testing.Rooms
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import java.io.File

/** The rooms of the schema, bottom first. Those on one floor may know one another. */
class RoomsSpec : FreeSpec({
    val model = Room(
        "model",
        "Definitions of fields, indicators, subfields, positions and codes, and what they are made of.",
        "Code.kt",
        "CodeList.kt",
        "FieldDefinition.kt",
        "FieldType.kt",
        "IndicatorDefinition.kt",
        "Material.kt",
        "PositionDefinition.kt",
        "SchemaException.kt",
        "SubfieldDefinition.kt",
        "ValueDefinition.kt",
        "internal/Parts.kt",
        "internal/Lazily.kt",
    )
    val facts = Room(
        "facts",
        "Reads the facts about MARC 21.",
        "internal/FactLine.kt",
        "internal/FactsFile.kt",
        "internal/FactsReader.kt",
    )
    val schemas = Room(
        "schemas",
        "Schemas: look-ups, descriptions of places, and Avram.",
        "MarcSchema.kt",
        "Description.kt",
        "internal",
    )
    val views = Room(
        "views",
        "Views of fixed fields.",
        "",
        "internal/FixedLayouts.kt",
        "internal/FixedParts.kt",
    )

    "validation knows the schema, and the schema nothing of validation" {
        val floors = listOf(
            listOf(Room("schema", "Schemas and views of fixed fields.", "schema", "schema/internal")),
            listOf(
                Room(
                    "findings",
                    "Rules, and what breaks them.",
                    "validation/Finding.kt",
                    "validation/FindingSeverity.kt",
                    "validation/ProfileException.kt",
                    "validation/Rule.kt",
                    "validation/RuleCategory.kt",
                    "validation/internal/Identity.kt",
                ),
            ),
            listOf(
                Room("engine", "Goes through a record, and asks the schema and the checks.", "validation/internal"),
                Room(
                    "checks",
                    "What is wrong besides what the schema says.",
                    "validation/internal/checks",
                    "validation/internal/checks/addresses",
                    "validation/internal/checks/codes",
                    "validation/internal/checks/dates",
                    "validation/internal/checks/links",
                    "validation/internal/checks/maps",
                    "validation/internal/checks/numbers",
                    "validation/internal/checks/style",
                    "validation/internal/file",
                ),
            ),
            listOf(Room("validation", "What users call.", "validation")),
        )
        val module = File(System.getProperty("basedir") ?: ".")
        Rooms(module.resolve("src/main/kotlin/dev/marcato"), floors).violations().shouldBeEmpty()
    }

    "rooms know only rooms below them" {
        val module = File(System.getProperty("basedir") ?: ".")
        val root = module.resolve("src/main/kotlin/dev/marcato/schema")
        Rooms(root, listOf(model, facts, schemas, views).map(::listOf)).violations().shouldBeEmpty()
    }
})
