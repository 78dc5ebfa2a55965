// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.messages.count
import dev.marcato.cli.reading.Formats
import dev.marcato.testing.Corpora
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.fileSize
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/**
 * Every file that there is goes through half of the commands, and the tenth that holds nine tenths of all bytes through
 * a quarter: whatever it is, the program ends with an exit code that it promises, and says what it has to say in single
 * lines.
 */
class CorporaSpec : FreeSpec({
    val corpora = Corpora.find()

    // By hand, for what shows a fault.
    val cases = casesBeside(corpora.folder)

    fun commands(file: Path, folder: Folder): List<List<Any>> = listOf(
        listOf("count", file),
        listOf("stats", file),
        listOf("stats", "--format", "json", "--html", folder.path("report.html"), file),
        listOf("view", "--color", "always", file),
        listOf("check", file),
        listOf("check", "--schema", "marc21", "--fail-on", "never", file),
        listOf("select", "001, 245ab, 6XXa, 008/35-37, LDR/06, 856|4*|u", file),
        listOf("freq", "650a", file),
        listOf("grep", "245a ~ a and !999 or LDR/06 = z", file),
        listOf("cat", file),
        listOf("head", "-n", 2, file),
        listOf("sample", "-n", 3, file),
        listOf("split", "--force", "-n", 1000, "-o", folder.path("part-{n}.mrc"), file),
        listOf("partition", "LDR/06", "-o", folder.path("type-{value}.mrc"), file),
        listOf("dedupe", file),
        listOf("edit", "-e", "remove 9XX", file),
        listOf("edit", "--dry-run", "-e", "remove 9XX", file),
        listOf("diff", "--brief", file, file),
    ) + Formats.writable.map { listOf("convert", "--to", it, file) }

    // What a command may come to, given that the file is there and reading is lenient.
    fun expected(command: String, hasRecords: Boolean, hasProblems: Boolean, isEmpty: Boolean): Set<Int> = when {
        command == "check" -> setOf(if (hasProblems) 1 else 0)
        !hasRecords && !isEmpty && hasProblems -> if (command in HANDING_ON) setOf(1, 4) else setOf(1)
        command == "grep" -> setOf(0, 1, 4)
        command in HANDING_ON -> setOf(0, 4)
        else -> setOf(0)
    }

    // Which commands a file goes through depends on its number among those of its kind, so each command meets every
    // kind.
    fun commands(file: Path, folder: Folder, number: Int): List<List<Any>> {
        val parts = if (file in cases) {
            1
        } else if (isLarge(file)) {
            4
        } else {
            2
        }
        return commands(file, folder).filterIndexed { at, _ -> (at + number) % parts == 0 }
    }

    "every file through its share of the commands".config(enabledIf = { runsUnless(corpora.skipReason) }) {
        val files = (corpora.files() + cases).groupBy { it.extension to isLarge(it) }.values.flatMap { it.withIndex() }
        sideBySide(files) { (number, file) ->
            val checked = marcato("check", "--format", "jsonl", "--all", file)
            val outcomes = checked.out.lines()
            val hasRecords = outcomes.any { it.startsWith("{\"outcome\":\"record\"") }
            val hasProblems = outcomes.any { "\"problems\":[{" in it }
            if (!file.fileName.toString().endsWith(".gz")) {
                withClue(nameOf(file)) { lengths(outcomes) shouldBe file.fileSize() }
            }
            val delivered = lazy { Delivered.of(file) }
            inFolder { folder ->
                for (command in commands(file, folder, number)) {
                    val ran = marcato(*command.toTypedArray())
                    withClue("${nameOf(file)}: $command: ${ran.code} ${ran.err}") {
                        (ran.code in expected("${command[0]}", hasRecords, hasProblems, file.fileSize() == 0L)) shouldBe
                            true
                        ran.errorLines.all { it.startsWith("marcato: ") } shouldBe true
                        ran.errorLines.none { "should not happen" in it } shouldBe true
                        if (command[0] in COMPLETE && hasRecords) delivered.value.shouldBeCarried(command, ran, folder)
                    }
                }
                folder.names().none { it.endsWith(".part") } shouldBe true
            }
        }
        files.size shouldBeGreaterThan 500
    }

    "every file read strictly ends with 0 or 1".config(enabledIf = { runsUnless(corpora.skipReason) }) {
        sideBySide(corpora.files()) { file ->
            val ran = marcato("count", "--strict", file)
            withClue("${nameOf(file)}: ${ran.code} ${ran.err}") { (ran.code in 0..1) shouldBe true }
        }
    }
})

/** Runs [check] for all [files], as many at a time as there are processors. */
private suspend fun <T> sideBySide(files: List<T>, check: (T) -> Unit) =
    withContext(Dispatchers.Default) { for (file in files) launch { check(file) } }

// What passes records on, and what of it passes on all of them.
private val HANDING_ON =
    setOf("cat", "head", "sample", "split", "partition", "dedupe", "convert", "edit", "select", "freq", "view")
private val COMPLETE = setOf("cat", "split", "convert")

private const val LARGE = 64L shl 10

private fun nameOf(file: Path): String = "${file.parent.fileName}/${file.fileName}"

private fun casesBeside(corpora: Path?): List<Path> {
    val folder = corpora?.resolveSibling("cases")?.takeIf(Files::isDirectory) ?: return emptyList()
    return Files.list(folder).use { files -> files.filter { !it.endsWith("README.md") }.sorted().toList() }
}

private fun isLarge(file: Path): Boolean = file.fileSize() >= LARGE

private val LENGTH = Regex("\"length\":(\\d+)")

private fun lengths(lines: List<String>): Long = lines.sumOf { LENGTH.find(it)?.groupValues?.get(1)?.toLong() ?: 0L }
