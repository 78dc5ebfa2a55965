// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.edit.internal.TextFunction
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.nio.file.Files
import java.nio.file.Paths

/** Each row of the tables of docs/editing.md does what it says. */
class EditingPageSpec : FreeSpec({
    val page = String(Files.readAllBytes(Paths.get("..", "docs", "editing.md")))

    for ((section, rows) in PageRows.read("page-rows.txt")) {
        section - {
            for (row in rows.filter { it.rules.isNotEmpty() }) {
                val name = "${row.name} ${row.rules.joinToString(" / ")}".trim()
                name {
                    val files = EditFiles { name -> row.files.getValue(name).byteInputStream() }
                    val text = row.rules.joinToString("\n")
                    val edited = Edits.parse(text, EditOptions.builder().files(files).build())
                        .apply(PageRows.record(row.before))
                    val wanted = PageRows.record(row.after)
                    withClue(text) {
                        edited.problems.shouldBeEmpty()
                        if (row.after.any { it.startsWith("LDR") }) edited.record?.leader shouldBe wanted.leader
                        edited.record?.fields.orEmpty().map { "$it" } shouldBe wanted.fields.map { "$it" }
                    }
                }
            }

            "stands on the page" {
                val shown = page.substringAfter(Regex("\n##+ ${Regex.escape(section)}\n").find(page)!!.value)
                    .substringBefore("\n## ").substringBefore("\n### ").lines().filter { it.startsWith("|") }.drop(2)
                shown.joinToString("\n") shouldBe rows.joinToString("\n") { it.onPage() }
            }
        }
    }

    "every block of edits on the page is one" {
        val blocks = Regex("(?ms)^```(\\w*)\n(.*?)^```").findAll(page).filter { it.groupValues[1].isEmpty() }
            .map { it.groupValues[2] }.toList()
        blocks.size shouldBeGreaterThan 4
        val files =
            EditFiles { name -> (if (name.endsWith(".csv")) "HB,Berlin\n" else "remove 999\n").byteInputStream() }
        for (block in blocks) withClue(block) { Edits.parse(block, EditOptions.builder().files(files).build()) }
    }

    "every function stands on the page" {
        val section = page.substringAfter("\n### Functions\n").substringBefore("\n## ")
        for (function in TextFunction.entries) {
            withClue(function) {
                section shouldContain Regex("\\b${function.word}`")
            }
        }
    }
})
