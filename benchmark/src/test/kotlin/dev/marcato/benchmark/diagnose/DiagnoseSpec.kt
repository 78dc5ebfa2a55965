// SPDX-License-Identifier: Apache-2.0
package dev.marcato.benchmark.diagnose

import com.github.ajalt.clikt.core.UsageError
import com.github.ajalt.clikt.core.parse
import com.github.ajalt.clikt.testing.test
import dev.marcato.testing.Catalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.doubles.shouldBeBetween
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.time.Duration
import java.util.zip.GZIPOutputStream
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.double
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long

class DiagnoseSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val file = folder.resolve("small.mrc")
        beforeSpec { Files.write(file, Catalogue.ordinary().toByteArray(RECORDS)) }

        "a quick run over a small file, from the command to the files" {
            val output = folder.resolve("new/output")
            val arguments = listOf("--quick", "--turns", "1", "--format", "json", "--output", "$output", "$file") +
                listOf("--back-end", "path", "--back-end", "input-stream")
            val result = Diagnose(SHORTEST).test(arguments)
            result.stderr shouldContain "measuring path, 1 of 2"
            result.statusCode shouldBe 0

            val backEnds = Json.parseToJsonElement(result.stdout).jsonObject.getValue("backEnds").jsonArray
            backEnds.map { it.jsonObject.getValue("backEnd").jsonPrimitive.content } shouldBe
                listOf("path", "input-stream")
            for (backEnd in backEnds.map { it.jsonObject }) {
                backEnd.getValue("records").jsonPrimitive.int shouldBe RECORDS
                backEnd.getValue("bytes").jsonPrimitive.long shouldBe Files.size(file)
                val workers = backEnd.getValue("workers").jsonArray.map { it.jsonObject.getValue("workers") }
                workers.map { it.jsonPrimitive.int } shouldBe listOf(1, 2, 4, 8)
                backEnd.getValue("verdict").jsonArray.size shouldBeGreaterThan 0
                val batches = backEnd.getValue("sweeps").jsonArray.first().jsonObject.getValue("points").jsonArray
                    .associate { it.jsonObject.getValue("value").jsonPrimitive.int to it.jsonObject }
                batches.keys shouldContainAll listOf(10, 25, 50, 100, 200, 500)
                // No batch is larger than it should be; the first and the last may be smaller.
                for ((size, point) in batches) {
                    (point.getValue("handOversPer1000").jsonPrimitive.double >= 1_000.0 / size) shouldBe true
                }
            }
            Files.readString(output.resolve("diagnose.json")).trim() shouldBe result.stdout.trim()
            Files.readString(output.resolve("diagnose.txt")) shouldStartWith "small.mrc, JDK"
            Files.readString(output.resolve("diagnose.csv")) shouldContain "input-stream,plain-readers,8,"
            Files.readString(output.resolve("diagnose.svg")) shouldContain "Diagnosis of small.mrc"
        }

        "recordings are left for each way" {
            val forks = DiagnosisForks(file, SHORTEST)
            for (way in RecordedPath.entries) {
                val recording = Recordings.file(folder.resolve("recordings"), way)
                forks.record(way, recording)
                Files.size(recording) shouldBeGreaterThan 0L
                // There may be no sample in so short a time; those that there are have a part of all.
                Recordings.hottest(recording).forEach { (_, share) -> share.shouldBeBetween(0.0, 1.0, 0.0) }
            }
        }

        "a file that is not there, or compressed, or an unknown back end, is misuse" {
            shouldThrow<UsageError> { Diagnose().parse(listOf("$folder/none.mrc")) }
            shouldThrow<UsageError> { Diagnose().parse(listOf("--back-end", "tape", "$file")) }
            val zipped = ByteArrayOutputStream().also { bytes ->
                GZIPOutputStream(bytes).use { Files.copy(file, it) }
            }
            val compressed = Files.write(folder.resolve("small.mrc.gz"), zipped.toByteArray())
            shouldThrow<UsageError> { Diagnose().parse(listOf("$compressed")) }.message shouldContain "compressed"
        }

        "a file without records is a failure that says so" {
            val empty = Files.write(folder.resolve("empty.mrc"), ByteArray(0))
            val result = Diagnose(SHORTEST).test(listOf("--quick", "--back-end", "memory", "$empty"))
            result.statusCode shouldBe 2
            result.stderr shouldContain "holds no records"
        }
    })

private const val RECORDS = 1_500

// What is measured does not matter here, only that it is.
private val SHORTEST = Effort.QUICK.copy(
    warmUp = Duration.ofMillis(20),
    shortestRun = Duration.ofMillis(1),
    recording = Duration.ofMillis(500),
)
