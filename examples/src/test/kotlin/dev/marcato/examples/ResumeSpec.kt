// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.Strictness
import dev.marcato.testing.Catalogue
import dev.marcato.writeTo
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import java.io.File
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.appendText
import kotlin.io.path.deleteIfExists
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeBytes
import kotlinx.coroutines.flow.toList

class ResumeSpec : FreeSpec({
    val folder = tempdir().toPath()
    val lines = folder.resolve("lines.txt")
    val checkpoint = folder.resolve("checkpoint")

    // With damage, so that something else than records has to come exactly once, too.
    val bytes = Catalogue.ordinary().toByteArray(3_500)
    val input = folder.resolve("catalogue.mrc").apply { writeBytes("garbage".toByteArray() + bytes + bytes.copyOf(40)) }

    beforeTest { for (path in listOf(lines, checkpoint)) path.deleteIfExists() }

    suspend fun expected(): String =
        MarcReader.open(input) { strictness = Strictness.LENIENT }.outcomes().toList().joinToString("") { lineOf(it) }

    "a clean run has a line for each record and each damage" {
        for (program in bothOf("Resume")) {
            listOf(lines, checkpoint).forEach { it.deleteIfExists() }
            run(program, input, lines, checkpoint).size shouldBeGreaterThan 3
            lines.readText() shouldBe expected()
            run(program, input, lines, checkpoint).size shouldBe 0
            lines.readText() shouldBe expected()
        }
    }

    "a run that fails anywhere is continued, each line once" {
        for (format in listOf("catalogue.mrc", "catalogue.xml.gz")) {
            val file = folder.resolve(format)
            if (!file.exists()) MarcReader.open(bytes).records().writeTo(file)
            val all = MarcReader.open(file) { strictness = Strictness.LENIENT }.outcomes().toList()
            for (program in bothOf("Resume")) {
                listOf(lines, checkpoint).forEach { it.deleteIfExists() }
                for (stop in listOf(1, 300, 999, 1_000, 700)) failAfter(stop, file, lines, checkpoint)
                lines.appendText("half a line")
                run(program, file, lines, checkpoint)
                lines.readText() shouldBe all.joinToString("") { lineOf(it) }
            }
        }
    }

    "a process that is killed is continued, each line once" {
        for (program in bothOf("Resume")) {
            listOf(lines, checkpoint).forEach { it.deleteIfExists() }
            val java = File(System.getProperty("java.home"), "bin/java").path
            repeat(2) {
                val command = listOf(java, "-cp", System.getProperty("java.class.path"), program) +
                    listOf(input, lines, checkpoint).map { "$it" }
                val process = ProcessBuilder(command).redirectErrorStream(true).start()
                process.inputReader().readLine() // a checkpoint was written
                process.destroyForcibly()
                process.waitFor(1, TimeUnit.MINUTES) shouldBe true
            }
            run(program, input, lines, checkpoint)
            lines.readText() shouldBe expected()
        }
    }
})

private class Planted : RuntimeException()

private suspend fun failAfter(outcomes: Int, input: Path, lines: Path, checkpoint: Path) {
    var left = outcomes
    shouldThrow<Planted> {
        resume(input, lines, checkpoint, { outcome: Outcome -> if (left-- == 0) throw Planted() else lineOf(outcome) })
    }
}
