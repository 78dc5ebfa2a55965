// SPDX-License-Identifier: Apache-2.0
package dev.marcato.samples

import dev.marcato.MarcReader
import dev.marcato.Record
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.io.PrintStream
import kotlin.io.path.readLines
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList

/** Runs the samples that the KDoc shows. */
class SamplesSpec : FreeSpec({
    val folder = tempdir().toPath()
    val first = buildRecord()
    val second = editRecord(first)

    suspend fun recordsIn(name: String): List<Record> = MarcReader.open(folder.resolve(name)).records().toList()

    "records are built and edited" {
        first.title shouldBe "Title : subtitle."
        second.title shouldBe "Better title : subtitle."
    }

    "subjects are counted" {
        val whales = first.edit { field("650", ' ', '0') { 'a' to "Whales" } }
        countSubjects(listOf(first, whales, second, whales), "Whales") shouldBe 2
    }

    "records are written and read" {
        val path = folder.resolve("some.mrc")
        writeRecords(path, listOf(first, second))
        recordsIn("some.mrc") shouldBe listOf(first, second)
        printedBy { readTitles(path) } shouldBe listOf("Title : subtitle.", "Better title : subtitle.")
        titlesInParallel(path) shouldBe listOf("Title : subtitle.", "Better title : subtitle.")
        printedBy { readFolder(folder) } shouldBe
            listOf("$path: Title : subtitle.", "$path: Better title : subtitle.")
        printedBy { readWhatCanBeRead(folder) } shouldBe
            listOf("$path: Title : subtitle.", "$path: Better title : subtitle.")
        printedBy { readWhatCanBeRead(folder.resolve("gone")) }.single() shouldStartWith "${folder.resolve("gone")}: "
    }

    "records are sent as they come, and a table appears as a whole" {
        val records = listOf(first, second)
        val sent = ByteArrayOutputStream()
        respondWithLines(records.asFlow()) { sent.write(it) }
        MarcReader.open(sent.toByteArray()).records().toList() shouldBe records
        val stream = ByteArrayOutputStream()
        writeLive(records.asFlow(), stream).records shouldBe 2
        MarcReader.open(stream.toByteArray()).records().toList() shouldBe records
        val table = folder.resolve("titles.txt")
        writeTable(table, records)
        table.readLines() shouldBe listOf("Title : subtitle.", "Better title : subtitle.")
    }

    "an input is divided among threads and processes" {
        val path = folder.resolve("divided.mrc")
        writeRecords(path, List(9) { if (it % 2 == 0) first else second })
        for (bytesPerSplit in listOf(1L, 100L, 10_000L)) {
            readSplitsInThreads(path, bytesPerSplit) shouldBe 9
            val sent = ArrayList<String>()
            sendSplits(path, bytesPerSplit, sent::add)
            sent.sumOf { readSplitsElsewhere(path, it) } shouldBe 9
        }
        MarcReader.open(inputOf(path)).range(1, Long.MAX_VALUE).records().toList().size shouldBe 8
    }

    "parts are encoded in parallel and written in order" {
        shareEncoding(folder.resolve("parts.marc"), List(20) { listOf(first, second) })
        recordsIn("parts.marc") shouldBe List(20) { listOf(first, second) }.flatten()
    }

    "flows are transformed in order, also after failures" {
        val records = listOf(first, second)
        printedBy { lookUpInParallel(records.asFlow()) { it.title.orEmpty() } } shouldBe
            listOf("Title : subtitle.", "Better title : subtitle.")
        val convert = { record: Record -> if (record == first) error("no room") else "converted" }
        printedBy { continueAfterFailures(records.asFlow(), convert) } shouldBe
            listOf("not converted: no room", "converted")
        filterInParallel(records.asFlow()) { it == first }.toList() shouldBe listOf(second)
    }
})

/** Returns the lines that [action] prints. */
private suspend fun printedBy(action: suspend () -> Unit): List<String> {
    val bytes = ByteArrayOutputStream()
    val before = System.out
    System.setOut(PrintStream(bytes, true))
    try {
        action()
    } finally {
        System.setOut(before)
    }
    return bytes.toString().trimEnd().lines()
}
