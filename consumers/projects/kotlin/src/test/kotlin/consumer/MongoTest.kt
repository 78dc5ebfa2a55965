// SPDX-License-Identifier: Apache-2.0
package consumer

import com.mongodb.kotlin.client.coroutine.MongoClient
import de.bwaldvogel.mongo.MongoServer
import de.bwaldvogel.mongo.backend.memory.MemoryBackend
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.load
import dev.marcato.mongodb.mongoClientSettings
import dev.marcato.record
import dev.marcato.writeTo
import java.nio.file.Path
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.bson.Document
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

class MongoTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `records are loaded from a file and found`(): Unit = runBlocking {
        val records = List(300) { record { field("001", "%07d".format(it)) } }
        val file = folder.resolve("records.mrc")
        records.asFlow().writeTo(file)
        val server = MongoServer(MemoryBackend())
        try {
            val settings = mongoClientSettings("mongodb:/${server.bind()}").build()
            MongoClient.create(settings).use { client ->
                val collection = client.getDatabase("catalogue").getCollection<Document>("records")
                val bridge = MongoBridge.of(collection, RecordDocuments.DEFAULT)
                val report = bridge.load(file, folder.resolve("checkpoint"))
                assertEquals(300L, report.stored, report.toString())
                assertEquals(records.map { it.controlNumber }, bridge.findAll().map { it.controlNumber }.toList())
            }
        } finally {
            server.shutdownNow()
        }
    }
}
