// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.output

import dev.marcato.Compression
import dev.marcato.FileMode
import dev.marcato.MarcReader
import dev.marcato.MarcWriter
import dev.marcato.WholeFile
import dev.marcato.WriteOptions
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.mapParallel
import dev.marcato.record
import dev.marcato.testing.Failure
import dev.marcato.writeTo
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.File
import java.nio.file.FileSystemException
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.flowOf

/** Failures of files name the file as the caller has named it. */
class FileErrorsSpec : FreeSpec({
    val one = record { field("001", "one") }

    suspend fun writings(path: Path): Map<String, Exception?> = mapOf(
        "writeTo" to Failure.of { flowOf(one).writeTo(path) },
        "writeTo of a File" to Failure.of { flowOf(one).writeTo(path.toFile()) },
        "writeTo, compressed" to Failure.of {
            flowOf(one).writeTo(path) { compression = Compression.GZIP }
        },
        "writeTo, appending" to Failure.of { flowOf(one).writeTo(path) { fileMode = FileMode.APPEND } },
        "MarcWriter" to Failure.of { MarcWriter.open(path).commit() },
        "BlockingMarcWriter.open" to Failure.of { BlockingMarcWriter.open("$path", WriteOptions.DEFAULT) },
        "BlockingMarcWriter.write" to Failure.of { BlockingMarcWriter.write(path) { it.write(one) } },
        "WholeFile" to Failure.of { WholeFile.open(path) },
    )

    suspend fun readings(path: Path): Map<String, Exception?> = mapOf(
        "records" to Failure.of { MarcReader.open(path).records().collect() },
        "records of a File" to Failure.of { MarcReader.open(path.toFile()).records().collect() },
        "cursor" to Failure.of { MarcReader.open("$path").cursor().use { it.next() } },
        "mapParallel" to Failure.of { MarcReader.open(path).mapParallel(2) { it }.collect() },
        "BlockingMarcReader" to Failure.of { BlockingMarcReader.open(File("$path")).use { it.read() } },
    )

    "a folder that is missing is named, and so is the file" {
        val folder = tempdir().toPath()
        val path = folder.resolve("missing/out.mrc")
        for ((name, failure) in writings(path)) {
            withClue(name) {
                failure.shouldBeInstanceOf<NoSuchFileException>().message shouldBe
                    "$path: there is no folder ${folder.resolve("missing")}"
            }
        }
        folder.listDirectoryEntries().shouldBeEmpty()
    }

    "a folder in the place of a file is named, when writing and when reading" {
        val folder = tempdir().toPath()
        for ((name, failure) in writings(folder) + readings(folder)) {
            withClue(name) {
                failure.shouldBeInstanceOf<FileSystemException>().message shouldBe "$folder: Is a directory"
            }
        }
        folder.listDirectoryEntries().shouldBeEmpty()
    }

    "a file that is missing is named" {
        val path = tempdir().toPath().resolve("missing.mrc")
        for ((name, failure) in readings(path)) {
            withClue(name) { failure.shouldBeInstanceOf<NoSuchFileException>().message shouldBe "$path" }
        }
    }
})
