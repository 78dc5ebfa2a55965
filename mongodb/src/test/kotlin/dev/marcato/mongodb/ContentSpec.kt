// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.mongodb.testing.shouldAddUp
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import java.util.Random
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.toList
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import org.bson.BsonArray
import org.bson.BsonBinary
import org.bson.BsonBoolean
import org.bson.BsonDateTime
import org.bson.BsonDecimal128
import org.bson.BsonDocument
import org.bson.BsonDouble
import org.bson.BsonInt32
import org.bson.BsonInt64
import org.bson.BsonNull
import org.bson.BsonObjectId
import org.bson.BsonString
import org.bson.BsonValue
import org.bson.codecs.BsonDocumentCodec
import org.bson.codecs.Codec
import org.bson.codecs.configuration.CodecRegistry
import org.bson.types.Decimal128
import org.bson.types.ObjectId

/** What comes back is what was stored: every type stays what it was. */
class ContentSpec : FreeSpec({
    "documents of all types come back as they were, element by element" {
        val random = Random(1905)
        val documents = List(400) { index ->
            BsonDocument("_id", BsonInt32(index)).also { fill(it, random, depth = 3) }
        }
        withCollection { collection ->
            val options = BridgeOptions { parallelBytes = 5_000 }
            val bridge = MongoBridge.of(collection, DocumentCodec.of(BsonDocumentCodec()), options)
            bridge.insertMany(documents.asFlow()).shouldAddUp().stored shouldBe 400
            val found = bridge.findAll().toList()
            found.map { it.toJson() } shouldContainExactly documents.map { it.toJson() }
            found shouldContainExactly documents
        }
    }

    "an _id that its codec writes last is put first, and nothing else moves" {
        withCollection { collection ->
            val bridge = MongoBridge.of(collection, DocumentCodec.of(AsWritten))
            val document = BsonDocument("b", BsonInt32(1)).append("a", BsonString("x")).append("_id", BsonString("k"))
            bridge.insertMany(listOf(document).asFlow()).stored shouldBe 1
            bridge.findAll().toList().single().keys.toList() shouldContainExactly listOf("_id", "b", "a")
        }
    }

    "classes with a serializer" - {
        val people =
            List(300) { Person("24hex${"0123456789abcdef01234567".drop(it % 24)}$it", it, listOf("a", "é$it")) }

        "go in and come out" {
            withCollection { collection ->
                val bridge = MongoBridge.of(
                    collection,
                    documentCodec<Person>(),
                    BridgeOptions {
                        parallelBytes = 1_000
                    },
                )
                bridge.insertMany(people.asFlow()).shouldAddUp().stored shouldBe 300
                bridge.upsertMany(people.asFlow()).shouldAddUp().matched shouldBe 300
                bridge.findAll().toList() shouldContainExactlyInAnyOrder people
            }
        }
    }

    "a codec is looked up once, however many values there are" {
        withCollection { collection ->
            val lookUps = AtomicInteger()
            val registry = object : CodecRegistry by collection.codecRegistry {
                override fun <T : Any> get(type: Class<T>): Codec<T> {
                    lookUps.incrementAndGet()
                    return collection.codecRegistry.get(type)
                }
            }
            val bridge = MongoBridge.of(
                collection.withCodecRegistry(registry),
                DocumentCodec.of(registry, BsonDocument::class.java),
                BridgeOptions { parallelBytes = 1_000 },
            )
            bridge.insertMany(List(1_000) { BsonDocument("_id", BsonInt32(it)) }.asFlow()).stored shouldBe 1_000
            bridge.find().toList().size shouldBe 1_000
            lookUps.get() shouldBe 1
        }
    }

    "field names with dollar signs and dots" - {
        "are kept within a document" {
            withCollection { collection ->
                val bridge = MongoBridge.of(collection, DocumentCodec.of(BsonDocumentCodec()))
                val inner = BsonDocument("a.b", BsonInt32(1)).append("c\$d", BsonInt32(2))
                val document = BsonDocument("_id", BsonInt32(1)).append("inner", inner)
                bridge.insertMany(listOf(document).asFlow()).stored shouldBe 1
                bridge.findAll().toList() shouldContainExactly listOf(document)
            }
        }

        "are refused where a server would take them for an operator" {
            withCollection { collection ->
                val options = BridgeOptions { tolerance = Tolerance.COLLECT }
                val bridge = MongoBridge.of(collection, DocumentCodec.of(BsonDocumentCodec()), options)
                val documents = listOf("\$set", "sound").mapIndexed { index, name ->
                    BsonDocument("_id", BsonInt32(index)).append(name, BsonInt32(1))
                }
                val report = bridge.upsertMany(documents.asFlow()).shouldAddUp()
                report.stored shouldBe 1
                report.rejections.single().reason shouldBe RejectionReason.UNENCODABLE
                report.rejections.single().message shouldContain "\"\$set\""
            }
        }
    }
})

@Serializable
data class Person(@SerialName("_id") val id: String, val age: Int, val names: List<String>)

/** The driver's own codec would move the _id. */
private object AsWritten : Codec<BsonDocument> by BsonDocumentCodec() {
    override fun encode(writer: org.bson.BsonWriter, value: BsonDocument, context: org.bson.codecs.EncoderContext) =
        BsonDocumentCodec().encode(writer, value, org.bson.codecs.EncoderContext.builder().build())
}

private fun fill(document: BsonDocument, random: Random, depth: Int) {
    repeat(random.nextInt(8)) { document.append(NAMES[random.nextInt(NAMES.size)] + it, value(random, depth)) }
}

private val NAMES = listOf("a", "ä", "with blank", "\uD83D\uDCDA", "0", "Z")

private fun value(random: Random, depth: Int): BsonValue = when (random.nextInt(if (depth > 0) 13 else 11)) {
    0 -> BsonString("0123456789abcdef01234567")
    1 -> BsonString("NUL \u0000 and \uD83D\uDCDA and é")
    2 -> BsonString("")
    3 -> BsonInt32(random.nextInt())
    4 -> BsonInt64(random.nextInt(5).toLong())
    5 -> BsonDouble(random.nextInt(5).toDouble())
    6 -> BsonDateTime(random.nextLong() / 1_000_000)
    7 -> BsonBinary(ByteArray(random.nextInt(20)).also(random::nextBytes))
    8 -> BsonBoolean(random.nextBoolean())
    9 -> BsonNull()
    10 -> if (random.nextBoolean()) BsonObjectId(ObjectId()) else BsonDecimal128(Decimal128.parse("1.50"))
    11 -> BsonArray(List(random.nextInt(4)) { value(random, depth - 1) })
    else -> BsonDocument().also { fill(it, random, depth - 1) }
}
