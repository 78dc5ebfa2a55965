// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.MarcReader
import dev.marcato.Record
import dev.marcato.testing.FaultySource
import dev.marcato.testing.InWords
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.Readers
import dev.marcato.testing.Reading
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.Shells
import dev.marcato.testing.WatchedFile
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.io.UncheckedIOException
import java.net.Socket
import java.net.SocketException
import java.nio.channels.ClosedChannelException
import java.nio.channels.FileChannel
import java.nio.channels.IllegalBlockingModeException
import java.nio.channels.Pipe
import java.nio.file.AccessDeniedException
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList

private val bytes = SampleCatalogue.toByteArray()

// Its constructor keeps coroutines from replacing it by a copy with another stack trace.
private class Unplugged(val cable: Int) : IOException("cable $cable unplugged")

private suspend inline fun <reified T : Exception> failsWhenReadingBegins(input: () -> Any) {
    val reader = Readers.of(input())
    val flow = reader.records()
    shouldThrow<T> { flow.collect() }
    // What can be read once only counts as read from now on.
    val cursor = Readers.of(input()).cursor()
    shouldThrow<T> { cursor.next() }
    shouldThrow<T> { cursor.next() }
    shouldThrow<T> { cursor.readBatch() }
    shouldThrow<T> { Readers.of(input()).cursor().readBatch() }
}

