// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import com.mongodb.ConnectionString
import com.mongodb.MongoCommandException
import com.mongodb.ServerAddress
import com.mongodb.kotlin.client.coroutine.MongoClient
import com.mongodb.kotlin.client.coroutine.MongoCollection
import de.bwaldvogel.mongo.MongoServer
import de.bwaldvogel.mongo.backend.memory.MemoryBackend
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.mongoClientSettings
import io.kotest.core.test.Enabled
import io.kotest.core.test.config.TestConfig
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.runBlocking
import org.bson.Document

/**
 * The server that the tests talk to over a real socket: the one that `MONGODB_URI` names, or one in this process that
 * needs nothing but a JDK. The latter stores and finds as MongoDB does, but its counts are wrong when something failed,
 * and it has neither transactions nor retries; what it cannot answer is asked only of the former.
 */
object TestServer {
    private val given: String? = System.getenv("MONGODB_URI")?.takeIf { it.isNotBlank() }
    private val inProcess: MongoServer? = if (given == null) MongoServer(MemoryBackend()) else null
    private val names = AtomicInteger()

    /** Where the server listens. */
    val uri: String = given ?: "mongodb:/${checkNotNull(inProcess).bind()}"

    /** A client with many connections, for all tests. */
    val client: MongoClient by lazy {
        MongoClient.create(mongoClientSettings(uri, BridgeOptions { inserters = 8 }).build())
    }

    const val DATABASE = "marcato_tests"

    /** Whether what only a full server answers can be asked. */
    val isReal: Boolean = given != null

    /** For tests that only a full server can answer: elsewhere they are skipped, and say why. */
    val fullServerOnly: TestConfig = unless { NO_FULL_SERVER.takeIf { !isReal } }

    /** For tests that need a server which fails when it is told to, as those do that have test commands enabled. */
    val failPointsOnly: TestConfig = unless {
        if (!isReal) NO_FULL_SERVER else "the server has no test commands enabled".takeIf { !hasFailPoints }
    }

    /** For tests that put themselves between the client and the one server, and understand what they say. */
    val plainServerOnly: TestConfig = unless {
        val isPlain = connection.hosts.size == 1 && connection.credential == null && connection.sslEnabled != true
        "it needs a single server without encryption and passwords".takeIf { !isPlain }
    }

    /** For tests that write to a database which somebody may have on a server of their own. */
    val inProcessOnly: TestConfig = unless { "it keeps off the databases of others".takeIf { isReal } }

    private const val NO_FULL_SERVER = "it needs a full server, and MONGODB_URI names none"

    /** Reports of tests leave the reason out, so it is said on the console too. */
    private fun unless(reason: () -> String?): TestConfig = TestConfig(
        enabledOrReasonIf = { test ->
            val why = reason()
            if (why == null) {
                Enabled.enabled
            } else {
                println("Skipped: \"${test.descriptor.path().value}\", for $why")
                Enabled.disabled(why)
            }
        },
    )

    private val connection = ConnectionString(uri)

    /** Host and port of the server, or of one of them. */
    val address: ServerAddress = ServerAddress(connection.hosts.first())

    /** The same server for somebody else. */
    fun uriOf(user: String, password: String, authSource: String): String =
        "mongodb://$user:$password@${connection.hosts.joinToString(",")}/?authSource=$authSource"

    private val hasFailPoints: Boolean by lazy {
        runBlocking {
            try {
                client.getDatabase("admin")
                    .runCommand(Document("configureFailPoint", "failCommand").append("mode", "off"))
                true
            } catch (e: MongoCommandException) {
                false
            }
        }
    }

    /** An empty collection of its own, dropped afterwards. */
    suspend fun <R> withCollection(block: suspend (MongoCollection<Document>) -> R): R {
        val name = "c${ProcessHandle.current().pid()}_${names.incrementAndGet()}"
        val collection = client.getDatabase(DATABASE).getCollection(name, Document::class.java)
        collection.drop()
        try {
            return block(collection)
        } finally {
            collection.drop()
        }
    }

    /** Removes a collection, for tests that make their own. */
    fun drop(name: String) = runBlocking {
        client.getDatabase(DATABASE).getCollection(name, Document::class.java).drop()
    }
}
