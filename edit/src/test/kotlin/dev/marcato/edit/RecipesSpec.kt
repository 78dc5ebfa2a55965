// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.Corpora
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Paths

private val corpora = Corpora.find()
private val binary = arrayOf("mrc", "marc", "dat", "usmarc")

/** The recipes do what their comments say, a second time nothing, and have no problems with real records. */
class RecipesSpec : FreeSpec({
    val rows = PageRows.read("recipe-rows.txt")

    "every recipe is tried, and stands on the page" {
        rows.keys.sorted() shouldContainExactly Edits.recipes
        val page = String(Files.readAllBytes(Paths.get("..", "docs", "editing.md"))).substringAfter("\n## Recipes\n")
        Regex("(?m)^\\| `marcato:([a-z0-9-]+)`").findAll(page).map { it.groupValues[1] }.toList() shouldContainExactly
            Edits.recipes
    }

    for ((name, tried) in rows) {
        name - {
            val edits = Edits.recipe(name)
            for ((number, row) in tried.withIndex()) {
                "record ${number + 1}" {
                    val edited = edits.apply(PageRows.record(row.before))
                    edited.problems.shouldBeEmpty()
                    val wanted = PageRows.record(row.after)
                    val record = edited.record
                    record?.fields.orEmpty().joinToString("\n") shouldBe wanted.fields.joinToString("\n")
                    record?.leader shouldBe wanted.leader
                    withClue("again") { edits.apply(wanted).isChanged shouldBe false }
                }
            }
        }
    }

    val reason = corpora.skipReasonFor(*binary)
    if (reason != null) println("RecipesSpec runs without real records: $reason")

    "real records".config(enabledIf = { reason == null }) - {
        val records = corpora.files(*binary).flatMap(::recordsIn)
        for (name in Edits.recipes) {
            name {
                val edits = Edits.recipe(name)
                val summary = EditSummary.of(edits)
                val changed = ArrayList<Record>()
                for (record in records) {
                    val edited = edits.apply(record)
                    summary.add(edited)
                    withClue("$record") { edited.problems.filterNot { it.isWarning }.shouldBeEmpty() }
                    if (edited.isChanged) edited.record?.let(changed::add)
                }
                println("$name: ${summary.changed} of ${summary.records} real records are changed")
                summary.changed shouldBeGreaterThan 0
                val twice = changed.mapNotNull { record -> edits.apply(record).takeIf { it.isChanged } }
                twice.joinToString("\n") shouldBe ""
            }
        }
    }
})

private fun recordsIn(file: java.nio.file.Path): List<Record> {
    val lenient = ReadOptions { strictness = Strictness.LENIENT }
    return runCatching { BlockingMarcReader.open(file, lenient).use { it.stream().toList() } }.getOrDefault(emptyList())
}