class OpeningFailureSpec :
    FreeSpec({
        val folder = tempdir().toPath()
        val missing = folder.resolve("missing.mrc")

        fun forbidden(): Path = WatchedFile(FaultySource.of(bytes), AccessDeniedException("watched.mrc")).path

        "a reader of suspending functions" - {
            "finds that a file is missing when a reading begins" {
                failsWhenReadingBegins<NoSuchFileException> { missing }
                failsWhenReadingBegins<NoSuchFileException> { missing.toFile() }
                failsWhenReadingBegins<NoSuchFileException> { missing.toString() }
                failsWhenReadingBegins<NoSuchFileException> { kotlinx.io.files.Path(missing.toString()) }
            }

            "finds a file that came to be after the reader was made" {
                val late = folder.resolve("late.mrc")
                val reader = Readers.of(late)
                shouldThrow<NoSuchFileException> { reader.records().toList() }
                Files.write(late, bytes)
                reader.records().toList().map { it.toPlain() } shouldBe SampleCatalogue.records()
            }

            "finds that a file is forbidden when a reading begins" {
                failsWhenReadingBegins<AccessDeniedException> { forbidden() }
            }

            "finds that a path is a directory at the first read, and names it" {
                failsWhenReadingBegins<FileSystemException> { folder }
                shouldThrow<FileSystemException> { Readers.records(folder) }.file shouldBe folder.toString()
                shouldThrow<FileSystemException> { Readers.of(folder).mapParallel(2) { it }.toList() }.file shouldBe
                    folder.toString()
            }

            "finds that a stream or channel is closed at the first read" {
                failsWhenReadingBegins<IOException> { FaultySource.of(bytes).asInputStream().also(InputStream::close) }
                failsWhenReadingBegins<IOException> {
                    Files.newInputStream(Files.write(folder.resolve("a"), bytes)).also(InputStream::close)
                }
                failsWhenReadingBegins<ClosedChannelException> {
                    FaultySource.of(bytes).asChannel().also { it.close() }
                }
                failsWhenReadingBegins<ClosedChannelException> {
                    FileChannel.open(folder.resolve("a")).also { it.close() }
                }
            }

            "passes on what a closed source throws, which isn't an IOException" {
                failsWhenReadingBegins<IllegalStateException> { FaultySource.of(bytes).asSource().also { it.close() } }
            }

            "passes on what a flow of bytes throws" {
                val failure = Unplugged(1)
                val chunks = flow {
                    emit(Iso2709Bytes.encode(SampleCatalogue.records()[0]))
                    throw failure
                }
                val reader = MarcReader.open(chunks)
                val records = ArrayList<Record>()
                shouldThrow<Unplugged> { reader.records().collect(records::add) } shouldBeSameInstanceAs failure
                val cursor = reader.cursor()
                records.add(checkNotNull(cursor.next()))
                repeat(2) { shouldThrow<Unplugged> { cursor.next() } shouldBeSameInstanceAs failure }
                records.map { it.toPlain() } shouldBe List(2) { SampleCatalogue.records()[0] }
            }

            "refuses a channel that does not block" {
                val pipe = Pipe.open()
                pipe.source().configureBlocking(false)
                shouldThrow<IllegalBlockingModeException> { Readers.of(pipe.source()).records().toList() }
                shouldThrow<IllegalBlockingModeException> { Readers.of(pipe.source()).cursor().next() }
                shouldThrow<IllegalBlockingModeException> { Readers.blocking(pipe.source()).read() }
                pipe.source().close()
                pipe.sink().close()
            }
        }

        "a blocking reader" - {
            "finds that a file is missing when it is opened" {
                for (input in listOf(
                    missing,
                    missing.toFile(),
                    missing.toString(),
                    kotlinx.io.files.Path(missing.toString()),
                )) {
                    shouldThrow<NoSuchFileException> { Readers.blocking(input) }.file shouldBe missing.toString()
                }
            }

            "finds that a file is forbidden when it is opened" {
                shouldThrow<AccessDeniedException> { Readers.blocking(forbidden()) }
            }

            "finds that a socket is closed when it is opened" {
                shouldThrow<SocketException> { Readers.blocking(Socket().also { it.close() }) }
            }

            "finds when it opens it that a path is a directory, and names it" {
                shouldThrow<IOException> { Readers.blocking(folder) }.message shouldBe "$folder: Is a directory"
            }

            "finds at the first read that a stream or channel is closed" {
                val inputs = listOf(
                    { FaultySource.of(bytes).asInputStream().also(InputStream::close) },
                    { FaultySource.of(bytes).asChannel().also { it.close() } },
                )
                for (input in inputs) {
                    Readers.blocking(input()).use { reader ->
                        repeat(2) { shouldThrow<IOException> { reader.read() } }
                        shouldThrow<IOException> { reader.readBatch() }
                        val records = reader.iterator()
                        shouldThrow<UncheckedIOException> { records.hasNext() }.cause.shouldBeInstanceOf<IOException>()
                        shouldThrow<UncheckedIOException> { records.next() }
                    }
                    shouldThrow<UncheckedIOException> { Readers.blocking(input()).stream().count() }
                }
            }
        }

        "a failure in the middle" - {
            val records = SampleCatalogue.records()
            val failure = Unplugged(2)
            val whole = Iso2709Bytes.encodeAll(records.take(5))
            val failing = FaultySource.of(bytes).failingAfter(whole.size + 3, failure)
            val expected = Reading.complete(records.take(5), whole).endingWith(InWords.of(failure))

            for (shell in Shells.all) {
                "comes after all records before it, again and again: $shell" {
                    repeat(50) {
                        val inputs =
                            listOf(
                                failing.asInputStream(),
                                failing.asChannel(),
                                failing.asSource(),
                                WatchedFile(failing).path,
                            )
                        for (input in inputs) withClue(input) { shell.read(input) shouldBe expected }
                    }
                }
            }

            "is the exception of the input itself" {
                for (input in listOf(failing.asInputStream(), failing.asChannel(), failing.asSource())) {
                    shouldThrow<Unplugged> { Readers.of(input).records().collect() } shouldBeSameInstanceAs failure
                }
                shouldThrow<Unplugged> {
                    Readers.blocking(failing.asChannel()).use { while (it.read() != null) Unit }
                } shouldBeSameInstanceAs failure
                shouldThrow<UncheckedIOException> {
                    Readers.blocking(failing.asChannel()).stream().count()
                }.cause shouldBeSameInstanceAs failure
            }

            "does not let a cursor or blocking reader read on, though the input could" {
                var fails = true
                val flaky = object : InputStream() {
                    private val content = bytes.inputStream()

                    override fun read(): Int = content.read()

                    override fun read(target: ByteArray, offset: Int, length: Int): Int {
                        if (fails) throw failure
                        return content.read(target, offset, length)
                    }
                }
                val cursor = Readers.of(flaky).cursor()
                val reader = Readers.blocking(flaky)
                shouldThrow<Unplugged> { cursor.next() }
                shouldThrow<Unplugged> { reader.read() }
                fails = false
                shouldThrow<Unplugged> { cursor.next() }
                shouldThrow<Unplugged> { reader.read() }
            }

            "other than an IOException is as final" {
                for (shell in Shells.all.minus(Shells.stream)) {
                    var reads = 0
                    val source = FaultySource.of(bytes).inChunksOf(whole.size)
                    val stream = object : InputStream() {
                        private val content = source.asInputStream()

                        override fun read(): Int = content.read()

                        override fun available(): Int = 1

                        override fun read(target: ByteArray, offset: Int, length: Int): Int {
                            check(++reads != 2) { "a fault in the program of the stream" }
                            return content.read(target, offset, length)
                        }
                    }
                    withClue(shell) {
                        val reading = shell.read(stream)
                        reading.failure shouldBe "java.lang.IllegalStateException: a fault in the program of the stream"
                    }
                }
            }
        }

        "open throws nothing, whatever the input is" {
            for (input in listOf(
                missing,
                folder,
                File("no\u0000path"),
                "no\u0000path",
                ByteArray(0),
                FaultySource.of(bytes).asInputStream(),
            )) {
                withClue(input) { Readers.of(input) }
            }
        }
    })
