// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.input

import dev.marcato.Record
import dev.marcato.testing.ByteRange
import dev.marcato.testing.FaultySource
import dev.marcato.testing.Gzip
import dev.marcato.testing.PlainRecords.toPlain
import dev.marcato.testing.PushedBytes
import dev.marcato.testing.Readers
import dev.marcato.testing.SampleCatalogue
import dev.marcato.testing.Shells
import dev.marcato.testing.WaysIn
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.consumeAsFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList

private val bytes = SampleCatalogue.toByteArray()
private val records = SampleCatalogue.records()

class ReadingAgainSpec :
    FreeSpec({
        val ways = WaysIn()
        afterSpec { ways.close() }

        suspend fun read(flow: Flow<Record>) = flow.map { it.toPlain() }.toList()

        "files, arrays, buffers and flows of bytes" - {
            for (way in ways.all.filter { it.isRepeatable }) {
                "are read again and again: $way" {
                    val reader = Readers.of(way.open(bytes))
                    val flow = reader.records()
                    read(flow) shouldBe records
                    read(flow) shouldBe records
                    reader.cursor().use { it.next()?.toPlain() shouldBe records[0] }
                    reader.cursor().use { it.next()?.toPlain() shouldBe records[0] }
                    flow.first().toPlain() shouldBe records[0]
                    read(reader.records()) shouldBe records
                }

                "are read several times at once: $way" {
                    val reader = Readers.of(way.open(bytes))
                    coroutineScope {
                        val readings = List(4) { async(Dispatchers.Default) { read(reader.records()) } }
                        readings.awaitAll() shouldBe List(4) { records }
                    }
                    val one = reader.cursor()
                    val other = reader.cursor()
                    for (record in records) {
                        one.next()?.toPlain() shouldBe record
                        other.next()?.toPlain() shouldBe record
                    }
                    one.next() shouldBe null
                    other.next() shouldBe null
                }
            }
        }

        "a buffer stands after reading where it stood before" {
            for (way in ways.plain.filter { "Buffer" in it.name }) {
                val buffer = way.open(bytes) as java.nio.ByteBuffer
                val before = listOf(buffer.position(), buffer.limit(), buffer.order())
                for (shell in Shells.all) {
                    withClue("$way by $shell") { shell.read(buffer).records shouldBe records }
                    listOf(buffer.position(), buffer.limit(), buffer.order()) shouldBe before
                }
            }
        }

        "a range outside of its array is refused when it is opened" {
            for ((from, until) in listOf(-1 to 3, 4 to 3, 0 to 11, 11 to 11)) {
                shouldThrow<IndexOutOfBoundsException> { Readers.of(ByteRange(ByteArray(10), from, until)) }
                shouldThrow<IndexOutOfBoundsException> { Readers.blocking(ByteRange(ByteArray(10), from, until)) }
            }
        }

        "streams, sources, channels and sockets" - {
            for (way in ways.all.filterNot { it.isRepeatable }) {
                "are read once, and then the flow fails: $way" {
                    val reader = Readers.of(way.open(bytes))
                    read(reader.records()) shouldBe records
                    shouldThrow<IllegalStateException> { reader.records().toList() }
                    shouldThrow<IllegalStateException> { reader.cursor().next() }
                }

                "are read once, and then the cursor fails at every call: $way" {
                    val reader = Readers.of(way.open(bytes))
                    reader.cursor().next()?.toPlain() shouldBe records[0]
                    val late = reader.cursor()
                    shouldThrow<IllegalStateException> { late.next() }
                    shouldThrow<IllegalStateException> { late.readBatch() }
                    shouldThrow<IllegalStateException> { reader.records().toList() }
                }
            }

            "are not touched before a reading begins" {
                val source = FaultySource.of(bytes)
                val reader = Readers.of(source.asInputStream())
                reader.cursor()
                val flow = reader.records()
                source.readCount shouldBe 0
                read(flow) shouldBe records
            }

            "are not closed at the end, on failure or when the reader is" {
                for (shell in Shells.all) {
                    for (content in listOf(bytes, bytes + "?".toByteArray(), Gzip.of(bytes))) {
                        val source = FaultySource.of(content)
                        shell.read(source.asInputStream())
                        shell.read(source.asChannel())
                        shell.read(source.asSource())
                        withClue(shell) { source.closeCount shouldBe 0 }
                    }
                }
            }

            "of the network are not closed either" {
                val socket = ways.socket(bytes)
                Shells.flow.read(socket).records shouldBe records
                socket.isClosed shouldBe false
            }
        }

        "a flow of bytes that can be collected once is read once" {
            val channel = Channel<ByteArray>(1).apply {
                trySend(bytes)
                close()
            }
            val reader = Readers.of(PushedBytes(channel.consumeAsFlow()))
            read(reader.records()) shouldBe records
            shouldThrow<IllegalStateException> { reader.records().toList() }
        }
    })
