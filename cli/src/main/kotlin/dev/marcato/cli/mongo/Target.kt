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

/** The number of encoders of the bridge for a number of threads: at most 256. */
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

        // Held, because an unreferenced logger loses its level. The command itself reports what goes wrong.
        private val logger: Logger = Logger.getLogger("org.mongodb.driver")

        init {
            logger.level = Level.OFF
        }

        /** Opens the collection that [options] and the environment name. Nothing is sent yet. */
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
                throw usageFailure("the name of the database or the collection isn't valid: ${e.message}")
            }
            val settings = mongoClientSettings(uri, bridge).applyToClusterSettings {
                // A user at a terminal won't wait longer for a silent server.
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
            throw usageFailure("the uri of the server isn't valid: ${faultOf(uri)}")
        }

        /** Returns the driver's message for the uri without its secrets, because messages quote parts of it. */
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
