// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.build

import dev.marcato.testing.Room
import dev.marcato.testing.Rooms
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import java.io.File

/** The rooms of the bridge, bottom first. Each knows only the rooms below it. */
class RoomsSpec : FreeSpec({
    val rooms = listOf(
        Room("input", "Identifies the file that is loaded, and a place in it.", "internal/input"),
        Room("bson", "Finds, compares and writes elements in the bytes of BSON documents.", "internal/bson"),
        Room(
            "model",
            "What a caller sets, implements and gets back: options, codecs, reports and rejections.",
            "BridgeOptions.kt",
            "BulkReport.kt",
            "DocumentCodec.kt",
            "FindOptions.kt",
            "LoadMode.kt",
            "RecordShape.kt",
            "Rejection.kt",
            "SerializedDocuments.kt",
        ),
        Room("documents", "Encodes records as documents and decodes them.", "internal/documents"),
        Room("writes", "Encodes values as writes, and keeps the account of them.", "internal/writes"),
        Room(
            "operations",
            "What a caller gives to a run: operations and a ledger.",
            "WriteOperation.kt",
            "BulkLedger.kt",
        ),
        Room("bulk", "Runs a bulk write from the flow of values to the server.", "internal/bulk"),
        Room("doors", "The public entry points.", ""),
        Room("blocking", "The entry points for callers without coroutines.", "blocking"),
    )

    "rooms know only rooms below them" {
        val module = File(System.getProperty("basedir") ?: ".")
        val root = module.resolve("src/main/kotlin/dev/marcato/mongodb")
        Rooms(root, rooms.map(::listOf)).violations().shouldBeEmpty()
    }
})
