// SPDX-License-Identifier: Apache-2.0
@file:JvmName("MongoSettings")

package dev.marcato.mongodb

import com.mongodb.ConnectionString
import com.mongodb.MongoClientSettings

/**
 * Returns the settings of [uri] for a client that serves bridges with these [options]. Unless the uri sets the size of
 * the connection pool, the pool has a connection for each inserter, opened in advance, and one more.
 *
 * @throws IllegalArgumentException if the driver doesn't accept [uri]; its message says what it accepts
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
