// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.MongoException
import com.mongodb.client.model.CreateCollectionOptions
import com.mongodb.client.model.Filters
import com.mongodb.client.model.IndexModel
import com.mongodb.client.model.Indexes
import com.mongodb.client.model.ValidationOptions
import com.mongodb.kotlin.client.coroutine.MongoClient
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.testing.Item
import dev.marcato.mongodb.testing.ItemCodec
import dev.marcato.mongodb.testing.TestServer
import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.mongodb.testing.counts
import dev.marcato.mongodb.testing.idOf
import dev.marcato.mongodb.testing.items
import dev.marcato.mongodb.testing.shouldAddUp
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import org.bson.Document

/** What only a full server can answer: its counts, its retries, its limits, and failures that it is told to have. */
class FullServerSpec : FreeSpec({
    val options = BridgeOptions {
        batchRecords = 100
        parallelBytes = 2_000
        tolerance = Tolerance.COLLECT
    }

    fun bridge(collection: MongoCollection<Document>, options: BridgeOptions) =
        MongoBridge.of(collection, ItemCodec, options)

    "a server".config(TestServer.fullServerOnly) - {
        "counts what it matched, changed and deleted" {
            withCollection { collection ->
                bridge(collection, options).insertMany(items(50).asFlow()).stored shouldBe 50
                val report = bridge(collection, options)
                    .upsertMany(items(100) { if (it < 20) "changed" else "text $it" }.asFlow())
                report.counts() shouldContainExactly listOf<Long>(100, 50, 50, 0, 0, 0)
                report.documentsMatched shouldBe 50
                report.documentsModified shouldBe 20
                val deletes = listOf(WriteOperation.deleteMany<Item>(Filters.lt("_id", idOf(30))))
                bridge(collection, options).bulkWrite(deletes.asFlow()).documentsDeleted shouldBe 30
            }
        }

        "refuses by validator, which rejects only those documents" {
            withCollection { collection ->
                val database = TestServer.client.getDatabase(collection.namespace.databaseName)
                val validation = ValidationOptions().validator(Filters.ne("text", "text 7"))
                val name = collection.namespace.collectionName
                database.createCollection(name, CreateCollectionOptions().validationOptions(validation))
                val report = bridge(collection, options).insertMany(items(300).asFlow())
                report.counts() shouldContainExactly listOf<Long>(300, 299, 0, 1, 0, 0)
                val rejection = report.rejections.single()
                rejection.ordinal shouldBe 7
                rejection.reason shouldBe RejectionReason.REFUSED_BY_SERVER
                rejection.serverCode shouldBe 121
            }
        }

        "takes a document of exactly 16 MiB, and the bridge lets no larger one pass" {
            withCollection { collection ->
                // Length, _id, text, end: what stands round the text takes 34 bytes.
                val largest = (16 shl 20) - 34
                val values = listOf(largest, largest + 1).mapIndexed { index, length ->
                    Item(idOf(index), "x".repeat(length))
                }
                val report = bridge(collection, options).insertMany(values.asFlow())
                report.counts() shouldContainExactly listOf<Long>(2, 1, 0, 1, 0, 0)
                report.rejections.single().reason shouldBe RejectionReason.TOO_LARGE
                collection.countDocuments() shouldBe 1
            }
        }

        "takes 100,000 records in a batch" {
            withCollection { collection ->
                val large = options.toBuilder().batchRecords(100_000).batchBytes(15 shl 20).build()
                bridge(collection, large).insertMany(items(100_000).asFlow()).stored shouldBe 100_000
                collection.countDocuments() shouldBe 100_000
            }
        }

        "makes wildcard indexes" {
            withCollection { collection ->
                bridge(collection, options).ensureIndexes(listOf(IndexModel(Indexes.ascending("fields.$**"))))
                collection.listIndexes().toList().map { it["key"] } shouldContain Document("fields.$**", 1)
            }
        }

        "takes 100,000 mixed operations" {
            withCollection { collection ->
                val large = options.toBuilder().batchRecords(100_000).batchBytes(15 shl 20).build()
                bridge(collection, large).insertMany(items(40_000).asFlow()).stored shouldBe 40_000
                val operations = flow<WriteOperation<Item>> {
                    for (item in items(100_000)) {
                        when (item.text.last()) {
                            '0' -> emit(WriteOperation.deleteOne(Filters.eq("_id", item.id)))
                            else -> emit(WriteOperation.upsert(Item(item.id, "upserted")))
                        }
                    }
                }
                val report = bridge(collection, large).bulkWrite(operations)
                // Of 40,000 that were there every tenth was deleted; of 60,000 others every tenth was not there to be.
                report.counts() shouldContainExactly listOf<Long>(100_000, 54_000, 46_000, 0, 0, 0)
                report.documentsDeleted shouldBe 4_000
                collection.countDocuments() shouldBe 90_000
            }
        }

        "shows nothing of a transaction before it is committed" {
            withCollection { collection ->
                // Made before, for a transaction may not always make a collection.
                bridge(collection, options).insertMany(items(10).asFlow()).stored shouldBe 10
                TestServer.client.startSession().use { session ->
                    session.startTransaction()
                    collection.insertOne(session, Document("_id", "within").append("text", "a transaction"))
                    bridge(collection, options).findAll().toList() shouldContainExactly items(10)
                    session.commitTransaction()
                    bridge(collection, options).findAll().toList() shouldContainExactly
                        items(10) + Item("within", "a transaction")
                    session.startTransaction()
                    collection.insertOne(session, Document("_id", "zzz").append("text", "a transaction"))
                    session.abortTransaction()
                }
                // The key of what was taken back is free, and that of what was committed is not.
                val values = listOf(Item("within", "ours"), Item("zzz", "ours"))
                val report = bridge(collection, options).insertMany(values.asFlow())
                report.counts() shouldContainExactly listOf<Long>(2, 1, 0, 1, 0, 0)
                report.rejections.single().ordinal shouldBe 0
            }
        }

        "lets in who has the right password, and nobody with a wrong one" {
            withCollection { collection ->
                val database = TestServer.client.getDatabase(collection.namespace.databaseName)
                val user = "user_${collection.namespace.collectionName}"
                database.runCommand(
                    Document("createUser", user).append("pwd", "right").append("roles", listOf("readWrite")),
                )
                try {
                    suspend fun stored(password: String): Long {
                        val uri = TestServer.uriOf(user, password, database.name)
                        return MongoClient.create(mongoClientSettings(uri).build()).use { client ->
                            val target = client.getDatabase(database.name)
                                .getCollection(collection.namespace.collectionName, Document::class.java)
                            bridge(target, options).insertMany(items(10).asFlow()).stored
                        }
                    }
                    val e = shouldThrow<BulkFailedException> { stored("wrong") }
                    e.report.counts() shouldContainExactly listOf<Long>(10, 0, 0, 0, 0, 10)
                    e.message shouldContain "uthenticat"
                    stored("right") shouldBe 10
                } finally {
                    database.runCommand(Document("dropUser", user))
                }
            }
        }

        "that does not know who asks is one clear error, and nothing was attempted" {
            withCollection { collection ->
                val uri = TestServer.uriOf("nobody", "wrong", "admin")
                MongoClient.create(mongoClientSettings(uri).build()).use { stranger ->
                    val target = stranger.getDatabase(collection.namespace.databaseName)
                        .getCollection(collection.namespace.collectionName, Document::class.java)
                    val e = shouldThrow<BulkFailedException> { bridge(target, options).insertMany(items(10).asFlow()) }
                    e.report.counts() shouldContainExactly listOf<Long>(10, 0, 0, 0, 0, 10)
                    e.message shouldContain "uthenticat"
                    collection.countDocuments() shouldBe 0
                }
            }
        }
    }

    "a server that is told to fail".config(TestServer.failPointsOnly) - {
        "once: the driver sends again, and nobody notices" {
            withCollection { collection ->
                failing(Document("closeConnection", true), times = 1) {
                    bridge(collection, options).insertMany(items(1_000).asFlow()).stored shouldBe 1_000
                }
                collection.countDocuments() shouldBe 1_000
            }
        }

        "twice: the retry fails too, and the batch is unknown; sent again, it is known" {
            withCollection { collection ->
                val single = options.toBuilder().inserters(1).build()
                failing(Document("closeConnection", true), times = 2) {
                    val e = shouldThrow<BulkFailedException> {
                        bridge(collection, single).insertMany(items(50).asFlow())
                    }
                    e.report.counts() shouldContainExactly listOf<Long>(50, 0, 0, 0, 50, 0)
                }
                failing(Document("closeConnection", true), times = 2) {
                    val patient = single.toBuilder().resends(3).resendDelayMillis(1).build()
                    val report = bridge(collection, patient).insertMany(items(50).asFlow()).shouldAddUp()
                    report.stored + report.matched shouldBe 50
                }
                collection.countDocuments() shouldBe 50
            }
        }

        "to replicate: the documents are there, and unknown" {
            withCollection { collection ->
                val concern = Document("code", 64).append("errmsg", "waiting for replication timed out")
                failing(Document("writeConcernError", concern), times = 1) {
                    val single = options.toBuilder().inserters(1).build()
                    val e = shouldThrow<BulkFailedException> {
                        bridge(collection, single).insertMany(items(50).asFlow())
                    }
                    e.report.counts() shouldContainExactly listOf<Long>(50, 0, 0, 0, 50, 0)
                    e.message shouldContain "waiting for replication timed out"
                }
                collection.countDocuments() shouldBe 50
            }
        }

        "by being slow: a write that is cancelled meanwhile ends, and what was under way is unknown" {
            withCollection { collection ->
                val slow = Document("blockConnection", true).append("blockTimeMS", 2_000)
                failing(slow, times = 1) {
                    val ledger = BulkLedger()
                    val isUnderWay = CompletableDeferred<Unit>()
                    coroutineScope {
                        val single = options.toBuilder().inserters(1).build()
                        val writing = launch {
                            val values = flow {
                                for (item in items(100_000)) {
                                    emit(item)
                                    if (ledger.report().unknown > 0) isUnderWay.complete(Unit)
                                }
                            }
                            bridge(collection, single).insertMany(values, ledger)
                        }
                        isUnderWay.await()
                        writing.cancelAndJoin()
                    }
                    val report = ledger.report().shouldAddUp()
                    (report.offered < 100_000) shouldBe true
                }
            }
        }

        "to go on reading: the reader learns of it" {
            withCollection { collection ->
                bridge(collection, options).insertMany(items(5_000).asFlow()).stored shouldBe 5_000
                failing(Document("closeConnection", true), times = 2, command = "getMore") {
                    shouldThrow<MongoException> { bridge(collection, options).findAll().toList() }
                }
            }
        }
    }
})

private suspend fun failing(data: Document, times: Int, command: String = "insert", block: suspend () -> Unit) {
    val admin = TestServer.client.getDatabase("admin")
    val failPoint = Document("configureFailPoint", "failCommand")
    admin.runCommand(
        Document(failPoint).append("mode", Document("times", times))
            .append("data", Document(data).append("failCommands", listOf(command))),
    )
    try {
        block()
    } finally {
        admin.runCommand(failPoint.append("mode", "off"))
    }
}
