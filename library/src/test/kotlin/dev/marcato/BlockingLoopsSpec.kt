// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcFiles
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.nio.file.Files

/** The functions of Kotlin for collections compile for what is blocking, and make the one pass. */
class BlockingLoopsSpec : FreeSpec({
    val bytes = SampleCatalogue.toByteArray()
    val file = Files.write(tempdir().toPath().resolve("a.mrc"), bytes)
    val titles = BlockingMarcReader.open(bytes).use { reader -> reader.map { it.title } }

    fun reader() = BlockingMarcReader.open(bytes)

    fun results() = BlockingMarcReader.open(bytes).mapParallel({ it })

    fun files() = BlockingMarcFiles.open(listOf(file))

    "a reader, results and files are looped over" {
        val found = ArrayList<String?>()
        for (record in reader()) found += record.title
        for (record in results()) found += record.title
        for ((_, record) in files()) found += record.title
        found shouldBe titles + titles + titles
    }

    "they are sequences" {
        reader().asSequence().map { it.title }.toList() shouldBe titles
        results().asSequence().map { it.title }.toList() shouldBe titles
        files().asSequence().map { it.value.title }.toList() shouldBe titles
    }

    "they are numbered" {
        val expected = titles.withIndex().toList()
        reader().withIndex().map { (index, record) -> IndexedValue(index, record.title) } shouldBe expected
        results().withIndex().map { (index, record) -> IndexedValue(index, record.title) } shouldBe expected
        files().withIndex().map { (index, found) -> IndexedValue(index, found.value.title) } shouldBe expected
    }

    "they are cut short, filtered and counted" {
        reader().take(2).map { it.title } shouldBe titles.take(2)
        results().filter { it.title == titles[1] }.size shouldBe titles.count { it == titles[1] }
        files().count() shouldBe titles.size
    }

    "a second loop is refused instead of finding nothing" {
        for (loops in listOf<Iterable<*>>(reader(), results(), files())) {
            loops.count() shouldBe titles.size
            shouldThrow<IllegalStateException> { loops.forEach { _ -> } }
            shouldThrow<IllegalStateException> { loops.asSequence().toList() }
        }
    }
})
