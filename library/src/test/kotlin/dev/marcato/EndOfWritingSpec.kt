// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.blocking.BlockingMarcWriter
import dev.marcato.testing.Failure
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InterruptedIOException
import java.io.OutputStream
import java.io.UncheckedIOException
import java.nio.channels.ClosedByInterruptException
import java.nio.file.Path
import java.util.concurrent.CancellationException
import java.util.concurrent.ExecutionException
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.readBytes
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

private val ONE = record { field("001", "one") }

/** The calls that the two writers have in common. */
private interface AnyWriter {
    val report: WriteReport
    suspend fun write(record: Record)
    suspend fun flush()
    suspend fun commit(): WriteReport
    suspend fun discard()
    suspend fun close()
    suspend fun use(block: suspend () -> Unit)
}

private class Suspending(private val writer: MarcWriter) : AnyWriter {
    override val report get() = writer.report
    override suspend fun write(record: Record) = writer.write(record)
    override suspend fun flush() = writer.flush()
    override suspend fun commit() = writer.commit()
    override suspend fun discard() = writer.discard()
    override suspend fun close() = writer.close()
    override suspend fun use(block: suspend () -> Unit) = writer.use { block() }
}

private class Blocking(private val writer: BlockingMarcWriter) : AnyWriter {
    override val report get() = writer.report
    override suspend fun write(record: Record) = writer.write(record)
    override suspend fun flush() = writer.flush()
    override suspend fun commit() = writer.commit()
    override suspend fun discard() = writer.discard()
    override suspend fun close() = writer.close()
    override suspend fun use(block: suspend () -> Unit) = writer.use { block() }
}

private fun Path.expectOld() {
    readText() shouldBe "old"
    parent.listDirectoryEntries() shouldContainExactly listOf(this)
}

