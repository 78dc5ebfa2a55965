// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import com.mongodb.kotlin.client.coroutine.MongoClient
import dev.marcato.Record
import dev.marcato.path.MarcCondition
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.filter
import org.bson.Document

/** The example of the README, so that it compiles, and runs. */
internal suspend fun readmeExample(uri: String, input: Path, checkpoint: Path, println: (Any?) -> Unit) {
    val options = BridgeOptions { tolerance = Tolerance.COLLECT }
    MongoClient.create(mongoClientSettings(uri, options).build()).use { client ->
        val documents = RecordDocuments { searchKeys = listOf("020a", "245a", "650") }
        val collection = client.getDatabase("catalogue").getCollection<Document>("records")
        val bridge = MongoBridge.of(collection, documents, options)

        val report = bridge.load(input, checkpoint) // resumes if called again after a crash
        println(report) // 100000 offered: 99997 stored, 0 matched, 3 rejected, 0 unknown, 0 not attempted
        report.rejections.forEach { println(it) } // record 7 (_id "ocm1"): DUPLICATE_KEY (11000): ...

        bridge.ensureIndexes(documents.indexes)
        bridge.find(documents.queries.prefix("245a", "Kotlin")).collect { println(it.title) }
    }
}

/** The searches of the README. */
internal suspend fun searchExample(bridge: MongoBridge<Record>, documents: RecordDocuments): List<Flow<Record>> {
    val whaling = bridge.find(documents.queries.where("650a in (Whales, Whaling) and not 020"))
    val condition = MarcCondition.of("650a = Whales and 245a ~ Moby")
    val moby = bridge.find(documents.queries.atLeast(condition)).filter(condition::test)
    return listOf(whaling, moby)
}
