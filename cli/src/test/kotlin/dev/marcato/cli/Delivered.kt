// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.TextCheck
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.reading.Formats
import io.kotest.matchers.shouldBe
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.nio.file.Path

/** What lenient reading delivers of a file, to compare with what a command has passed on of it. */
internal class Delivered private constructor(private val records: List<Record>) {
    /** Fails if a record is missing, or another one than it was, and neither exit code nor message says so. */
    fun shouldBeCarried(command: List<Any>, ran: Ran, folder: Folder) {
        val output = if (command[0] == "split") parts(folder) else ran.bytes
        val format = formatOf(command)
        val carried = BlockingMarcReader.open(output, lenient(format)).use { it.toList() }
        carried.size + leftOut(ran) shouldBe records.size
        val isReported = ran.errorLines.any { "changed" in it || "left out" in it }
        (ran.code == 4) shouldBe isReported
        if (ran.code == 0) carried.map(::content) shouldBe records.map(::content)
    }

    // A record that is laid out anew gets the structure of a leader that every record has.
    private fun content(record: Record): List<Any> =
        listOf(record.leader.toString().let { it.substring(5, 9) + it.substring(17, 20) + it.substring(22) }) +
            record.fields

    private fun leftOut(ran: Ran): Int =
        ran.errorLines.firstNotNullOfOrNull { LEFT_OUT.find(it) }?.groupValues?.get(1)?.replace(",", "")?.toInt() ?: 0

    private fun formatOf(command: List<Any>): MarcFormat {
        val at = command.indexOf("--to")
        return if (at < 0) MarcFormat.ISO_2709 else Formats.toRead("${command[at + 1]}")
    }

    private fun parts(folder: Folder): ByteArray {
        val all = ByteArrayOutputStream()
        for (name in folder.names().filter { it.startsWith("part-") }) all.write(Files.readAllBytes(folder.path(name)))
        return all.toByteArray()
    }

    companion object {
        private val LEFT_OUT = Regex("([\\d,]+) records? (?:was|were) left out, the first")

        fun of(file: Path): Delivered = Delivered(BlockingMarcReader.open(file, lenient(null)).use { it.toList() })

        private fun lenient(format: MarcFormat?) = ReadOptions {
            strictness = Strictness.LENIENT
            this.format = format
            textCheck = TextCheck.TEXT_AND_CODES
            limits { problems = Int.MAX_VALUE }
        }
    }
}
