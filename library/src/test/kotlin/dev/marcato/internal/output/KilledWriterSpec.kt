// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Readers
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.readBytes
import kotlin.io.path.writeBytes

/** Kills real processes while they write, at moments spread over what they do. */
class KilledWriterSpec : FreeSpec({
    "a process that is killed while it replaces a file leaves the old one or the new one, and never anything between" {
        val folder = tempdir().toPath()
        val target = folder.resolve("out.mrc")
        val contents = listOf(contentOf(0), contentOf(1))
        target.writeBytes(contents[0])
        var replaced = 0
        for (round in 1..6) {
            val process = ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.marcato.internal.output.KilledWriterSpecKt",
                target.toString(),
            ).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val lines = process.inputStream.bufferedReader()
            // It says so whenever it is in the middle of a file.
            repeat(round) { lines.readLine() shouldBe "writing" }
            process.destroyForcibly()
            process.waitFor(1, TimeUnit.MINUTES) shouldBe true
            val found = target.readBytes()
            withClue("round $round: ${found.size} bytes") { contents.any { it.contentEquals(found) } shouldBe true }
            if (found.contentEquals(contents[1])) replaced++
        }
        // Who was killed in its sixth file had replaced it before.
        withClue(replaced) { (replaced > 0) shouldBe true }
    }
})

private fun contentOf(seed: Long): ByteArray = Catalogue.ordinary(seed).toByteArray(2_000)

/** Replaces the file again and again, by the same two contents in turn, until it is killed. */
internal fun main(args: Array<String>) {
    val contents = listOf(1L, 0L).map { Readers.readAll(contentOf(it)) }
    while (true) {
        for (records in contents) {
            BlockingMarcWriter.open(Path.of(args[0])).use { writer ->
                writer.writeAll(records.take(1_000))
                println("writing")
                writer.writeAll(records.drop(1_000))
            }
        }
    }
}
