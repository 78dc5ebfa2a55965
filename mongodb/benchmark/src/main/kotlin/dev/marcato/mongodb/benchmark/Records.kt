// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

import com.mongodb.client.model.InsertManyOptions
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.RecordShape
import dev.marcato.testing.Catalogue
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList
import org.bson.codecs.pojo.annotations.BsonId

/** The compact shape as data classes, as somebody would write them who has only the driver. */
data class RecordDocument(@BsonId val id: String, val leader: String, val f: List<FieldDocument>)

/** A field of it: of the four only those that it has. */
data class FieldDocument(val t: String, val v: String?, val i: String?, val s: List<SubfieldDocument>?)

/** A subfield of it. */
data class SubfieldDocument(val c: String, val v: String)

/** What the driver is given at once: about as many bytes as a batch of the bridge has. */
private const val DRIVER_BATCH = 1_000

/** Insert and find of MARC records. */
class Records(private val clients: Clients, private val effort: Double, private val wanted: String?) {
    private val inserters = 2
    private val options = BridgeOptions { inserters = this@Records.inserters }

    suspend fun run() {
        for ((count, rounds) in listOf(1_000 to 20, 10_000 to 5)) {
            val records = recordsOf(Catalogue.ordinary().toByteArray(count))
            val times = maxOf(3, (rounds * effort).toInt())
            table("insert, $count MARC records", wanted) { inserts(records, times) }
            table("upsertMany, $count MARC records that are there", wanted) { upserts(records, times) }
            table("find to objects, $count MARC records", wanted) { finds(records, times) }
        }
    }

    private suspend fun inserts(records: List<Record>, rounds: Int): List<Result> {
        val collection = clients.empty("records")
        val typed = collection.withDocumentClass(RecordDocument::class.java)
        val prepared = records.map(::documentOf)
        suspend fun drop() = collection.drop()
        val contenders = RecordShape.entries.sortedBy { it != RecordShape.COMPACT }.map { shape ->
            val bridge = MongoBridge.of(collection, RecordDocuments { this.shape = shape }, options)
            Contender("Marcato, $shape", ::drop) {
                check(bridge.insertMany(records.asFlow()).stored == records.size.toLong())
            }
        } + Contender("driver, data classes made of the records", ::drop) { insert(typed, records, ::documentOf) } +
            Contender("driver, data classes that are there", ::drop) { insert(typed, prepared) { it } }
        return measure(records.size, rounds, contenders)
    }

    private suspend fun upserts(records: List<Record>, rounds: Int): List<Result> {
        val collection = clients.empty("records")
        val bridge = MongoBridge.of(collection, RecordDocuments.DEFAULT, options)
        check(bridge.insertMany(records.asFlow()).stored == records.size.toLong())
        val typed = collection.withDocumentClass(RecordDocument::class.java)
        suspend fun nothing() = Unit
        val contenders = listOf(
            Contender("Marcato, COMPACT", ::nothing) {
                check(bridge.upsertMany(records.asFlow()).matched == records.size.toLong())
            },
            Contender("driver, data classes made of the records", ::nothing) { replace(typed, records) },
        )
        return measure(records.size, rounds, contenders)
    }

    private suspend fun <S> insert(
        collection: MongoCollection<RecordDocument>,
        records: List<S>,
        documentOf: (S) -> RecordDocument,
    ) = coroutineScope {
        records.chunked(DRIVER_BATCH).chunked(maxOf(1, records.size / DRIVER_BATCH / inserters))
            .map { batches ->
                async {
                    for (batch in batches) {
                        collection.insertMany(batch.map(documentOf), InsertManyOptions().ordered(false))
                    }
                }
            }.awaitAll()
    }

    private suspend fun replace(collection: MongoCollection<RecordDocument>, records: List<Record>) = coroutineScope {
        records.chunked(maxOf(DRIVER_BATCH, records.size / inserters)).map { some ->
            async {
                val models = some.map(::documentOf).map {
                    com.mongodb.client.model.ReplaceOneModel(
                        com.mongodb.client.model.Filters.eq("_id", it.id),
                        it,
                        com.mongodb.client.model.ReplaceOptions().upsert(true),
                    )
                }
                collection.bulkWrite(models, com.mongodb.client.model.BulkWriteOptions().ordered(false))
            }
        }.awaitAll()
    }

    private suspend fun finds(records: List<Record>, rounds: Int): List<Result> {
        val contenders = ArrayList<Contender>()
        suspend fun nothing() = Unit
        for (shape in RecordShape.entries.sortedBy { it != RecordShape.COMPACT }) {
            val collection = clients.empty("find_$shape")
            val bridge = MongoBridge.of(collection, RecordDocuments { this.shape = shape }, options)
            check(bridge.insertMany(records.asFlow()).stored == records.size.toLong())
            contenders += Contender("Marcato, $shape", ::nothing) { check(bridge.find().toList().size == records.size) }
        }
        val collection = clients.empty("find_data")
        val typed = collection.withDocumentClass(RecordDocument::class.java)
        insert(typed, records, ::documentOf)
        contenders += Contender("driver, data classes, batches of 1,000", ::nothing) {
            check(typed.find().batchSize(1_000).toList().size == records.size)
        }
        return measure(records.size, rounds, contenders)
    }
}

/** Reads records from bytes. */
fun recordsOf(bytes: ByteArray): List<Record> = BlockingMarcReader.open(bytes).use { it.toList() }

private fun documentOf(record: Record) = RecordDocument(
    checkNotNull(record.controlNumber),
    record.leader.toString(),
    record.fields.map { field ->
        when (field) {
            is ControlField -> FieldDocument(field.tag, field.value, null, null)

            is DataField -> FieldDocument(
                field.tag,
                null,
                "${field.indicator1}${field.indicator2}",
                field.subfields.map { SubfieldDocument(it.code.toString(), it.value) },
            )
        }
    },
)
