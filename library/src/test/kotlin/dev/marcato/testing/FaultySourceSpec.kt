// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.io.IOException
import java.nio.ByteBuffer
import kotlin.concurrent.thread
import kotlinx.io.Buffer
import kotlinx.io.buffered
import kotlinx.io.readByteArray

class FaultySourceSpec :
    FreeSpec({
        val bytes = ByteArray(100) { it.toByte() }

        "gives all bytes in each shape, whatever the chunks" {
            for (source in listOf(
                FaultySource.of(bytes),
                FaultySource.of(bytes).oneByteAtATime(),
                FaultySource.of(bytes).inChunksOf(7).splitAt(10, 95).withEmptyReads(every = 3),
            )) {
                source.asSource().buffered().use { it.readByteArray() } shouldBe bytes
                source.asInputStream().use { it.readBytes() } shouldBe bytes
                val target = ByteBuffer.allocate(200)
                source.asChannel().use { while (it.read(target) >= 0) Unit }
                target.array().copyOf(target.position()) shouldBe bytes
                source.isClosed shouldBe true
                source.bytesRead shouldBe 300
            }
        }

        "ends a read at a split" {
            val source = FaultySource.of(bytes).splitAt(10, 95).asSource()
            List(4) { source.readAtMostTo(Buffer(), 1_000) } shouldBe listOf(10L, 85L, 5L, -1L)
        }

        "gives nothing now and then, but to no stream" {
            val source = FaultySource.of(bytes).withEmptyReads(every = 2)
            val channel = source.inChunksOf(60).asChannel()
            List(5) { channel.read(ByteBuffer.allocate(100)) } shouldBe listOf(60, 0, 40, 0, -1)
            source.inChunksOf(60).asInputStream().run { List(3) { read(ByteArray(100)) } } shouldBe listOf(60, 40, -1)
        }

        "fails with the given exception after the given bytes" {
            val unplugged = IOException("unplugged")
            val source = FaultySource.of(bytes).failingAfter(42, unplugged)
            val stream = source.asInputStream()
            shouldThrow<IOException> { stream.readBytes() } shouldBeSameInstanceAs unplugged
            source.bytesRead shouldBe 42
            source.isClosed shouldBe false
        }

        "counts what was done to it" {
            val source = FaultySource.of(bytes).inChunksOf(50)
            val stream = source.asInputStream()
            stream.readBytes()
            stream.close()
            stream.close()
            listOf(source.openCount, source.closeCount, source.readCount) shouldBe listOf(1, 1, 3)
            shouldThrow<IOException> { stream.read() }
        }

        "stalls until it is released" {
            val source = FaultySource.of(bytes).stallingAfter(30)
            var read = ByteArray(0)
            val reader = thread { read = source.asInputStream().readBytes() }
            source.awaitStalled() shouldBe true
            source.bytesRead shouldBe 30
            source.release()
            reader.join()
            read shouldBe bytes
        }
    })
