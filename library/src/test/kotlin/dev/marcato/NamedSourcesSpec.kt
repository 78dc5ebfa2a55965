// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldStartWith
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.EOFException
import java.io.IOException
import java.io.UncheckedIOException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.flow.toList

/** Everything with which a file can be read to its end. */
private val everyWay = mapOf<String, suspend (Path, ReadOptions) -> Unit>(
    "records()" to { file, options -> Readers.of(file, options).records().collect {} },
    "outcomes()" to { file, options -> Readers.of(file, options).outcomes().collect {} },
    "mapParallel" to { file, options -> Readers.of(file, options).mapParallel(3) { it }.collect {} },
    "outcomesParallel" to { file, options -> Readers.of(file, options).outcomesParallel().collect {} },
    "cursor()" to { file, options ->
        Readers.of(file, options).cursor().use { cursor ->
            do {
                val record = cursor.next()
            } while (record != null)
        }
    },
    "stream()" to { file, options -> Readers.blocking(file, options).use { it.stream().count() } },
    "blocking mapParallel" to { file, options -> Readers.blocking(file, options).mapParallel({ 1 }).forEach { _ -> } },
    "files" to { file, options -> MarcFiles.open(listOf(file), options).records().collect {} },
    "files in parallel" to { file, options -> MarcFiles.open(listOf(file), options).mapParallel(3) { it }.collect {} },
    "blocking files" to { file, options -> BlockingMarcFiles.open(listOf(file), options).forEach { _ -> } },
)

class NamedSourcesSpec : FreeSpec({
    val folder = tempdir().toPath()
    val damaged = ProblemCases.all().first { it.code == ProblemCode.TEXT_NOT_UTF_8 }
    val many = Iso2709Bytes.encodeAll(Catalogue.ordinary().records(1_000).toList())
    val small = Files.write(folder.resolve("small.mrc"), damaged.input())
    val large = Files.write(folder.resolve("large.mrc"), many + damaged.damaged() + many)
    val packed = Files.write(folder.resolve("packed.mrc.gz"), Gzip.of(many + damaged.damaged()))

    "a problem names the file, whether it is small, read in parts, or compressed" - {
        for ((name, read) in everyWay) {
            for (file in listOf(small, large, packed)) {
                "$name of ${file.fileName}" {
                    val told = ArrayList<MarcProblem>()
                    read(file, LENIENT.toBuilder().onProblem { told.add(it) }.build())
                    told.shouldNotBeEmpty()
                    told.map { it.source }.distinct() shouldBe listOf("$file")
                    val failure = shouldThrow<MarcException> { read(file, ReadOptions.DEFAULT) }
                    failure.problem.source shouldBe "$file"
                    failure.message shouldStartWith "$file: TEXT_NOT_UTF_8 in record "
                }
            }
        }
    }

    "records and damage have the problems that were told" {
        val told = ArrayList<MarcProblem>()
        val options = LENIENT.toBuilder().onProblem { told.add(it) }.build()
        val outcomes = Readers.outcomes(small, options) +
            Readers.outcomes(Files.write(folder.resolve("x.mrc"), "no record".toByteArray()), options)
        outcomes.flatMap { it.problems } shouldBe told
        outcomes.filterIsInstance<Outcome.Read>().flatMap { it.record.problems } +
            outcomes.last().problems shouldBe told
    }

    "a record is the same, whether its problems have a name or not" {
        val named = Readers.outcomes(small).filterIsInstance<Outcome.Read>().map { it.record }
        val others = Readers.outcomes(damaged.input()).filterIsInstance<Outcome.Read>().map { it.record }
        named shouldBe others
        for ((one, other) in named zip others) {
            one.sameBytes(other) shouldBe true
            one.characterSet shouldBe other.characterSet
            one.rawBytes shouldBe other.rawBytes
            one.toString() shouldBe other.toString()
        }
    }

    "the name is the one given" {
        val text = small.toString()
        for (input in listOf<Any>(small, small.toFile(), text, kotlinx.io.files.Path(text))) {
            Readers.outcomes(input).flatMap { it.problems }.map { it.source }.distinct() shouldBe listOf(text)
        }
        Readers.of(small).range(0, 10_000).let { range ->
            shouldThrow<MarcException> { range.records().toList() }.problem.source shouldBe text
        }
    }

    "other inputs have none, and their problems differ from those of a file in this alone" {
        val named = Readers.outcomes(small).flatMap { it.problems }.first()
        val bytes = damaged.input()
        for (input in listOf<Any>(bytes, bytes.inputStream())) {
            val other = Readers.outcomes(input).flatMap { it.problems }.first()
            other.source shouldBe null
            other shouldNotBe named
            "$named" shouldBe "$small: $other"
            named.toJson() shouldBe
                other.toJson().replace("\"severity\":\"MAJOR\",", "\"severity\":\"MAJOR\",\"source\":\"$small\",")
            named.hexWindow() shouldBe other.hexWindow()
        }
    }

    "a failure to read names the file, and has its cause" - {
        val cutOff = Files.write(folder.resolve("cut.mrc.gz"), Gzip.of(many).copyOf(1_000))
        for ((name, read) in everyWay) {
            "$name of a compressed file that is cut off, and of a folder" {
                for (file in listOf(cutOff, folder)) {
                    val failure = try {
                        shouldThrow<IOException> { read(file, LENIENT) }
                    } catch (e: AssertionError) {
                        checkNotNull(shouldThrow<UncheckedIOException> { read(file, LENIENT) }.cause)
                    }
                    withClue(failure) {
                        failure.shouldBeInstanceOf<FileSystemException>().file shouldBe "$file"
                        failure.message.shouldNotBeNull() shouldStartWith "$file: "
                        if (file != folder) failure.cause.shouldBeInstanceOf<IOException>()
                    }
                }
            }
        }

        "also when bytes are read again" {
            val file = Files.write(folder.resolve("shrunk.mrc"), ProblemCases.sound())
            val outcome = Readers.outcomes(file).single()
            Files.write(file, ByteArray(3))
            val failure = shouldThrow<EOFException> { Readers.of(file).bytesOf(outcome) }
            failure.message.shouldNotBeNull() shouldContain "$file"
        }
    }
})
