// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.mongodb.testing.counts
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.flow.toList
import org.bson.BsonDocument
import org.bson.codecs.BsonDocumentCodec

/** A key goes into the filter of an upsert: it finds the one document that has it, and no other. */
class UpsertKeySpec : FreeSpec({
    val tolerant = BridgeOptions { tolerance = Tolerance.COLLECT }
    val codec = DocumentCodec.of(BsonDocumentCodec())
    val bystander = BsonDocument.parse("""{_id: "bystander", key: "some", n: 1}""")

    val unfit = mapOf(
        """{_id: "a", n: 2}""" to "has no field",
        """{_id: "a", key: null, n: 2}""" to "is null",
        """{_id: "a", key: {"${'$'}ne": 1}, n: 2}""" to "is an operator",
        """{_id: "a", key: {"${'$'}regularExpression": {pattern: "so", options: ""}}, n: 2}""" to "regular expression",
    )
    for ((document, why) in unfit) {
        "$document is rejected, and does not replace another" {
            withCollection { collection ->
                val bridge = MongoBridge.of(collection, codec, tolerant)
                bridge.insertMany(flowOf(bystander)).stored shouldBe 1
                val report = bridge.upsertMany(flowOf(BsonDocument.parse(document)), key = listOf("key"))
                report.counts() shouldContainExactly listOf<Long>(1, 0, 0, 1, 0, 0)
                report.rejections.single().reason shouldBe RejectionReason.NO_KEY
                report.rejections.single().message shouldContain why
                bridge.findAll().toList() shouldContainExactly listOf(bystander)
            }
        }
    }

    "documents, names beyond ASCII and several fields are keys like others" {
        withCollection { collection ->
            val bridge = MongoBridge.of(collection, codec, tolerant)
            val documents = List(6) {
                BsonDocument.parse("""{ключ: {a: ${it % 3}, b: {}}, "é": ${it % 2}, n: $it}""")
            }
            val key = listOf("ключ", "é")
            bridge.upsertMany(documents.asFlow(), key).counts() shouldContainExactly listOf<Long>(6, 6, 0, 0, 0, 0)
            bridge.upsertMany(documents.asFlow(), key).counts() shouldContainExactly listOf<Long>(6, 0, 6, 0, 0, 0)
            bridge.find().toList().map { it.getInt32("n").value }.sorted() shouldContainExactly List(6) { it }
        }
    }

    "a name that is none of a field is refused before anything is read" {
        withCollection { collection ->
            val bridge = MongoBridge.of(collection, codec, tolerant)
            for (key in listOf(emptyList(), listOf("a", ""), listOf("a.b"), listOf("\$where"))) {
                shouldThrow<IllegalArgumentException> { bridge.upsertMany(flowOf(bystander), key) }
            }
            collection.countDocuments() shouldBe 0
        }
    }
})