/** What ends a writing, and what each end does: the contract that both writers have. */
class EndOfWritingSpec : FreeSpec({
    fun old(): Path = tempdir().toPath().resolve("out.mrc").also { it.writeText("old") }

    val kinds: Map<String, Pair<(Path) -> AnyWriter, (OutputStream) -> AnyWriter>> = mapOf(
        "the suspending writer" to
            Pair({ path: Path -> Suspending(MarcWriter.open(path)) }, { Suspending(MarcWriter.open(it)) }),
        "the blocking writer" to
            Pair({ path: Path -> Blocking(BlockingMarcWriter.open(path)) }, { Blocking(BlockingMarcWriter.open(it)) }),
    )
    for ((kind, ways) in kinds) {
        val (toFile, toStream) = ways

        kind - {
            "puts a file in its place on commit, once" {
                val path = old()
                val writer = toFile(path)
                writer.write(ONE)
                path.readText() shouldBe "old"
                val report = writer.commit()
                path.readBytes() shouldBe Writing.bytesOf(ONE)
                report.records shouldBe 1
                path.writeText("newer")
                "${writer.commit()}" shouldBe "$report"
                writer.discard()
                writer.close()
                path.readText() shouldBe "newer"
                "${writer.report}" shouldBe "$report"
            }

            "leaves the file as it was on discard, and can't commit it then" {
                val path = old()
                val writer = toFile(path)
                writer.write(ONE)
                writer.discard()
                path.expectOld()
                writer.discard()
                writer.close()
                shouldThrow<IllegalStateException> { writer.commit() }.message shouldBe
                    "Nothing can be committed any more: discard() or close() was called"
                path.expectOld()
            }

            "says on close that nobody has decided, and leaves the file as it was" {
                val path = old()
                val writer = toFile(path)
                writer.write(ONE)
                shouldThrow<IllegalStateException> { writer.close() }.message shouldBe
                    "Records were written, but neither commit() nor discard() was called: $path is as it was before"
                path.expectOld()
                writer.close()
                shouldThrow<IllegalStateException> { writer.commit() }
                shouldThrow<IllegalStateException> { writer.write(ONE) }
            }

            "closes in silence if nothing was written" {
                val path = old()
                toFile(path).close()
                path.expectOld()
            }

            "hands nothing over to a stream on close or discard" {
                for (flushed in listOf(true, false)) {
                    val stream = ByteArrayOutputStream()
                    val writer = toStream(stream)
                    writer.write(ONE)
                    if (flushed) writer.flush()
                    val before = stream.size()
                    writer.write(ONE)
                    val result = if (flushed) "has only a part of them" else "is as it was before"
                    shouldThrow<IllegalStateException> { writer.close() }.message shouldBe
                        "Records were written, but neither commit() nor discard() was called: output stream $result"
                    stream.size() shouldBe before
                    writer.report.target shouldBe if (flushed) TargetState.PARTIAL else TargetState.UNTOUCHED
                }
            }

            "has the right report at every stage" {
                val path = old()
                for (ending in listOf<suspend AnyWriter.() -> Unit>({ commit() }, { discard() }, { write(BAD) })) {
                    val writer = toFile(path)
                    "${writer.report}" shouldBe "0 records, 0 bytes; target PENDING"
                    writer.write(ONE)
                    writer.flush()
                    val counts = "1 records, ${Writing.bytesOf(ONE).size} bytes"
                    "${writer.report}" shouldBe "$counts; target PENDING"
                    val failure = Failure.of { writer.ending() }
                    "${writer.report}" shouldBe when {
                        failure != null -> "$counts, 1 refused; target UNTOUCHED"
                        path.readText() == "old" -> "$counts; target UNTOUCHED"
                        else -> "$counts; target COMPLETE"
                    }
                    writer.close()
                    path.writeText("old")
                }
            }

            "is silent on close after a failure, which it has thrown already, but can't commit" {
                val path = old()
                val writer = toFile(path)
                writer.write(ONE)
                val failure = shouldThrow<MarcException> { writer.write(BAD) }
                shouldThrow<MarcException> { writer.flush() } shouldBeSameInstanceAs failure
                shouldThrow<IOException> { writer.commit() }.cause shouldBeSameInstanceAs failure
                writer.close()
                writer.discard()
                path.expectOld()
            }

            "in use" - {
                "leaves the file byte for byte if the block fails, with any exception" {
                    for (failure in listOf(
                        IOException("broken"),
                        CancellationException("cancelled"),
                        AssertionError("wrong"),
                    )) {
                        val path = old()
                        val writer = toFile(path)
                        val thrown = runCatching {
                            writer.use {
                                writer.write(ONE)
                                writer.flush()
                                throw failure
                            }
                        }.exceptionOrNull()
                        thrown shouldBeSameInstanceAs failure
                        path.expectOld()
                        writer.report.target shouldBe TargetState.UNTOUCHED
                    }
                }

                "does as the block decides" {
                    val path = old()
                    val discarded = toFile(path)
                    discarded.use {
                        discarded.write(ONE)
                        discarded.discard()
                    }
                    path.expectOld()
                    discarded.report.target shouldBe TargetState.UNTOUCHED
                    val committed = toFile(path)
                    committed.use {
                        committed.write(ONE)
                        committed.commit().target shouldBe TargetState.COMPLETE
                    }
                    path.readBytes() shouldBe Writing.bytesOf(ONE)
                }

                "doesn't hide a failure that the block has caught" {
                    val path = old()
                    val writer = toFile(path)
                    shouldThrow<IOException> {
                        writer.use { runCatching { writer.write(BAD) } }
                    }.cause.shouldBeInstanceOf<MarcException>()
                    path.expectOld()
                }
            }
        }
    }

    "a return out of the block of use commits" {
        suspend fun suspending(path: Path): Long {
            MarcWriter.open(path).use {
                it.write(ONE)
                return it.report.records
            }
        }

        fun blocking(path: Path): Long {
            BlockingMarcWriter.open(path).use {
                it.write(ONE)
                return it.report.records
            }
        }
        for (write in listOf<suspend (Path) -> Long>({ suspending(it) }, { blocking(it) })) {
            val path = old()
            write(path)
            path.readBytes() shouldBe Writing.bytesOf(ONE)
        }
    }

    "a coroutine that is cancelled at the end of its block leaves the file as it was" {
        val path = old()
        coroutineScope {
            launch {
                MarcWriter.open(path).use {
                    it.write(ONE)
                    currentCoroutineContext().cancel()
                }
            }.join()
        }
        path.expectOld()
    }

    "a thread that is interrupted leaves the file as it was" {
        val path = old()
        withContext(Dispatchers.IO) {
            for (isAtTheEnd in listOf(true, false)) {
                val writer = BlockingMarcWriter.open(path)
                shouldThrow<ClosedByInterruptException> {
                    writer.use {
                        it.write(ONE)
                        Thread.currentThread().interrupt()
                        if (!isAtTheEnd) it.flush()
                    }
                }
                Thread.interrupted() shouldBe true
                path.expectOld()
                writer.report.target shouldBe TargetState.UNTOUCHED
            }
        }
    }

    "the body of a writing" - {
        "may throw any exception, which leaves the file as it was" {
            val path = old()
            fun thrown(failure: Exception): Exception? = Failure.of {
                BlockingMarcWriter.write(path) {
                    it.write(ONE)
                    it.flush()
                    throw failure
                }
            }.also { path.expectOld() }
            val io = IOException("broken")
            thrown(io) shouldBeSameInstanceAs io
            thrown(UncheckedIOException(io)) shouldBeSameInstanceAs io
            val unchecked = IllegalArgumentException("not now")
            thrown(unchecked) shouldBeSameInstanceAs unchecked
            val checked = ExecutionException("later", io)
            thrown(checked).shouldBeInstanceOf<IOException>().cause shouldBeSameInstanceAs checked
            val interrupted = InterruptedException()
            thrown(interrupted).shouldBeInstanceOf<InterruptedIOException>().cause shouldBeSameInstanceAs interrupted
            Thread.interrupted() shouldBe true
        }

        "may end the writing itself" {
            val path = old()
            val report = BlockingMarcWriter.write(path) {
                it.write(ONE)
                it.discard()
            }
            report.target shouldBe TargetState.UNTOUCHED
            path.expectOld()
        }
    }
})

private val BAD = WriteCases.ofField(10_000)
