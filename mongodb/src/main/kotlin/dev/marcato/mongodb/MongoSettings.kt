// SPDX-License-Identifier: Apache-2.0
@file:JvmName("MongoSettings")

package dev.marcato.mongodb

import com.mongodb.ConnectionString
import com.mongodb.MongoClientSettings

/**
 * Returns settings for a client that serves bridges with these [options]: those of the [uri], and a connection for each
 * inserter and one to spare, opened in advance, unless the uri sets the size of the pool itself.
 *
 * @throws IllegalArgumentException if [uri] is no connection string that the driver accepts; the message, which is the
 * driver's, tells what it does accept
 */
@JvmOverloads
public fun mongoClientSettings(
    uri: String,
    options: BridgeOptions = BridgeOptions.DEFAULT,
): MongoClientSettings.Builder {
    val connection = ConnectionString(uri)
    return MongoClientSettings.builder().applyConnectionString(connection).applyToConnectionPoolSettings { pool ->
        val connections = options.inserters + 1
        if (connection.maxConnectionPoolSize == null) pool.maxSize(connections)
        if (connection.minConnectionPoolSize == null) {
            pool.minSize(minOf(options.inserters, connection.maxConnectionPoolSize ?: connections))
        }
    }
}
