// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import com.mongodb.kotlin.client.coroutine.MongoClient
import com.mongodb.kotlin.client.coroutine.MongoCollection
import de.bwaldvogel.mongo.MongoServer
import de.bwaldvogel.mongo.backend.memory.MemoryBackend
import dev.marcato.cli.Ran
import dev.marcato.cli.marcato
import java.util.concurrent.atomic.AtomicInteger
import org.bson.Document

/** A MongoDB server in this process that real clients talk to, and forgets all when it is closed. */
internal class MemoryServer : AutoCloseable {
    private val server = MongoServer(MemoryBackend())
    private val collections = AtomicInteger()

    /** Where it listens, and a database there. */
    val uri: String = "mongodb:/${server.bind()}/$DATABASE"

    private val client = MongoClient.create(uri)

    /** The name of a collection that nobody has used. */
    fun newName(): String = "c${collections.incrementAndGet()}"

    fun collection(name: String): MongoCollection<Document> =
        client.getDatabase(DATABASE).getCollection(name, Document::class.java)

    /** Runs `marcato mongo COMMAND`, for the collection [name]. */
    fun mongo(command: String, name: String, vararg arguments: Any, input: ByteArray = ByteArray(0)): Ran =
        marcato("mongo", command, "--uri", uri, "--collection", name, *arguments, input = input)

    override fun close() {
        client.close()
        server.shutdownNow()
    }

    companion object {
        const val DATABASE = "catalogue"
    }
}
