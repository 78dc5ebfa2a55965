// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcFiles
import dev.marcato.MarcReader
import dev.marcato.ParallelOptions
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.filterParallel
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Failure
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.orNull
import io.kotest.property.checkAll
import java.nio.file.Files
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList

private fun isWanted(record: Record): Boolean = record.controlNumber.hashCode() % 3 == 0

class FilterParallelSpec : FreeSpec({
    val bytes = Catalogue.ordinary().toByteArray(1_000)
    val folder = tempdir().toPath()
    val file = Files.write(folder.resolve("a.mrc"), bytes)
    val all = BlockingMarcReader.open(bytes).toList()
    val expected = all.filter(::isWanted)

    "values of a flow are filtered in order, nulls too" {
        checkAll(60, Arb.list(Arb.int(0..9).orNull(), 0..300), Arb.int(1..4)) { values, workers ->
            val expected = values.filter { it == null || it > 4 }
            values.asFlow().filterParallel(workers) { it == null || it > 4 }.toList() shouldBe expected
        }
    }

    "a predicate may suspend" {
        val found = (0 until 200).asFlow().filterParallel(ParallelOptions { workers = 20 }) {
            delay((it % 3).toLong())
            it % 2 == 0
        }
        found.toList() shouldBe (0 until 200 step 2).toList()
    }

    "records are filtered in order, from memory, files and streams, and from files" {
        for (workers in 1..3) {
            val options = ParallelOptions { this.workers = workers }
            withClue("$workers workers") {
                for (reader in listOf(
                    MarcReader.open(bytes),
                    MarcReader.open(file),
                    MarcReader.open(bytes.inputStream()),
                )) {
                    reader.filterParallel(workers) { isWanted(it) }.toList() shouldBe expected
                }
                for (reader in listOf(
                    BlockingMarcReader.open(bytes),
                    BlockingMarcReader.open(file),
                    BlockingMarcReader.open(bytes.inputStream()),
                )) {
                    reader.filterParallel(::isWanted, options).use { it.toList() } shouldBe expected
                }
                val files = MarcFiles.open(listOf(file, file))
                files.filterParallel(workers) { isWanted(it.value) }.toList().map { it.value } shouldBe
                    expected + expected
                BlockingMarcFiles.open(listOf(file, file)).filterParallel({
                    isWanted(it.value)
                }, options).use { found ->
                    found.map { it.value } shouldBe expected + expected
                }
            }
        }
    }

    "nothing may be left" {
        MarcReader.open(file).filterParallel { false }.toList().shouldBeEmpty()
        BlockingMarcReader.open(file).filterParallel({ false }).toList().shouldBeEmpty()
        BlockingMarcReader.open(bytes.inputStream()).filterParallel({ false }).toList().shouldBeEmpty()
    }

    "one that is wanted comes before the rest was read" {
        MarcReader.open(file).filterParallel(2) { isWanted(it) }.first() shouldBe expected.first()
        BlockingMarcReader.open(file).filterParallel(::isWanted).use { it.first() } shouldBe expected.first()
    }

    "what a predicate throws comes unchanged, after what is before it" {
        val planted = IllegalStateException("planted")
        val last = all[700]
        val before = all.take(700).filter(::isWanted)
        val found = ArrayList<Record>()
        val failure = Failure.of {
            MarcReader.open(file).filterParallel(3) {
                if (it == last) throw planted
                isWanted(it)
            }.collect(found::add)
        }
        failure shouldBeSameInstanceAs planted
        found shouldBe before
    }
})
