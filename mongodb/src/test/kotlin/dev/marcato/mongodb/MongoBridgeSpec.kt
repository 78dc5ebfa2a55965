// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.MongoCommandException
import com.mongodb.WriteConcern
import com.mongodb.client.model.Aggregates
import com.mongodb.client.model.Filters.eq
import com.mongodb.client.model.Filters.gte
import com.mongodb.client.model.Filters.`in`
import com.mongodb.client.model.IndexModel
import com.mongodb.client.model.IndexOptions
import com.mongodb.client.model.Indexes
import com.mongodb.client.model.Projections
import com.mongodb.client.model.Sorts
import com.mongodb.client.model.Updates
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.testing.Item
import dev.marcato.mongodb.testing.ItemCodec
import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.mongodb.testing.counts
import dev.marcato.mongodb.testing.idOf
import dev.marcato.mongodb.testing.items
import dev.marcato.mongodb.testing.shouldAddUp
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import org.bson.Document

/** The bridge over the driver and a socket, on whatever server there is. */
class MongoBridgeSpec : FreeSpec({
    val tolerant = BridgeOptions {
        batchRecords = 100
        parallelBytes = 2_000
        tolerance = Tolerance.COLLECT
    }

    fun bridge(collection: MongoCollection<Document>, options: BridgeOptions = tolerant) =
        MongoBridge.of(collection, ItemCodec, options)

    suspend fun all(collection: MongoCollection<Document>) =
        collection.find().sort(Sorts.ascending("_id")).toList().map { Item(it.getString("_id"), it.getString("text")) }

    "insertMany" - {
        for (count in listOf(0, 1, 10, 99, 100, 101, 2_500)) {
            "stores $count items as they are" {
                withCollection { collection ->
                    val report = bridge(collection).insertMany(items(count).asFlow())
                    report.counts() shouldContainExactly listOf<Long>(count.toLong(), count.toLong(), 0, 0, 0, 0)
                    all(collection) shouldContainExactly items(count)
                }
            }
        }

        for (order in WriteOrder.entries) {
            for (at in listOf(0, 99, 100, 250, 499)) {
                "with poison as number $at, $order: only that one is rejected" {
                    withCollection { collection ->
                        collection.insertOne(Document("_id", idOf(at)).append("text", "was here before"))
                        val options = tolerant.toBuilder().order(order).build()
                        val report = bridge(collection, options).insertMany(items(500).asFlow())
                        report.counts() shouldContainExactly listOf<Long>(500, 499, 0, 1, 0, 0)
                        report.rejections.single().ordinal shouldBe at
                        report.rejections.single().reason shouldBe RejectionReason.DUPLICATE_KEY
                        all(collection) shouldContainExactly
                            items(500) { if (it == at) "was here before" else "text $it" }
                    }
                }
            }
        }

        "rejects a document that no server takes before it sends the others" {
            withCollection { collection ->
                val values = items(20) { if (it == 7) ItemCodec.OVERSIZE else "text $it" }
                val report = bridge(collection).insertMany(values.asFlow())
                report.counts() shouldContainExactly listOf<Long>(20, 19, 0, 1, 0, 0)
                report.rejections.single().reason shouldBe RejectionReason.TOO_LARGE
            }
        }

        "sees documents that were there before as matched if it is told so" {
            withCollection { collection ->
                val options = tolerant.toBuilder().equalDocuments(EqualDocuments.MATCH).build()
                bridge(collection).insertMany(items(150).asFlow()).stored shouldBe 150
                val again = items(300) { if (it == 100) "another text" else "text $it" }
                val report = bridge(collection, options).insertMany(again.asFlow())
                report.counts() shouldContainExactly listOf<Long>(300, 150, 149, 1, 0, 0)
                report.rejections.single().ordinal shouldBe 100
            }
        }

        "refuses to write what nobody acknowledges" {
            withCollection { collection ->
                val careless = bridge(collection.withWriteConcern(WriteConcern.UNACKNOWLEDGED))
                shouldThrow<IllegalArgumentException> { careless.insertMany(items(1).asFlow()) }
                    .message shouldContain "doesn't acknowledge"
            }
        }
    }

    "upsertMany" - {
        "replaces and stores, and can be run again" {
            withCollection { collection ->
                bridge(collection).insertMany(items(50) { "old" }.asFlow()).stored shouldBe 50
                bridge(collection).upsertMany(items(300).asFlow()).counts() shouldContainExactly
                    listOf<Long>(300, 250, 50, 0, 0, 0)
                bridge(collection).upsertMany(items(300).asFlow()).counts() shouldContainExactly
                    listOf<Long>(300, 0, 300, 0, 0, 0)
                all(collection) shouldContainExactly items(300)
            }
        }

        "keeps the last of several with the same key" {
            withCollection { collection ->
                val values = List(1_000) { Item(idOf(it * 7 % 20), "version $it") }
                val options = tolerant.toBuilder().inserters(4).build()
                bridge(collection, options).upsertMany(values.asFlow()).shouldAddUp()
                all(collection) shouldContainExactlyInAnyOrder values.associateBy { it.id }.values
            }
        }

        "takes another key than _id" {
            withCollection { collection ->
                val values = List(10) { Item(null, "text $it") }
                bridge(collection).upsertMany(values.asFlow(), key = listOf("text")).stored shouldBe 10
                bridge(collection).upsertMany(values.asFlow(), key = listOf("text")).matched shouldBe 10
                collection.countDocuments() shouldBe 10
            }
        }
    }

    "bulkWrite" - {
        for (order in WriteOrder.entries) {
            "makes inserts, replacements, updates and deletes, $order" {
                withCollection { collection ->
                    bridge(collection).insertMany(items(10).asFlow()).stored shouldBe 10
                    val options = tolerant.toBuilder().order(order).build()
                    val report = bridge(collection, options).bulkWrite(
                        flowOf(
                            WriteOperation.insert(Item("new", "inserted")),
                            WriteOperation.upsert(Item(idOf(0), "upserted")),
                            WriteOperation.upsert(Item("newer", "upserted")),
                            WriteOperation.replace(eq("_id", idOf(1)), Item(null, "replaced")),
                            WriteOperation.updateOne(eq("_id", idOf(2)), Updates.set("text", "updated")),
                            WriteOperation.updateOne(
                                eq("_id", "made"),
                                Updates.set("text", "updated"),
                                IfMissing.INSERT,
                            ),
                            WriteOperation.updateMany(`in`("_id", idOf(3), idOf(4)), Updates.set("text", "both")),
                            WriteOperation.deleteOne(eq("_id", idOf(5))),
                            WriteOperation.deleteMany(`in`("_id", idOf(8), idOf(9))),
                        ),
                    )
                    report.shouldAddUp().offered shouldBe 9
                    report.rejected shouldBe 0
                    report.stored shouldBe 3
                    report.matched shouldBe 6
                    report.documentsDeleted shouldBe 3
                    all(collection).associate { it.id to it.text } shouldBe mapOf(
                        "new" to "inserted", "newer" to "upserted", "made" to "updated", idOf(0) to "upserted",
                        idOf(1) to "replaced", idOf(2) to "updated", idOf(3) to "both", idOf(4) to "both",
                        idOf(6) to "text 6", idOf(7) to "text 7",
                    )
                }
            }
        }

        "changes elements of arrays by filters" {
            withCollection { collection ->
                collection.insertOne(Document("_id", "a").append("n", listOf(1, 5, 9)))
                val update = Updates.set("n.\$[big]", 0)
                val operation: WriteOperation<Item> =
                    WriteOperation.updateOne(eq("_id", "a"), update, arrayFilters = listOf(gte("big", 5)))
                bridge(collection).bulkWrite(flowOf(operation)).matched shouldBe 1
                collection.find().first()["n"] shouldBe
                    listOf(1, 0, 0)
            }
        }

        "rejects updates and replacements that a server would misread, and makes the others" {
            withCollection { collection ->
                val report = bridge(collection).bulkWrite(
                    flowOf(
                        WriteOperation.updateOne(eq("_id", "a"), Document("text", "no operator")),
                        WriteOperation.updateOne(eq("_id", "a"), Document()),
                        WriteOperation.insert(Item("b", "sound")),
                    ),
                )
                report.counts() shouldContainExactly listOf<Long>(3, 1, 0, 2, 0, 0)
                report.rejections.map { it.ordinal } shouldContainExactly listOf(0L, 1L)
                report.rejections[0].message shouldContain "\"text\""
            }
        }

        "in order stops at the first that fails unless it is tolerated" {
            withCollection { collection ->
                val options = BridgeOptions { order = WriteOrder.ORDERED }
                val e = shouldThrow<BulkFailedException> {
                    bridge(collection, options).bulkWrite(
                        flowOf(
                            WriteOperation.insert(Item("a", "1")),
                            WriteOperation.insert(Item("a", "2")),
                            WriteOperation.insert(Item("b", "3")),
                        ),
                    )
                }
                e.report.counts() shouldContainExactly listOf<Long>(3, 1, 0, 1, 0, 1)
                all(collection) shouldContainExactly listOf(Item("a", "1"))
            }
        }
    }

    "find" - {
        "gives back what was stored, in the order asked for, however much it is" {
            withCollection { collection ->
                bridge(collection).insertMany(items(5_000).asFlow()).stored shouldBe 5_000
                bridge(collection).findAll().toList() shouldContainExactly items(5_000)
                val options = FindOptions { sort = Sorts.descending("_id") }
                bridge(collection).find(options = options).toList() shouldContainExactly items(5_000).reversed()
            }
        }

        "filters, skips, limits and projects" {
            withCollection { collection ->
                val bridge = bridge(collection)
                bridge.insertMany(items(100).asFlow()).stored shouldBe 100
                bridge.find(eq("text", "text 7")).toList() shouldContainExactly listOf(items(8).last())
                val options = FindOptions {
                    sort = Sorts.ascending("_id")
                    skip = 10
                    limit = 3
                    projection = Projections.include("_id")
                }
                bridge.find(options = options).toList() shouldContainExactly
                    listOf(10, 11, 12).map { Item(idOf(it), "") }
            }
        }

        "can be collected again, and left early" {
            withCollection { collection ->
                val bridge = bridge(collection)
                bridge.insertMany(items(3_000).asFlow()).stored shouldBe 3_000
                val all = bridge.findAll()
                all.first() shouldBe items(1).single()
                all.take(1_500).toList() shouldContainExactly items(1_500)
                all.toList().size shouldBe 3_000
            }
        }

        "reports a document that its codec cannot read, behind all that come before it" {
            for (at in listOf(0, 7, 700)) {
                withCollection { collection ->
                    bridge(collection).insertMany(items(at).asFlow()).stored shouldBe at
                    collection.insertOne(Document("_id", "j").append("text", 1))
                    val found = ArrayList<Item>()
                    shouldThrow<org.bson.BsonInvalidOperationException> {
                        bridge(collection).findAll().collect { found += it }
                    }
                    found shouldContainExactly items(at)
                }
            }
        }
    }

    "aggregate" - {
        "reads what the pipeline makes" {
            withCollection { collection ->
                bridge(collection).insertMany(items(20).asFlow()).stored shouldBe 20
                val pipeline = listOf(Aggregates.match(gte("_id", idOf(15))), Aggregates.sort(Sorts.ascending("_id")))
                bridge(collection).aggregate(pipeline).toList() shouldContainExactly items(20).drop(15)
                val count = bridge(collection).aggregate(
                    listOf(Aggregates.count("n")),
                    DocumentCodec.of(collection.codecRegistry, Document::class.java),
                )
                count.first().getInteger("n") shouldBe 20
            }
        }

        "passes on what the server says of a stage that it does not know" {
            withCollection { collection ->
                val pipeline = listOf(Document("\$noSuchStage", Document()))
                shouldThrow<MongoCommandException> { bridge(collection).aggregate(pipeline).toList() }
                    .message shouldContain "noSuchStage"
            }
        }
    }

    "ensureIndexes" - {
        "makes what is declared, and is content if it is there" {
            withCollection { collection ->
                val indexes = listOf(IndexModel(Indexes.ascending("text"), IndexOptions().unique(true)))
                repeat(2) { bridge(collection).ensureIndexes(indexes) }
                collection.listIndexes().toList().map { it["key"] } shouldContain Document("text", 1)
                val report = bridge(collection).insertMany(items(10) { if (it < 5) "same" else "text $it" }.asFlow())
                report.counts() shouldContainExactly listOf<Long>(10, 6, 0, 4, 0, 0)
            }
        }

        "of an empty declaration does nothing" {
            withCollection { collection ->
                bridge(collection).ensureIndexes(emptyList()) shouldContainExactly
                    emptyList()
            }
        }
    }
})
