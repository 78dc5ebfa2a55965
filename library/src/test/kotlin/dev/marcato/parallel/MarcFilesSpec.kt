// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcException
import dev.marcato.MarcFiles
import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.Sourced
import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Gzip
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldStartWith
import java.io.ByteArrayOutputStream
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList

class MarcFilesSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val records = Catalogue.ordinary().records(1_200).map(Iso2709Bytes::encode).toList()
        val damaged = ProblemCases.all().first { it.hasSoundRecordBehind }
        val contents = mapOf(
            "1-small.mrc" to joined(records.take(3)),
            "2-large.mrc" to joined(records),
            "3-damaged.mrc" to records[0] + damaged.damaged() + records[1],
            "4-empty.mrc" to ByteArray(0),
            "5-large.mrc" to joined(records.drop(100)),
            "6-compressed.mrc" to Gzip.of(joined(records.take(700))),
        )
        contents.forEach { (name, bytes) -> Files.write(folder.resolve(name), bytes) }
        Files.write(folder.resolve("notes.txt"), "no records".toByteArray())
        Files.createDirectory(folder.resolve("folder.mrc"))
        val paths = contents.keys.map(folder::resolve)

        suspend fun expected(): List<String> = paths.flatMap { path ->
            MarcReader.open(path, LENIENT).records().map { "${path.fileName}: $it${it.problems}" }.toList()
        }

        "the files of a folder that match are found by the order of their names, without folders" {
            MarcFiles.open(folder, "*.mrc").list() shouldBe paths
            MarcFiles.open(folder, "*.xml").list() shouldBe emptyList()
            MarcFiles.open(paths.reversed()).list() shouldBe paths.reversed()
        }

        "the records of all files come with their files" - {
            "one file after the other, blocking too" {
                val files = MarcFiles.open(folder, "*.mrc", LENIENT)
                (files.records().map(::wordsOf).toList() == expected()) shouldBe true
                val blocking = BlockingMarcFiles.open(folder, "*.mrc", LENIENT).use { files ->
                    files.iterator().asSequence().map(::wordsOf).toList()
                }
                (blocking == expected()) shouldBe true
            }

            "by several workers, with indices and positions that begin anew in each file" {
                for (workers in 1..4) {
                    val found = MarcFiles.open(paths, LENIENT).mapParallel(workers) { wordsOf(it) }.toList()
                    (found == expected()) shouldBe true
                }
                val unordered = MarcFiles.open(paths, LENIENT).mapParallelUnordered { wordsOf(it) }.toList()
                (unordered.sorted() == expected().sorted()) shouldBe true
            }

            "as long as they are wanted" {
                val (file, record) = MarcFiles.open(paths, LENIENT).mapParallel(2) { it }.first()
                file shouldBe paths[0]
                record shouldBe MarcReader.open(paths[0]).records().first()
            }
        }

        "what fails ends the reading in its turn" - {
            val missing = folder.resolve("missing.mrc")

            "a missing file after those before it" {
                val files = MarcFiles.open(listOf(paths[0], missing, paths[1]), LENIENT)
                for (flow in listOf(files.records(), files.mapParallel(3) { it })) {
                    val found = ArrayList<Sourced<Record>>()
                    shouldThrow<NoSuchFileException> { flow.collect(found::add) }
                    found.size shouldBe 3
                }
            }

            "a damaged one that is read strictly, as when it is read alone" {
                val alone = shouldThrow<MarcException> { MarcReader.open(paths[2]).records().collect {} }
                val files = MarcFiles.open(paths)
                for (flow in listOf(files.records(), files.mapParallel(3) { it })) {
                    var count = 0
                    shouldThrow<MarcException> { flow.collect { count++ } }.problem shouldBe alone.problem
                    count shouldBe 3 + records.size + 1
                }
            }

            "a folder that is not there" {
                val files = MarcFiles.open(missing, "*.mrc")
                shouldThrow<NoSuchFileException> { files.records().collect {} }
                shouldThrow<NoSuchFileException> { files.mapParallel { it }.collect {} }
            }
        }

        "a record with its source is a value" {
            val first = MarcFiles.open(paths).records().first()
            first shouldBe MarcFiles.open(folder, "1*").records().first()
            first.hashCode() shouldBe MarcFiles.open(folder, "1*").records().first().hashCode()
            (first == MarcFiles.open(listOf(paths[1])).records().first()) shouldBe false
            first.toString() shouldBe "${first.value} from ${paths[0]}"
            MarcFiles.open(folder, "*.mrc").toString() shouldStartWith "MarcFiles(*.mrc in $folder, ReadOptions("
        }
    })

private fun joined(records: List<ByteArray>): ByteArray =
    ByteArrayOutputStream().also { target -> records.forEach(target::write) }.toByteArray()

private fun wordsOf(found: Sourced<Record>): String = "${nameOf(found.source)}: ${found.value}${found.value.problems}"

private fun nameOf(path: Path): String = path.fileName.toString()
