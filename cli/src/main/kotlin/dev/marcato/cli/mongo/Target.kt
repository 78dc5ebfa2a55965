// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import com.mongodb.ConnectionString
import com.mongodb.MongoNamespace
import com.mongodb.kotlin.client.coroutine.MongoClient
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.cli.console.Console
import dev.marcato.cli.messages.usageFailure
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.mongoClientSettings
import java.util.concurrent.TimeUnit
import java.util.logging.Level
import java.util.logging.Logger
import org.bson.Document

/** How many encoders the bridge gets for so many threads: it has 256 at most. */
internal fun encodersFor(threads: Int): Int = minOf(threads, 256)

/** The collection that a command works with, and the connection to it. */
internal class Target private constructor(
    private val client: MongoClient,
    val collection: MongoCollection<Document>,
) : AutoCloseable {
    override fun toString(): String = collection.namespace.fullName

    override fun close() {
        client.close()
    }

    companion object {
        const val VARIABLE = "MONGODB_URI"
        private const val DEFAULT_COLLECTION = "records"
        private const val PATIENCE_SECONDS = 10L

        // Kept, for a logger that nobody holds forgets its level. What goes wrong is said once, by the command.
        private val logger: Logger = Logger.getLogger("org.mongodb.driver")

        init {
            logger.level = Level.OFF
        }

        /** Opens the way to the collection that [options] and the environment name; nothing is sent yet. */
        fun open(console: Console, options: CollectionOptions, bridge: BridgeOptions): Target {
            val uri = options.uri ?: console.environment(VARIABLE)?.takeIf { it.isNotBlank() } ?: throw usageFailure(
                "no server is named",
                "--uri or the environment variable $VARIABLE takes one, such as mongodb://localhost:27017/catalogue",
            )
            val connection = parsed(uri)
            val database = options.database ?: connection.database ?: throw usageFailure(
                "no database is named",
                "--database takes one, and so does the end of the uri: mongodb://localhost/catalogue",
            )
            val name = try {
                MongoNamespace(database, options.collection ?: connection.collection ?: DEFAULT_COLLECTION)
            } catch (e: IllegalArgumentException) {
                throw usageFailure("that is no name of a database and a collection: ${e.message}")
            }
            val settings = mongoClientSettings(uri, bridge).applyToClusterSettings {
                // Who waits at a terminal takes a server that is silent so long for gone.
                if (connection.serverSelectionTimeout == null) {
                    it.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                }
            }
            val client = MongoClient.create(settings.build())
            val there = client.getDatabase(name.databaseName)
            return Target(client, there.getCollection(name.collectionName, Document::class.java))
        }

        private fun parsed(uri: String): ConnectionString = try {
            ConnectionString(uri)
        } catch (_: IllegalArgumentException) {
            throw usageFailure("the uri of the server is not one: ${faultOf(uri)}")
        }

        /** What the driver says about the uri, asked about one without secrets: its messages quote what is wrong. */
        private fun faultOf(uri: String): String = try {
            ConnectionString(withoutSecrets(uri))
            "in user and password, % : / ? # [ ] @ are written as %25 %3A %2F %3F %23 %5B %5D %40"
        } catch (e: IllegalArgumentException) {
            e.message.orEmpty()
        }

        private fun withoutSecrets(uri: String): String {
            val scheme = uri.substringBefore("://", "")
            val rest = uri.substringAfter("://")
            return (if (scheme.isEmpty()) "" else "$scheme://") +
                rest.substringAfterLast('@').replace(SECRET_OPTIONS, "")
        }

        private val SECRET_OPTIONS = Regex("[^?&;]*(password|properties)[^?&;]*[&;]?", RegexOption.IGNORE_CASE)
    }
}
