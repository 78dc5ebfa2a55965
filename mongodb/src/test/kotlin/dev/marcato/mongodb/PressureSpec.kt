// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.internal.bulk.BulkSink
import dev.marcato.mongodb.internal.bulk.Lanes
import dev.marcato.mongodb.internal.bulk.writeTo
import dev.marcato.mongodb.internal.writes.BatchOutcome
import dev.marcato.mongodb.internal.writes.EncodedWrite
import dev.marcato.mongodb.internal.writes.ID_KEY
import dev.marcato.mongodb.internal.writes.InsertEncoding
import dev.marcato.mongodb.internal.writes.UpsertEncoding
import dev.marcato.mongodb.internal.writes.WriteKind
import dev.marcato.mongodb.testing.FakeSink
import dev.marcato.mongodb.testing.Fault
import dev.marcato.mongodb.testing.Item
import dev.marcato.mongodb.testing.ItemCodec
import dev.marcato.mongodb.testing.idOf
import dev.marcato.mongodb.testing.shouldAddUp
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeLessThanOrEqual
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.longs.shouldBeLessThanOrEqual
import io.kotest.matchers.shouldBe
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.emptyFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.launch
import org.bson.BsonDocument
import org.bson.BsonValue

/** A server that stalls stops the reader, and memory does not grow with the input. */
class PressureSpec : FreeSpec({
    for (lanes in Lanes.entries) {
        "a stalled server lets no more be read than is promised, $lanes" {
            val options = BridgeOptions {
                batchRecords = 10
                parallelBytes = 400
                inserters = 2
                encoders = 2
            }
            // An item takes more than 40 bytes: so many are in a chunk at most, and a batch has ten.
            val chunk = 400 / 40
            val bound = chunk + (options.encoders + 2) * chunk + (if (lanes == Lanes.BY_KEY) 6 else 5) * 10
            val gate = CompletableDeferred<Unit>()
            val sink = FakeSink {
                gate.await()
                Fault.None
            }
            val ledger = BulkLedger()
            coroutineScope {
                launch {
                    val encoding =
                        if (lanes == Lanes.ANY) InsertEncoding(ItemCodec) else UpsertEncoding(ItemCodec, ID_KEY)
                    writeTo(sink, List(5_000) { Item(idOf(it), "text") }.asFlow(), encoding, options, lanes, ledger)
                }
                var seen = -1L
                while (ledger.report().offered != seen) {
                    seen = ledger.report().offered
                    delay(100)
                }
                seen shouldBeLessThanOrEqual bound.toLong()
                seen shouldBeGreaterThan 0
                gate.complete(Unit)
            }
            ledger.report().shouldAddUp().stored shouldBe 5_000
        }
    }

    "batches keep to their measures in records and in bytes" {
        val sink = FakeSink()
        val options = BridgeOptions {
            batchRecords = 50
            batchBytes = 10_000
            parallelBytes = 3_000
        }
        val values = List(2_000) { Item(idOf(it), "x".repeat(it * 37 % 900)) } + Item("large", "x".repeat(50_000))
        writeTo(sink, values.asFlow(), InsertEncoding(ItemCodec), options).shouldAddUp().stored shouldBe 2_001
        for (batch in sink.batches) {
            batch.size shouldBeLessThanOrEqual 50
            if (batch.size > 1) batch.sumOf { it.size } shouldBeLessThanOrEqual 10_000
        }
    }

    "no more batches are under way than there are inserters" {
        val underWay = AtomicInteger()
        val most = AtomicInteger()
        val sink = FakeSink {
            most.accumulateAndGet(underWay.incrementAndGet(), ::maxOf)
            delay(1)
            underWay.decrementAndGet()
            Fault.None
        }
        val options = BridgeOptions {
            batchRecords = 10
            parallelBytes = 400
            inserters = 3
        }
        writeTo(sink, List(3_000) { Item(idOf(it), "text") }.asFlow(), InsertEncoding(ItemCodec), options).shouldAddUp()
        most.get() shouldBe 3
    }

    "a million records for a slow server take no more memory than some" {
        val forgetting = object : BulkSink {
            val count = AtomicInteger()
            val used = ArrayList<Long>()

            override suspend fun write(kind: WriteKind, writes: List<EncodedWrite>, order: WriteOrder): BatchOutcome {
                val before = count.getAndAdd(writes.size)
                if (before / 200_000 != (before + writes.size) / 200_000) {
                    System.gc()
                    val runtime = Runtime.getRuntime()
                    synchronized(used) { used += runtime.totalMemory() - runtime.freeMemory() }
                }
                // Slower than the records come: what waits is as much as it may be.
                delay(2)
                return BatchOutcome.Answered()
            }

            override fun stored(ids: List<BsonValue>): Flow<BsonDocument> = emptyFlow()
        }
        val values = flow { repeat(1_000_000) { emit(Item(idOf(it), "text")) } }
        val ledger = BulkLedger()
        writeTo(forgetting, values, InsertEncoding(ItemCodec), BridgeOptions.DEFAULT, ledger = ledger)
        ledger.report().shouldAddUp().stored shouldBe 1_000_000
        forgetting.used.size shouldBe 5
        // What is under way is 20 MB at most; a million items that were kept would be a hundred.
        (forgetting.used.last() - forgetting.used.first()) shouldBeLessThan (40L shl 20)
    }
})
