// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.build

import dev.marcato.testing.Room
import dev.marcato.testing.Rooms
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import java.io.File

/** The rooms of editing, bottom first. Those on one floor may know one another. */
class RoomsSpec : FreeSpec({
    val model = Room(
        "model",
        "Rules, and what they made of a record.",
        "EditChange.kt",
        "EditException.kt",
        "EditFiles.kt",
        "EditOptions.kt",
        "EditProblem.kt",
        "EditRule.kt",
        "Edited.kt",
        "RuleSummary.kt",
        "UndoException.kt",
    )
    val ground = Room(
        "ground",
        "Limits, counters, texts and tables.",
        "internal/Limits.kt",
        "internal/Counters.kt",
        "internal/Recipes.kt",
        "internal/TextFunction.kt",
        "internal/Sources.kt",
        "internal/Rows.kt",
    )
    val statements = Room(
        "statements",
        "A record that is being edited, and what statements do with it.",
        "internal/Columns.kt",
        "internal/Editing.kt",
        "internal/Fields.kt",
        "internal/FixedPlaces.kt",
        "internal/LookUp.kt",
        "internal/Pairs.kt",
        "internal/Records.kt",
        "internal/Statement.kt",
        "internal/Subfields.kt",
        "internal/Target.kt",
        "internal/Template.kt",
        "internal/TextPattern.kt",
        "internal/Values.kt",
    )
    val parsing = Room(
        "parsing",
        "Text to statements.",
        "internal/ActionParser.kt",
        "internal/AddParser.kt",
        "internal/EditParser.kt",
        "internal/Scanner.kt",
        "internal/SetParser.kt",
        "internal/TemplateParser.kt",
        "internal/WordParser.kt",
    )
    val undo = Room("undo", "The way back.", "Undo.kt", "UndoWriter.kt", "internal/UndoReading.kt")
    val doors = Room("doors", "Edits, their builder, flows and summaries.", "")

    "rooms know only rooms below them" {
        val module = File(System.getProperty("basedir") ?: ".")
        val root = module.resolve("src/main/kotlin/dev/marcato/edit")
        Rooms(root, listOf(model, ground, statements, parsing, undo, doors).map(::listOf)).violations().shouldBeEmpty()
    }
})
