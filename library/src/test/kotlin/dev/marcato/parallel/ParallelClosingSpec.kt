// SPDX-License-Identifier: Apache-2.0
package dev.marcato.parallel

import dev.marcato.MarcReader
import dev.marcato.Outcome
import dev.marcato.ParallelOptions
import dev.marcato.SeekableInput
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.channels.SeekableByteChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch

class ParallelClosingSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val records = Catalogue.ordinary().records(1_500).map(Iso2709Bytes::encode).toList()
        val bytes = ByteArrayOutputStream().also { target -> records.forEach(target::write) }.toByteArray()
        val path = Files.write(folder.resolve("records.mrc"), bytes)

        fun watched(): Pair<CountedFile, MarcReader> {
            val file = CountedFile(path)
            return file to MarcReader.open(SeekableInput.of("watched") { file.open() }, LENIENT)
        }

        "every file that was opened is closed when the collection has ended" - {
            "at the end" {
                val (file, reader) = watched()
                reader.mapParallel(3) { it.title }.toList().size shouldBe records.size
                file.shouldBeClosed()
            }

            "early" {
                val (file, reader) = watched()
                reader.mapParallel(3) { it.title }.first()
                file.shouldBeClosed()
            }

            "by a failure of the transform, of the collector, and of the file" {
                val cause = IOException("planted")
                for (at in listOf(0, 400, 1_400)) {
                    val (file, reader) = watched()
                    val wanted = records[at]
                    thrownBy {
                        reader.mapParallel(3) { if (it.rawBytes.contentEquals(wanted)) throw cause }.collect()
                    } shouldBeSameInstanceAs cause
                    file.shouldBeClosed()
                }
                val (file, reader) = watched()
                thrownBy { reader.mapParallel(3) { it }.collect { throw cause } } shouldBeSameInstanceAs cause
                file.shouldBeClosed()
                val (failing, failingReader) = watched()
                failing.failure = cause
                var count = 0
                thrownBy { failingReader.mapParallel(3) { it }.collect { count++ } } shouldBeSameInstanceAs cause
                failing.shouldBeClosed()
                count shouldBeGreaterThan 100
            }

            "by cancellation, while transforms are suspended, also without order" {
                for (isOrdered in listOf(true, false)) {
                    val (file, reader) = watched()
                    val begun = CountDownLatch(3)
                    coroutineScope {
                        val collector = launch(Dispatchers.Default) {
                            val options = ParallelOptions { workers = 3 }
                            val transform: suspend (Any) -> Unit = {
                                begun.countDown()
                                awaitCancellation()
                            }
                            val results = if (isOrdered) {
                                reader.mapParallel(options, transform)
                            } else {
                                reader.mapParallelUnordered(options, transform)
                            }
                            results.collect()
                        }
                        begun.await(1, TimeUnit.MINUTES) shouldBe true
                        collector.cancelAndJoin()
                    }
                    file.shouldBeClosed()
                }
            }
        }

        "a failure of the input reaches the collector after the records before it, as it is" {
            val cause = IOException("unplugged")
            val (file, reader) = watched()
            file.failure = cause
            val found = ArrayList<Outcome>()
            val failure = thrownBy { reader.outcomesParallel(ParallelOptions { workers = 2 }).collect(found::add) }
            failure shouldBeSameInstanceAs cause
            found.filterIsInstance<Outcome.Read>().map { it.recordIndex } shouldBe found.indices.map { it.toLong() }
        }

        "a file that is truncated while it is read ends in a failure or in damage" {
            for (left in listOf(0L, 1_000L, 700_000L, 900_001L)) {
                val (file, reader) = watched()
                file.truncated = left
                val found = ArrayList<Outcome>()
                val failure = thrownBy { reader.outcomesParallel(ParallelOptions { workers = 2 }).collect(found::add) }
                withClue("truncated to $left bytes: $failure") {
                    (failure == null || failure is IOException) shouldBe true
                    // Everything is reported once, in order and without gaps.
                    found.fold(0L) { next, outcome ->
                        outcome.byteOffset shouldBe next
                        next + outcome.byteLength
                    } shouldBe left
                }
                file.shouldBeClosed()
            }
        }

        "a thousand readers at once" {
            val small = Files.write(folder.resolve("small.mrc"), bytes.copyOf(records.take(5).sumOf { it.size }))
            val reader = MarcReader.open(small)
            val done = AtomicInteger()
            coroutineScope {
                repeat(1_000) {
                    launch(Dispatchers.Default) {
                        if (reader.mapParallel(2) { it.title }.toList().size == 5) done.incrementAndGet()
                    }
                }
            }
            done.get() shouldBe 1_000
            val large = MarcReader.open(bytes)
            coroutineScope {
                repeat(50) {
                    launch(Dispatchers.Default) { large.mapParallel(2) { it.title }.collect { done.incrementAndGet() } }
                }
            }
            done.get() shouldBe 1_000 + 50 * records.size
        }
    })

/** Opens a file, and counts how often that is, and how often it is closed; with faults to plant. */
internal class CountedFile(private val path: Path) {
    private val opened = AtomicInteger()
    private val closed = AtomicInteger()

    /** What reading fails with after the first 600,000 bytes. */
    var failure: IOException? = null

    /** How much of the file is left when its size has been asked for. */
    var truncated: Long = Long.MAX_VALUE

    fun open(): SeekableByteChannel {
        opened.incrementAndGet()
        return Watched(FileChannel.open(path, StandardOpenOption.READ), truncated)
    }

    fun shouldBeClosed() {
        opened.get() shouldBeGreaterThan 0
        closed.get() shouldBe opened.get()
    }

    private inner class Watched(private val file: FileChannel, private val limit: Long) : SeekableByteChannel by file {
        private var isOpen = true

        override fun read(into: ByteBuffer): Int {
            failure?.let { if (file.position() + into.remaining() > FAILS_BEHIND) throw it }
            val left = limit - file.position()
            if (left <= 0) return -1
            if (left >= into.remaining()) return file.read(into)
            val end = into.limit()
            into.limit(into.position() + left.toInt())
            return file.read(into).also { into.limit(end) }
        }

        override fun position(position: Long): SeekableByteChannel = apply { file.position(position) }

        override fun close() {
            if (isOpen) closed.incrementAndGet()
            isOpen = false
            file.close()
        }
    }

    private companion object {
        const val FAILS_BEHIND = 600_000L
    }
}
