// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.testing

import com.mongodb.MongoNamespace
import com.mongodb.kotlin.client.coroutine.MongoClient
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.LoadMode
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.RecordDocuments
import dev.marcato.mongodb.load
import dev.marcato.mongodb.mongoClientSettings
import java.nio.file.Path
import java.nio.file.Paths
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import org.bson.Document

/** Loads a file in a process of its own, which can be killed as only a process can. */
object LoadProcess {
    private const val KILLED = 128 + 9

    /** Starts one; it ends by itself when all is loaded. */
    fun start(uri: String, target: MongoNamespace, input: Path, checkpoint: Path, mode: LoadMode): Process {
        val java = Paths.get(System.getProperty("java.home"), "bin", "java").toString()
        val classPath = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        return ProcessBuilder(
            java, "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath, LoadProcess::class.java.name,
            uri, target.databaseName, target.collectionName, "$input", "$checkpoint", "$mode",
        ).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
    }

    /** Kills [process] (-9) when there are [atLeast] documents, or when it has ended. */
    suspend fun killAfter(process: Process, collection: MongoCollection<Document>, atLeast: Int) {
        while (process.isAlive && collection.countDocuments() < atLeast) delay(1)
        process.destroyForcibly()
        check(process.waitFor(1, TimeUnit.MINUTES)) { "the process does not die" }
        check(process.exitValue() in setOf(0, KILLED)) { "the process failed by itself: ${process.exitValue()}" }
    }

    @JvmStatic
    fun main(arguments: Array<String>) {
        val (uri, database, collection, input, checkpoint) = arguments
        val options = BridgeOptions {
            batchRecords = 20
            parallelBytes = 10_000
        }
        MongoClient.create(mongoClientSettings(uri, options).build()).use { client ->
            val target = client.getDatabase(database).getCollection(collection, Document::class.java)
            runBlocking {
                MongoBridge.of(target, RecordDocuments.DEFAULT, options)
                    .load(Paths.get(input), Paths.get(checkpoint), LoadMode.valueOf(arguments[5]))
            }
        }
    }
}
