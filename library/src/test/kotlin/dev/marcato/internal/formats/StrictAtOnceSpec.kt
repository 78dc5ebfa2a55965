// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.mapParallel
import dev.marcato.mapParallelUnordered
import dev.marcato.testing.EndlessBytes
import dev.marcato.testing.EndlessGarbage
import dev.marcato.testing.Failure
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.Readers
import dev.marcato.testing.WatchedFile
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.longs.shouldBeInRange
import io.kotest.matchers.longs.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf
import java.io.IOException
import java.net.InetAddress
import java.net.ServerSocket
import java.net.Socket
import java.util.Random
import kotlin.concurrent.thread
import kotlinx.coroutines.flow.toList

private const val CHUNK = 512L * 1024
private const val LEADER = "00000nam a2200000 i 4500"

/** One of each format. */
private val oneOfEach = EndlessGarbage.all.groupBy { it.format }.values.map { it.last() }

private suspend fun failsAtOnce(garbage: EndlessGarbage, taken: () -> Long, read: suspend () -> Unit) {
    val failure = Failure.of { read() }
    withClue("$garbage: $failure, after ${taken()} bytes") {
        val problem = failure.shouldBeInstanceOf<MarcException>().problem
        problem.code shouldBe garbage.code
        problem.position.byteOffset shouldBe garbage.at
        taken() shouldBeLessThanOrEqual CHUNK
    }
}

class StrictAtOnceSpec : FreeSpec({
    "an endless upload of garbage fails at once" - {
        for (garbage in EndlessGarbage.all) {
            "$garbage" {
                val inputs = listOf<(EndlessBytes) -> Any>(
                    { it.asInputStream() },
                    { it.asChannel() },
                    { it.asSource() },
                    { it.asFlow(pieceSize = 1_000) },
                    { it.asFlow(pieceSize = 64 * 1024) },
                )
                for (open in inputs) {
                    val source = garbage.open()
                    val input = open(source)
                    failsAtOnce(garbage, source::taken) { Readers.of(input, garbage.options).records().toList() }
                }
            }
        }

        "by every way of asking for what is in it" {
            for (garbage in oneOfEach) {
                for ((name, read) in everyShell) {
                    withClue(name) {
                        val source = garbage.open()
                        failsAtOnce(garbage, source::taken) { read(source.asInputStream(), garbage.options) }
                    }
                }
            }
        }

        "that is compressed" {
            // It can't be compressed, so its size stays the same.
            val random = EndlessGarbage.all.first()
            val compressed = Gzip.of(ByteArray(2 shl 20).also { Random(1).nextBytes(it) })
            for (open in listOf(FaultySource::asInputStream, FaultySource::asChannel, FaultySource::asSource)) {
                val source = FaultySource.of(compressed)
                val failure = Failure.of { Readers.of(open(source), random.options).records().toList() }
                failure.shouldBeInstanceOf<MarcException>().problem.code shouldBe random.code
                source.bytesRead shouldBeLessThanOrEqual CHUNK
            }
        }

        "from a file, as far as it is read" {
            for (garbage in EndlessGarbage.all) {
                val file = FaultySource.of(garbage.first(2 shl 20))
                failsAtOnce(garbage, file::bytesRead) {
                    Readers.of(WatchedFile(file).path, garbage.options).records().toList()
                }
            }
        }

        "through a connection that stays open" {
            for (garbage in oneOfEach) {
                ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { server ->
                    Socket(server.inetAddress, server.localPort).use { receiver ->
                        val sender = server.accept()
                        val sending = thread { sendAll(garbage, sender) }
                        failsAtOnce(garbage, { 0 }) { Readers.blocking(receiver, garbage.options).use { it.read() } }
                        receiver.close()
                        sending.join()
                    }
                }
            }
        }
    }

    "what is larger than a limit fails at the limit, and not where it ends" - {
        val limit = 1L shl 20
        val limits = ReadOptions {
            limits {
                recordBytes = (limit / 4).toInt()
                valueBytes = limit.toInt()
            }
        }

        suspend fun failsAt(
            format: MarcFormat,
            code: ProblemCode,
            head: String,
            pattern: String,
            options: ReadOptions,
        ) {
            val source = EndlessBytes(head.toByteArray(), pattern.toByteArray())
            val reader = Readers.of(source.asInputStream(), options.toBuilder().format(format).build())
            val failure = Failure.of { reader.records().toList() }
            withClue("$format: $failure, after ${source.taken} bytes") {
                failure.shouldBeInstanceOf<MarcException>().problem.code shouldBe code
                source.taken shouldBeInRange limit..limit + CHUNK
            }
        }

        "a record" {
            val tooLarge = ProblemCode.RECORD_TOO_LARGE
            failsAt(MarcFormat.JSON, tooLarge, "{\"leader\":\"$LEADER\",\"fields\":[", "{\"001\":\"1\"},", limits)
            failsAt(MarcFormat.MNEMONIC, tooLarge, "=LDR  $LEADER\n", "=500  \\\\\$aNote\n", limits)
            failsAt(MarcFormat.LINE, tooLarge, "$LEADER\n", "500    \$a Note\n", limits)
            failsAt(MarcFormat.ALEPH_SEQUENTIAL, tooLarge, "", "000000001 500   L \$\$aNote\n", limits)
            val field = "<controlfield tag=\"001\">1</controlfield>"
            failsAt(MarcFormat.XML, tooLarge, "<collection><record><leader>$LEADER</leader>", field, limits)
        }

        "a value" {
            val options = limits.toBuilder().apply { limits { recordBytes = 16 shl 20 } }.build()
            val tooLarge = ProblemCode.VALUE_TOO_LARGE
            failsAt(MarcFormat.JSON, tooLarge, "{\"leader\":\"", "words ", options)
            failsAt(MarcFormat.MNEMONIC, tooLarge, "=LDR  $LEADER\n=500  \\\\\$a", "words ", options)
            failsAt(MarcFormat.LINE, tooLarge, "$LEADER\n500    \$a ", "words ", options)
            failsAt(MarcFormat.ALEPH_SEQUENTIAL, tooLarge, "000000001 500   L \$\$a", "words ", options)
            failsAt(MarcFormat.XML, tooLarge, "<collection><record><leader>", "words ", options)
            failsAt(MarcFormat.XML, tooLarge, "<collection>", "words ", options)
        }
    }
})

