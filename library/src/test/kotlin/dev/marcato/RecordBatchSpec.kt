// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.OutputStream
import java.util.concurrent.Callable
import java.util.concurrent.Executors

/** What was refused or left out, with its place, and what is counted. */
private class Told {
    val lines = ArrayList<String>()

    fun options(configure: WriteOptions.Builder.() -> Unit = {}): WriteOptions = WriteOptions {
        refusal = Refusal.SKIP
        configure()
        onRefused { record, problem -> lines += "$problem ${record.controlNumber}" }
        onProgress { lines += "${it.bytes}" }
    }
}

class RecordBatchSpec : FreeSpec({
    val ordinary = Readers.readAll(Catalogue.ordinary().toByteArray(500))

    // Every seventh cannot be written.
    val mixed = ordinary.take(140).flatMapIndexed { index, record ->
        if (index % 7 == 6) listOf(WriteCases.ofField(10_000), record) else listOf(record)
    }

    "batches filled by several threads become what one thread writes, in every format" - {
        for (format in MarcFormat.entries - MarcFormat.ALEPH_SEQUENTIAL) {
            "$format" {
                val options = TestOptions.write(format) { refusal = Refusal.SKIP }
                val stream = ByteArrayOutputStream()
                val writer = BlockingMarcWriter.open(stream, options)
                val pool = Executors.newFixedThreadPool(3)
                try {
                    val tasks = mixed.chunked(13).map { part ->
                        pool.submit(Callable { writer.newBatch().also { part.forEach(it::write) } })
                    }
                    writer.use { for (task in tasks) writer.write(task.get()) }
                } finally {
                    pool.shutdownNow()
                }
                stream.toByteArray() shouldBe BlockingMarcWriter.toByteArray(mixed, options)
                val alone = BlockingMarcWriter.open(OutputStream.nullOutputStream(), options)
                alone.use { it.writeAll(mixed) }
                "${writer.report}" shouldBe "${alone.report}"
                writer.report.problems.map { "$it" } shouldContainExactly alone.report.problems.map { "$it" }
            }
        }
    }

    "the file and the reports are the same however the records are cut into batches and single ones" {
        val whole = Told()
        val expected = ByteArrayOutputStream()
        BlockingMarcWriter.open(expected, whole.options { format = MarcFormat.JSON }).use { it.writeAll(mixed) }
        checkAll(60, Arb.list(Arb.int(0, 40), 1..12)) { counts ->
            val told = Told()
            val stream = ByteArrayOutputStream()
            BlockingMarcWriter.open(stream, told.options { format = MarcFormat.JSON }).use { writer ->
                val batch = writer.newBatch()
                var rest = mixed
                var turn = 0
                while (rest.isNotEmpty()) {
                    val count = minOf(counts[turn % counts.size] + if (turn % counts.size == 0) 1 else 0, rest.size)
                    if (turn++ % 3 == 2) {
                        rest.take(count).forEach(writer::write)
                    } else {
                        rest.take(count).forEach(batch::write)
                        batch.recordCount shouldBe count
                        writer.write(batch)
                        batch.recordCount shouldBe 0
                        batch.byteCount shouldBe 0
                    }
                    rest = rest.drop(count)
                }
            }
            stream.toByteArray() shouldBe expected.toByteArray()
            told.lines.filter { ' ' in it } shouldContainExactly whole.lines.filter { ' ' in it }
        }
    }

    "what is too large goes elsewhere, or is split, when the writer takes the batch" {
        val large = WriteCases.ofField(*IntArray(11) { 9_900 })
        val elsewhere = ArrayList<Record>()
        val diverting = BlockingMarcWriter.open(
            OutputStream.nullOutputStream(),
            WriteOptions { oversize = Oversize.divertTo { elsewhere += it } },
        )
        val batch = diverting.newBatch()
        listOf(ordinary[0], large, ordinary[1]).forEach(batch::write)
        batch.recordCount shouldBe 3
        elsewhere shouldBe emptyList()
        diverting.use { it.write(batch) }
        elsewhere shouldContainExactly listOf(large)
        "${diverting.report}".substringBefore(" bytes").substringBefore(',') shouldBe "2 records"

        val stream = ByteArrayOutputStream()
        val splitting = BlockingMarcWriter.open(stream, WriteOptions { oversize = Oversize.split("520") })
        splitting.use { writer -> writer.write(writer.newBatch().also { it.write(large) }) }
        splitting.report.splitRecords shouldBe 1
        Readers.readAll(stream.toByteArray()).sumOf { it.fields("520").size } shouldBe 11
    }

    "the first record that is refused ends the writing when its batch is written, with those before it" {
        val stream = ByteArrayOutputStream()
        val writer = BlockingMarcWriter.open(stream)
        val first = writer.newBatch()
        val second = writer.newBatch()
        (ordinary.take(3) + WriteCases.ofField(10_000) + ordinary[4]).forEach(second::write)
        second.recordCount shouldBe 4
        first.write(ordinary[5])
        writer.write(first)
        val problem = shouldThrow<MarcException> { writer.write(second) }.problem
        problem.code shouldBe ProblemCode.FIELD_TOO_LONG
        problem.position.recordIndex shouldBe 4
        stream.toByteArray() shouldBe Writing.bytesOf(ordinary[5], ordinary[0], ordinary[1], ordinary[2])
        shouldThrow<MarcException> { writer.write(first) } shouldBe shouldThrow<MarcException> { writer.write(second) }
        writer.discard()
    }

    "a batch is for its own writer, while that is open" {
        val writer = BlockingMarcWriter.open(OutputStream.nullOutputStream())
        val other = BlockingMarcWriter.open(OutputStream.nullOutputStream())
        val batch = writer.newBatch()
        batch.write(ordinary[0])
        shouldThrow<IllegalArgumentException> { other.write(batch) }.message shouldBe
            "The batch belongs to another writer"
        withClue("it is still there") { batch.recordCount shouldBe 1 }
        "$batch" shouldBe "RecordBatch(1 records, ${ordinary[0].byteCount} bytes)"
        batch.clear()
        batch.byteCount shouldBe 0
        writer.write(batch)
        writer.commit().records shouldBe 0
        shouldThrow<IllegalStateException> { writer.write(batch) }
        other.discard()
    }

    "a target that fails ends the writing" {
        val failing = object : OutputStream() {
            override fun write(byte: Int): Unit = throw IOException("full")
        }
        val writer = BlockingMarcWriter.open(failing)
        val batch = writer.newBatch().also { it.write(ordinary[0]) }
        shouldThrow<IOException> { writer.write(batch) }.message shouldBe "full"
        writer.report.records shouldBe 0
        shouldThrow<IOException> { writer.write(ordinary[0]) }.message shouldBe "full"
        writer.discard()
    }

    "a suspending writer takes batches, too" {
        val stream = ByteArrayOutputStream()
        MarcWriter.open(stream).use { writer ->
            val batch = writer.newBatch()
            for (part in ordinary.chunked(100)) {
                writer.write(part[0])
                part.drop(1).forEach(batch::write)
                writer.write(batch)
            }
        }
        stream.toByteArray() shouldBe Writing.bytesOf(*ordinary.toTypedArray())
    }
})
