// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.testing.Catalogue
import kotlinx.coroutines.flow.asFlow

/** Where the defaults come from. */
class Sweeps(private val clients: Clients, private val effort: Double, private val wanted: String?) {
    suspend fun run() {
        // Fewer would not fill the larger of the batches.
        val isQuick = effort < 1
        val people = List(if (isQuick) 20_000 else 50_000, Person::of)
        val records = recordsOf(Catalogue.ordinary().toByteArray(if (isQuick) 3_000 else 10_000))
        val documentsOf = "${people.size} documents of six fields"
        val marcRecords = "${records.size} MARC records"
        val inserters = listOf(2, 1, 4, 8).associate { "inserters: $it" to BridgeOptions { inserters = it } }
        sweep(documentsOf, people, PersonCodec, inserters, 5)
        sweep(marcRecords, records, RecordDocuments.DEFAULT, inserters, 5)
        val bytes = listOf(4, 1, 12).associate {
            "batches of $it MiB" to BridgeOptions {
                batchRecords = 100_000
                batchBytes = it shl 20
            }
        } + listOf(1_000, 5_000).associate { "batches of $it" to BridgeOptions { batchRecords = it } }
        sweep(documentsOf, people, PersonCodec, bytes, 5)
        sweep(marcRecords, records, RecordDocuments.DEFAULT, bytes, 5)
        // Below the threshold the collector encodes; with a threshold of one byte, others do from the first chunk on.
        val knee = mapOf(
            "encoded by the collector" to BridgeOptions { parallelBytes = Int.MAX_VALUE },
            "shared out in four chunks" to null,
        )
        for (count in listOf(8, 16, 32, 64, 128, 256)) {
            val some = records.take(count)
            val bytesOfSome = some.sumOf { checkNotNull(it.rawBytes).size } * COMPACT_SIZE
            val chunked = knee.mapValues { (_, options) ->
                options ?: BridgeOptions { parallelBytes = maxOf(1, (bytesOfSome / 4).toInt()) }
            }
            sweep(
                "$count MARC records, about ${(bytesOfSome / 1024).toInt()} KiB of BSON",
                some,
                RecordDocuments.DEFAULT,
                chunked,
                150,
            )
        }
    }

    private suspend fun <T : Any> sweep(
        title: String,
        values: List<T>,
        codec: DocumentCodec<T>,
        options: Map<String, BridgeOptions>,
        rounds: Int,
    ) {
        val collection = clients.empty("sweep")
        suspend fun drop() = collection.drop()
        val contenders = options.map { (name, some) ->
            val bridge = MongoBridge.of(collection, codec, some)
            Contender(name, ::drop) { check(bridge.insertMany(values.asFlow()).stored == values.size.toLong()) }
        }
        table("insert, $title", wanted) { measure(values.size, maxOf(3, (rounds * effort).toInt()), contenders) }
    }

    private companion object {
        /** How many times as large as in ISO 2709 a record is in the compact shape, about. */
        const val COMPACT_SIZE = 2.0
    }
}
