// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.kotlin.client.coroutine.MongoClient
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.testing.Cut
import dev.marcato.mongodb.testing.CuttingProxy
import dev.marcato.mongodb.testing.Item
import dev.marcato.mongodb.testing.ItemCodec
import dev.marcato.mongodb.testing.TestServer
import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.mongodb.testing.counts
import dev.marcato.mongodb.testing.items
import dev.marcato.mongodb.testing.shouldAddUp
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeLessThanOrEqual
import io.kotest.matchers.nulls.shouldNotBeNull
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.net.InetAddress
import java.net.ServerSocket
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import org.bson.Document

/** What is left when the connection fails, by the real driver over a wire that is really cut. */
class CutWireSpec : FreeSpec({
    val options = BridgeOptions {
        batchRecords = 20
        parallelBytes = 1_000
        resends = 4
        resendDelayMillis = 1
        tolerance = Tolerance.COLLECT
    }

    suspend fun <R> through(
        collection: MongoCollection<Document>,
        options: BridgeOptions,
        cuts: (Int) -> Cut?,
        block: suspend (MongoBridge<Item>, CuttingProxy) -> R,
    ): R = CuttingProxy(TestServer.address, cuts).use { proxy ->
        // After a failure the driver looks at the server again before it goes on; it need not wait for that.
        val settings = mongoClientSettings(proxy.uri, options)
            .applyToServerSettings { it.minHeartbeatFrequency(10, TimeUnit.MILLISECONDS) }
        MongoClient.create(settings.build()).use { client ->
            val target = client.getDatabase(collection.namespace.databaseName)
                .getCollection(collection.namespace.collectionName, Document::class.java)
            block(MongoBridge.of(target, ItemCodec, options), proxy)
        }
    }

    for (cut in Cut.entries) {
        for (order in WriteOrder.entries) {
            for (isUpsert in listOf(false, true)) {
                val writes = if (isUpsert) "upserts" else "inserts"
                val name = "cut ${cut.name.lowercase()}, $writes, $order: ends as a clean run"
                name.config(TestServer.plainServerOnly) {
                    withCollection { collection ->
                        val ordered = options.toBuilder().order(order).build()
                        through(collection, ordered, { if (it % 4 == 1 && it < 10) cut else null }) { bridge, _ ->
                            val values = items(200).asFlow()
                            val report = if (isUpsert) bridge.upsertMany(values) else bridge.insertMany(values)
                            report.shouldAddUp()
                            report.stored + report.matched shouldBe 200
                        }
                        MongoBridge.of(collection, ItemCodec).findAll().toList() shouldContainExactly items(200)
                    }
                }
            }
        }
    }

    "a wire that is cut for good leaves an account that is right".config(TestServer.plainServerOnly) {
        withCollection { collection ->
            val hasty = options.toBuilder().resends(0).build()
            through(collection, hasty, { if (it >= 5) Cut.BEFORE_THE_ANSWER else null }) { bridge, _ ->
                val e = shouldThrow<BulkFailedException> { bridge.insertMany(items(1_000).asFlow()) }
                val report = e.report.shouldAddUp()
                e.cause.shouldNotBeNull()
                report.unknown shouldBeGreaterThan 0
                val stored = collection.countDocuments()
                report.stored shouldBeLessThanOrEqual stored
                stored shouldBeLessThanOrEqual report.stored + report.unknown
            }
        }
    }

    "a server that goes away during the run is told, and what was stored is known".config(TestServer.plainServerOnly) {
        withCollection { collection ->
            val hasty = options.toBuilder().resends(0).build()
            through(collection, hasty, { null }) { bridge, proxy ->
                val values = flow {
                    items(2_000).forEachIndexed { index, item ->
                        if (index == 1_000) proxy.close()
                        emit(item)
                    }
                }
                val report = shouldThrow<BulkFailedException> { bridge.insertMany(values) }.report.shouldAddUp()
                val stored = collection.countDocuments()
                report.stored shouldBeLessThanOrEqual stored
                stored shouldBeLessThanOrEqual report.stored + report.unknown
            }
        }
    }

    "a server that was never there leaves everything not attempted" {
        val free = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
        val settings = mongoClientSettings("mongodb://127.0.0.1:$free/?serverSelectionTimeoutMS=200").build()
        MongoClient.create(settings).use { client ->
            val collection = client.getDatabase("none").getCollection("none", Document::class.java)
            val e = shouldThrow<BulkFailedException> {
                MongoBridge.of(collection, ItemCodec).insertMany(items(10).asFlow())
            }
            e.report.counts() shouldContainExactly listOf<Long>(10, 0, 0, 0, 0, 10)
            e.message shouldContain "10 not attempted"
        }
    }

    "a uri that is none is refused, with what would be one" {
        shouldThrow<IllegalArgumentException> { mongoClientSettings("http://localhost") }
            .message shouldContain "mongodb://"
    }

    "a client that is closed leaves everything not attempted" {
        val client = MongoClient.create(mongoClientSettings(TestServer.uri).build())
        val collection = client.getDatabase("none").getCollection("none", Document::class.java)
        client.close()
        val e = shouldThrow<BulkFailedException> {
            MongoBridge.of(collection, ItemCodec).insertMany(items(10).asFlow())
        }
        e.report.counts() shouldContainExactly listOf<Long>(10, 0, 0, 0, 0, 10)
    }
})
