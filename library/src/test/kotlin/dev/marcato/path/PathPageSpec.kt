// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.nio.file.Files
import java.nio.file.Paths

/** What docs/path.md shows as paths and conditions are some. */
class PathPageSpec : FreeSpec({
    val page = String(Files.readAllBytes(Paths.get("..", "docs", "path.md")))

    fun spellings(section: String, column: Int): List<String> {
        val rows = page.substringAfter("\n## $section\n").substringBefore("\n## ").lines()
            .filter { it.startsWith("|") }.drop(2)
        val cells = rows.map { it.split(Regex("(?<!\\\\)\\|"))[column + 1] }
        return cells.flatMap { cell -> Regex("`([^`]+)`").findAll(cell).map { it.groupValues[1].replace("\\|", "|") } }
    }

    "the paths" {
        val paths = spellings("Paths", 0)
        paths.size shouldBeGreaterThan 25
        for (path in paths) withClue(path) { MarcPath.of(path) }
    }

    "the conditions" {
        val conditions = spellings("Conditions", 0).filterNot { "..." in it }
        conditions.size shouldBeGreaterThan 12
        for (condition in conditions) withClue(condition) { MarcCondition.of(condition) }
    }

    "the shortened paths, after a field and after a subfield" {
        for (path in spellings("Conditions in a path", 0).filterNot { it == "{ }" || it == "=" }) {
            withClue(path) {
                MarcPath.of("650{$path}")
                MarcPath.of("650\$a{$path}")
            }
        }
    }

    "what other languages' spellings are here" {
        val paths = spellings("For those who come from elsewhere", 2)
        paths.size shouldBeGreaterThan 20
        for (path in paths) withClue(path) { MarcCondition.of(path) }
    }
})
