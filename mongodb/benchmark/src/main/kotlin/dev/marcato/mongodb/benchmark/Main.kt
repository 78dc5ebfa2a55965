// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

import com.mongodb.client.MongoClients
import com.mongodb.kotlin.client.coroutine.MongoClient
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.mongoClientSettings
import kotlin.system.exitProcess
import kotlinx.coroutines.runBlocking
import org.bson.Document

private const val USAGE = """usage: compare [--quick] [--sweeps] [--only TEXT]
  --quick    fewer rounds: the order of magnitude in some minutes
  --only     only the tables whose title holds the text, such as "insert, 1000 "
  --sweeps   how many inserters, which batches, and from how many bytes on encoding in parallel pays"""

/** Measures the bridge, the plain driver and the mappers on the server that `MONGODB_URI` names; prints Markdown. */
fun main(arguments: Array<String>) {
    val only = arguments.indexOf("--only") + 1
    val wanted = if (only == 0) null else arguments.getOrElse(only) { "" }
    val unknown = arguments.filterIndexed { index, it ->
        it !in setOf("--quick", "--sweeps", "--only") && (only == 0 || index != only)
    }
    val uri = System.getenv("MONGODB_URI")
    if (unknown.isNotEmpty() || uri.isNullOrBlank()) {
        System.err.println(
            if (unknown.isEmpty()) "MONGODB_URI names no server\n$USAGE" else "unknown: $unknown\n$USAGE",
        )
        exitProcess(2)
    }
    val rounds = if ("--quick" in arguments) 0.3 else 1.0
    val settings = mongoClientSettings(uri, BridgeOptions { inserters = 8 }).build()
    MongoClient.create(settings).use { client ->
        MongoClients.create(settings).use { blocking ->
            runBlocking {
                describe(client)
                val clients = Clients(client, blocking)
                if ("--sweeps" in arguments) {
                    Sweeps(clients, rounds, wanted).run()
                } else {
                    SixFields(clients, rounds, wanted).run()
                    Records(clients, rounds, wanted).run()
                }
                client.getDatabase(Clients.DATABASE).drop()
            }
        }
    }
}

/** The two drivers, connected to the same server. */
class Clients(val coroutine: MongoClient, val blocking: com.mongodb.client.MongoClient) {
    /** A collection that is empty now. */
    suspend fun empty(name: String) = coroutine.getDatabase(DATABASE).getCollection(name, Document::class.java)
        .also { it.drop() }

    companion object {
        const val DATABASE = "marcato_benchmark"
    }
}

private suspend fun describe(client: MongoClient) {
    val build = client.getDatabase("admin").runCommand(Document("buildInfo", 1))
    println(
        "Server: ${System.getenv(
            "MARCATO_SERVER",
        ) ?: "MongoDB's protocol"} (says it is ${build.getString("version")}), " +
            "on the same machine. Java ${System.getProperty("java.version")}, " +
            "${Runtime.getRuntime().availableProcessors()} processors.",
    )
    println()
}
