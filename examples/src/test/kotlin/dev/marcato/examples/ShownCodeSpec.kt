// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import java.io.File
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.writeBytes

/** The programs of the README, in a folder with a catalogue. */
class ShownCodeSpec : FreeSpec({
    val folder = tempdir().toPath()
    val catalogue = folder.resolve("catalogue.mrc").apply { writeBytes(SampleCatalogue.toByteArray()) }

    "the program in Kotlin prints the serials" {
        runIn(folder, "dev.marcato.examples.documents.ReadSerialsKt") shouldContainExactly
            recordsOf(catalogue).filter { it.leader.isSerial }.map { "${it.controlNumber}: ${it.title}" }
    }

    "the program in Java prints the titles" {
        runIn(folder, "dev.marcato.examples.documents.Titles") shouldContainExactly
            recordsOf(catalogue).map { "${it.title}" }
    }
})

private fun runIn(folder: Path, program: String): List<String> {
    val java = File(System.getProperty("java.home"), "bin/java").path
    // Without a locale, JDK 17 prints ASCII alone.
    val utf8 = listOf("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8")
    val command = listOf(java) + utf8 + listOf("-cp", System.getProperty("java.class.path"), program)
    val process = ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start()
    val printed = process.inputStream.readBytes().decodeToString().trimEnd().lines()
    check(process.waitFor(1, TimeUnit.MINUTES))
    return printed
}
