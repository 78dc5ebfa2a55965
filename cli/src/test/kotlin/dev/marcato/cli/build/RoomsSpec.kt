// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.build

import dev.marcato.testing.Room
import dev.marcato.testing.Rooms
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import java.io.File

/** The rooms of the program, bottom first. Each knows only the rooms below it. */
class RoomsSpec : FreeSpec({
    val rooms = listOf(
        Room("messages", "Exit codes, failures, and the wording of a line.", "messages"),
        Room("options", "Declares and parses options and arguments, and writes the help.", "options"),
        Room("console", "Standard input, output and error; progress; Ctrl-C.", "console"),
        Room("reading", "Finds the input files and reads them, on several threads if asked.", "reading"),
        Room("writing", "Writes output files, and keeps count of what they couldn't take.", "writing"),
        Room("views", "Shows records as lines, tables, differences and JSON.", "views"),
        Room("checking", "Validates records by schemas and profiles, and shows what is wrong.", "checking"),
        Room("editing", "Edits records, reports what changed, and keeps a way back.", "editing"),
        Room("stats", "Counts what is in catalogues, and reports it.", "stats"),
        Room("kinds", "What commands have in common, by kind.", "kinds"),
        Room("commands", "The commands for files.", "commands"),
        Room("mongo", "The commands for MongoDB.", "mongo"),
        Room("program", "Runs the command that the arguments name.", ""),
    )

    "rooms know only rooms below them" {
        val module = File(System.getProperty("basedir") ?: ".")
        Rooms(module.resolve("src/main/kotlin/dev/marcato/cli"), rooms.map(::listOf)).violations().shouldBeEmpty()
    }
})
