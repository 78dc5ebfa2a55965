// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.MarcReader
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.testing.Catalogue
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.InWords
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.Shells
import dev.marcato.testing.WatchedFile
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.flow.transformWhile
import kotlinx.coroutines.launch

private const val COUNT = 60
private val records = Catalogue.ordinary().records(COUNT).toList()
private val bytes = Catalogue.ordinary().toByteArray(COUNT)
private val small = ReadOptions { chunkSize = 1_024 }

// Its constructor keeps coroutines from replacing it by a copy with another stack trace.
private class CollectorFailure(val record: String) : Exception("The collector did not like $record")

class ClosingSpec :
    FreeSpec({
        val unplugged = IOException("unplugged")

        fun faults(): List<Pair<FaultySource, String>> = listOf(
            FaultySource.of(bytes) to "read to the end",
            FaultySource.of(Gzip.of(bytes)) to "gzipped, read to the end",
            FaultySource.of(ByteArray(0)) to "empty",
            FaultySource.of(bytes + "garbage".toByteArray()) to "with garbage at the end",
            FaultySource.of(bytes.copyOf(bytes.size - 1)) to "cut off",
            FaultySource.of(Gzip.of(bytes).copyOf(9_000)) to "gzipped, cut off",
            FaultySource.of(bytes).failingAfter(5_000, unplugged) to "that fails in the middle",
            FaultySource.of(bytes).failingAfter(0, unplugged) to "that fails at once",
        )

        "a file" - {
            for ((_, name) in faults()) {
                "$name is closed once by every way of reading, without being asked" {
                    for (shell in Shells.all) {
                        val source = faults().first { it.second == name }.first
                        shell.read(WatchedFile(source).path, small)
                        withClue("$shell: $source") {
                            source.isClosed shouldBe true
                            source.openCount shouldBe 1
                        }
                    }
                }
            }
        }

        "a flow closes its file before the collection ends" - {
            suspend fun closesAfter(collection: suspend (Flow<Record>) -> Unit) {
                for (content in listOf(bytes, Gzip.of(bytes))) {
                    val source = FaultySource.of(content)
                    collection(MarcReader.open(WatchedFile(source).path, small).records())
                    source.isClosed shouldBe true
                    if (content === bytes) (source.bytesRead < bytes.size) shouldBe true
                }
            }

            "after first()" { closesAfter { it.first().toPlain() shouldBe records[0] } }

            "after take(n)" {
                closesAfter { flow -> flow.take(3).toList().map { it.toPlain() } shouldBe records.take(3) }
            }

            "after an operator that stops early" {
                closesAfter { flow -> flow.transformWhile<Record, Record> { false }.collect() }
            }

            "when the collector fails, with the failure of the collector" {
                val failure = CollectorFailure("the second one")
                closesAfter { flow ->
                    var seen = 0
                    shouldThrow<CollectorFailure> {
                        flow.collect {
                            if (++seen == 2) {
                                throw failure
                            }
                        }
                    } shouldBeSameInstanceAs failure
                }
            }

            "when its coroutine is cancelled" {
                val source = FaultySource.of(bytes)
                val isUnderWay = CompletableDeferred<Unit>()
                val job = launch(Dispatchers.Default) {
                    MarcReader.open(WatchedFile(source).path, small).records().collect {
                        isUnderWay.complete(Unit)
                        awaitCancellation()
                    }
                }
                isUnderWay.await()
                source.isClosed shouldBe false
                job.cancelAndJoin()
                source.isClosed shouldBe true
                (source.bytesRead < bytes.size) shouldBe true
            }
        }

        "a cursor" - {
            "that is left in the middle closes its file when it is closed, once" {
                val source = FaultySource.of(bytes)
                val cursor = MarcReader.open(WatchedFile(source).path, small).cursor()
                cursor.next()?.toPlain() shouldBe records[0]
                source.isClosed shouldBe false
                cursor.close()
                cursor.close()
                source.isClosed shouldBe true
                source.closeCount shouldBe 1
            }

            "that was never read from opens nothing" {
                val source = FaultySource.of(bytes)
                MarcReader.open(WatchedFile(source).path).cursor().close()
                source.openCount shouldBe 0
            }

            "keeps its file open when a call is cancelled, for the next" {
                val source = FaultySource.of(bytes)
                val cursor = MarcReader.open(WatchedFile(source).path, small).cursor()
                cursor.next()?.toPlain() shouldBe records[0]
                launch { cursor.readBatch() }.cancelAndJoin()
                source.isClosed shouldBe false
                cursor.next()?.toPlain() shouldBe records[1]
                cursor.close()
            }

            "stops the collection of a flow of bytes when it is closed" {
                var isStopped = false
                val chunks = kotlinx.coroutines.flow.flow {
                    try {
                        while (true) emit(bytes)
                    } finally {
                        isStopped = true
                    }
                }
                val cursor = MarcReader.open(chunks).cursor()
                cursor.next()?.toPlain() shouldBe records[0]
                isStopped shouldBe false
                cursor.close()
                isStopped shouldBe true
            }

            "fails clearly after it was closed" {
                for (input in listOf(
                    bytes,
                    WatchedFile(FaultySource.of(bytes)).path,
                    PushedBytes(kotlinx.coroutines.flow.flowOf(bytes)),
                )) {
                    val cursor = Readers.of(input).cursor()
                    cursor.next()?.toPlain() shouldBe records[0]
                    cursor.close()
                    shouldThrow<IllegalStateException> { cursor.next() }.message shouldBe "The cursor is closed"
                    shouldThrow<IllegalStateException> { cursor.readBatch() }.message shouldBe "The cursor is closed"
                }
            }
        }

        "a blocking reader" - {
            "that is left in the middle closes its file when it is closed, once" {
                val source = FaultySource.of(bytes)
                val reader = Readers.blocking(WatchedFile(source).path, small)
                reader.read()?.toPlain() shouldBe records[0]
                source.isClosed shouldBe false
                reader.close()
                reader.close()
                source.closeCount shouldBe 1
            }

            "that was never read from closes the file that it opened" {
                val source = FaultySource.of(bytes)
                Readers.blocking(WatchedFile(source).path).close()
                (source.openCount to source.closeCount) shouldBe (1 to 1)
            }

            "is closed by its stream" {
                val source = FaultySource.of(bytes)
                Readers.blocking(WatchedFile(source).path, small).stream().use { it.findFirst() }
                source.isClosed shouldBe true
            }

            "fails clearly after it was closed" {
                val reader = Readers.blocking(bytes)
                val records = reader.iterator()
                records.hasNext() shouldBe true
                reader.close()
                shouldThrow<IllegalStateException> { reader.read() }.message shouldBe "The reader is closed"
                shouldThrow<IllegalStateException> { reader.readBatch() }.message shouldBe "The reader is closed"
                shouldThrow<IllegalStateException> { records.hasNext() }.message shouldBe "The reader is closed"
            }

            "makes one pass" {
                val reader = Readers.blocking(bytes)
                reader.iterator().next().toPlain() shouldBe records[0]
                shouldThrow<IllegalStateException> { reader.iterator() }
                shouldThrow<IllegalStateException> { reader.stream() }
                reader.read()?.toPlain() shouldBe records[1]
                reader.readBatch(2).map { it.toPlain() } shouldBe records.subList(2, 4)
                reader.read()?.toPlain() shouldBe records[4]
            }
        }

        "a file that cannot be closed" - {
            val cannotClose = IOException("cannot close")

            "does not hide that a record is broken" {
                for (shell in Shells.all) {
                    val content = bytes + "garbage, which is no record at all".toByteArray()
                    val source = FaultySource.of(content).failingToClose(cannotClose)
                    withClue(shell) { shell.read(WatchedFile(source).path) shouldBe Shells.read.read(content) }
                }
            }

            "does not hide that reading failed" {
                for (shell in Shells.all) {
                    val source = FaultySource.of(bytes).failingAfter(9_000, unplugged).failingToClose(cannotClose)
                    val failure = shell.read(WatchedFile(source).path, small).failure
                    withClue(shell) { failure shouldBe InWords.of(unplugged) }
                }
            }

            "fails the reading after all records, in every shell, for good" {
                for (shell in Shells.all) {
                    val source = FaultySource.of(bytes).failingToClose(cannotClose)
                    withClue(shell) { shell.read(WatchedFile(source).path).failure shouldBe InWords.of(cannotClose) }
                }
            }
        }
    })
