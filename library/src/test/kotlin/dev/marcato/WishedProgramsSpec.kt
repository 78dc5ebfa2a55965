// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking

/** What a program of a newcomer looks like: these lines compile as they were wished for, and do what they say. */
class WishedProgramsSpec : FreeSpec({
    val bytes = SampleCatalogue.toByteArray()
    val records = runBlocking { MarcReader.open(bytes).records().toList() }

    /** A service that answers an upload with a line of JSON for each record, as soon as it is read. */
    fun respond(upload: Flow<ByteArray>): Flow<ByteArray> =
        MarcReader.open(upload) { strictness = Strictness.LENIENT }.records().encoded(MarcFormat.JSON_LINES)

    "a service streams one line for each record" {
        val lines = respond(bytes.asList().chunked(1_000).asFlow().map { it.toByteArray() }).toList()
            .joinToString("") { it.decodeToString() }.trim().lines()
        lines.map { Record.parse(it, MarcFormat.JSON) } shouldBe records
    }

    "a record by itself is read from bytes or text, and written as both" {
        val r = Record.parse(records.first().toBytes())
        r shouldBe records.first()
        Record.parse(r.toText(MarcFormat.JSON)) shouldBe r
        Record.parse(r.toText(MarcFormat.XML)) shouldBe r
    }

    "parts of a record are named shortly" {
        val r = record {
            field("001", "42")
            field("008", "850423s1985    nyu           000 0 eng d")
            field("245", '1', '0') { 'a' to "Title" }
            field("900") { 'a' to "local" }
            field("999") { 'a' to "local" }
        }
        r["245", 'a'] shouldBe "Title"
        r["008"]?.at(35..37) shouldBe "eng"
        r.edit { remove("9XX") }.fields.map { it.tag } shouldContainExactly listOf("001", "008", "245")
        shouldThrow<IllegalArgumentException> { r.fields("6xx") }
    }

    "records are filtered by several workers" {
        val found = MarcReader.open(bytes).filterParallel { it.language == "eng" }.toList()
        found shouldBe records.filter { it.language == "eng" }
        records.asFlow().filterParallel(2) { it.language == "eng" }.toList() shouldBe found
    }

    "what was read leniently is edited and written in any format" {
        val odd = bytes.copyOf().also { it[6] = 0x01 }
        val read = MarcReader.open(odd) { strictness = Strictness.LENIENT }.records().toList()
        val edited = read.map { record -> record.edit { editFields({ true }) { add('9', "x") } } }
        for (format in MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL) {
            MarcReader.open(edited.asFlow().toByteArray { this.format = format }) {
                strictness = Strictness.LENIENT
            }.records().toList().size shouldBe records.size
        }
    }

    "a folder with a damaged file is read to its end, and the file is named" {
        val folder = Files.createTempDirectory("wished")
        try {
            Files.write(folder.resolve("a.mrc"), bytes)
            val broken = Files.write(folder.resolve("b.mrc"), "no record at all".toByteArray())
            Files.write(folder.resolve("c.mrc"), bytes)
            val failed = ArrayList<Path>()
            val all = MarcFiles.open(folder, "*.mrc", onFailure = { file, _ -> failed.add(file) }).records().toList()
            all.size shouldBe 2 * records.size
            failed shouldContainExactly listOf(broken)
            val failure = shouldThrow<MarcException> { MarcFiles.open(folder, "*.mrc").records().toList() }
            failure.problem.source shouldBe broken.toString()
        } finally {
            check(folder.toFile().deleteRecursively())
        }
    }

    "options travel to another process with the part that it reads" {
        val options = ReadOptions {
            strictness = Strictness.LENIENT
            limits { recordBytes = 100_000 }
        }
        val sent = MarcReader.open(bytes, options).splits(1_000).map { it.toText() }
        val received = sent.flatMap { text ->
            MarcReader.open(bytes, ReadOptions.parse(options.toText())).range(ReadSplit.parse(text))
                .records().toList()
        }
        received shouldBe records
    }

    "a flow of one record is written live" {
        flowOf(records.first()).encoded(MarcFormat.JSON_LINES).toList().size shouldBe 1
    }
})