private val everyShell: Map<String, suspend (Any, ReadOptions) -> Unit> = mapOf(
    "outcomes()" to { input, options -> Readers.of(input, options).outcomes().collect { } },
    "outcomesParallel()" to { input, options -> Readers.of(input, options).outcomesParallel().collect { } },
    "mapParallel()" to { input, options -> Readers.of(input, options).mapParallel { it.title }.collect { } },
    "mapParallelUnordered()" to { input, options ->
        Readers.of(input, options).mapParallelUnordered { it.title }.collect { }
    },
    "cursor next()" to { input, options -> Readers.of(input, options).cursor().use { it.next() } },
    "cursor readBatch()" to { input, options -> Readers.of(input, options).cursor().use { it.readBatch() } },
    "blocking read()" to { input, options -> Readers.blocking(input, options).use { it.read() } },
    "blocking readBatch()" to { input, options -> Readers.blocking(input, options).use { it.readBatch() } },
    "blocking readOutcome()" to { input, options ->
        Readers.blocking(input, options).use { generateSequence(it::readOutcome).count() }
    },
    "blocking iterator()" to { input, options -> Readers.blocking(input, options).use { it.iterator().hasNext() } },
    "blocking stream()" to { input, options -> Readers.blocking(input, options).use { it.stream().count() } },
    "blocking mapParallel()" to { input, options ->
        Readers.blocking(input, options).use { reader -> reader.mapParallel({ it.title }).use { it.count() } }
    },
)

/** Sends garbage until the receiver hangs up. */
private fun sendAll(garbage: EndlessGarbage, sender: Socket) {
    val bytes = garbage.first(CHUNK.toInt())
    try {
        sender.use { while (true) it.getOutputStream().write(bytes) }
    } catch (e: IOException) {
        // That is what it has waited for.
    }
}
