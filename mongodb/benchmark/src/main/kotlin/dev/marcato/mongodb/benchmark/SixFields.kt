// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.benchmark

import com.mongodb.client.model.BulkWriteOptions
import com.mongodb.client.model.Filters
import com.mongodb.client.model.InsertManyOptions
import com.mongodb.client.model.ReplaceOneModel
import com.mongodb.client.model.ReplaceOptions
import com.mongodb.client.model.UpdateOneModel
import com.mongodb.client.model.Updates
import com.mongodb.client.model.WriteModel
import com.mongodb.kotlin.client.coroutine.MongoCollection
import dev.marcato.mongodb.BridgeOptions
import dev.marcato.mongodb.DocumentCodec
import dev.marcato.mongodb.MongoBridge
import dev.marcato.mongodb.WriteOperation
import dev.marcato.mongodb.documentCodec
import dev.morphia.Datastore
import dev.morphia.Morphia
import dev.morphia.annotations.Entity
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.toList
import kotlinx.serialization.Contextual
import kotlinx.serialization.SerialName
import kotlinx.serialization.Serializable
import org.bson.BsonReader
import org.bson.BsonType
import org.bson.BsonWriter
import org.bson.Document
import org.bson.codecs.pojo.annotations.BsonId
import org.bson.types.ObjectId
import org.springframework.data.annotation.Id
import org.springframework.data.mongodb.core.MongoTemplate

private val CITIES = listOf("NYC", "LA", "SF", "Chicago", "Boston")

/** The document that the ancestors of this bridge were measured on. */
data class Person(
    @BsonId val id: ObjectId,
    val name: String,
    val email: String,
    val age: Int,
    val city: String,
    val score: Double,
    val active: Boolean,
) {
    companion object {
        fun of(i: Int) =
            Person(ObjectId(), "User$i", "user$i@example.com", 20 + i % 50, CITIES[i % 5], i * 1.5, i % 2 == 0)
    }
}

/** The same for kotlinx.serialization. */
@Serializable
data class SerialPerson(
    @Contextual @SerialName("_id") val id: ObjectId,
    val name: String,
    val email: String,
    val age: Int,
    val city: String,
    val score: Double,
    val active: Boolean,
)

/** The same for Spring Data. */
class SpringPerson(
    @Id var id: ObjectId? = null,
    var name: String = "",
    var email: String = "",
    var age: Int = 0,
    var city: String = "",
    var score: Double = 0.0,
    var active: Boolean = false,
)

/** The same for Morphia. */
@Entity(value = "morphia", useDiscriminator = false)
class MorphiaPerson {
    @dev.morphia.annotations.Id
    var id: ObjectId? = null
    var name: String = ""
    var email: String = ""
    var age: Int = 0
    var city: String = ""
    var score: Double = 0.0
    var active: Boolean = false
}

/** The codec by hand. */
object PersonCodec : DocumentCodec<Person> {
    override fun encode(value: Person, writer: BsonWriter) {
        writer.writeStartDocument()
        writer.writeObjectId("_id", value.id)
        writer.writeString("name", value.name)
        writer.writeString("email", value.email)
        writer.writeInt32("age", value.age)
        writer.writeString("city", value.city)
        writer.writeDouble("score", value.score)
        writer.writeBoolean("active", value.active)
        writer.writeEndDocument()
    }

    override fun decode(reader: BsonReader): Person {
        reader.readStartDocument()
        val person = Person(
            reader.readObjectId("_id"),
            reader.readString("name"),
            reader.readString("email"),
            reader.readInt32("age"),
            reader.readString("city"),
            reader.readDouble("score"),
            reader.readBoolean("active"),
        )
        check(reader.readBsonType() == BsonType.END_OF_DOCUMENT) { "a person has six fields" }
        reader.readEndDocument()
        return person
    }
}

/** Insert, find, upsert and bulkWrite of the six-field document, at the ancestor's five sizes. */
class SixFields(private val clients: Clients, private val effort: Double, private val wanted: String?) {
    private val inserters = 2
    private val options = BridgeOptions { inserters = this@SixFields.inserters }

    suspend fun run() {
        val peers = PythonPeers.run()
        for ((documents, rounds) in listOf(10 to 150, 100 to 100, 1_000 to 30, 10_000 to 7, 50_000 to 3)) {
            val people = List(documents, Person::of)
            val count = maxOf(3, (rounds * effort).toInt())
            table("insert, $documents documents of six fields", wanted) {
                inserts(people, count) + peers.inserts(documents)
            }
            table("find to objects, $documents documents", wanted) {
                finds(people, count) + peers.finds(documents)
            }
            table("upsertMany by _id, $documents documents that are there", wanted) { upserts(people, count) }
            table("bulkWrite, $documents updates", wanted) { updates(people, count) }
        }
    }

    private suspend fun inserts(people: List<Person>, rounds: Int): List<Result> {
        val serial = people.map { SerialPerson(it.id, it.name, it.email, it.age, it.city, it.score, it.active) }
        val contenders = ArrayList<Contender>()
        val collection = clients.empty("insert")
        suspend fun drop() = collection.drop()
        val bridge = MongoBridge.of(collection, PersonCodec, options)
        contenders += Contender("Marcato, codec by hand", ::drop) {
            check(bridge.insertMany(people.asFlow()).stored == people.size.toLong())
        }
        val serialBridge = MongoBridge.of(collection, documentCodec<SerialPerson>(), options)
        contenders += Contender("Marcato, @Serializable", ::drop) {
            check(serialBridge.insertMany(serial.asFlow()).stored == people.size.toLong())
        }
        val typed = collection.withDocumentClass(Person::class.java)
        contenders += Contender("driver, data class", ::drop) { insert(typed, people) }
        val typedSerial = collection.withDocumentClass(SerialPerson::class.java)
        contenders += Contender("driver, @Serializable", ::drop) { insert(typedSerial, serial) }
        val maps = people.map(::documentOf)
        contenders += Contender("driver, Document", ::drop) { insert(collection, maps) }
        val blocking = clients.blocking.getDatabase(Clients.DATABASE).getCollection("insert")
        contenders += Contender("driver, Document, blocking, one inserter", ::drop) {
            blocking.insertMany(maps, InsertManyOptions().ordered(false))
        }
        val spring = spring()
        val beans = people.map(::springPerson)
        contenders += Contender("Spring Data MongoDB", ::drop) { spring.insert(beans, "insert") }
        val morphia = morphia()
        val entities = people.map(::morphiaPerson)
        contenders += Contender("Morphia", { morphiaCollection().drop() }) { morphia.insert(entities) }
        return measure(people.size, rounds, contenders)
    }

    /** As many calls at once as the bridge has inserters, where it takes that many. */
    private suspend fun <T : Any> insert(collection: MongoCollection<T>, values: List<T>) {
        shared(values) { collection.insertMany(it, InsertManyOptions().ordered(false)) }
    }

    private suspend fun <T : Any> shared(values: List<T>, send: suspend (List<T>) -> Unit) {
        if (values.size <= options.batchRecords) {
            send(values)
        } else {
            coroutineScope {
                values.chunked((values.size + inserters - 1) / inserters).map { async { send(it) } }.awaitAll()
            }
        }
    }

    private suspend fun finds(people: List<Person>, rounds: Int): List<Result> {
        val collection = clients.empty("find")
        insert(collection.withDocumentClass(Person::class.java), people)
        val morphia = morphia()
        morphiaCollection().drop()
        morphia.insert(people.map(::morphiaPerson))
        val spring = spring()
        val bridge = MongoBridge.of(collection, PersonCodec, options)
        val typed = collection.withDocumentClass(Person::class.java)
        val serial = collection.withDocumentClass(SerialPerson::class.java)
        suspend fun nothing() = Unit
        fun contender(name: String, read: suspend () -> Int) =
            Contender(name, ::nothing) { check(read() == people.size) { name } }
        return measure(
            people.size,
            rounds,
            listOf(
                contender("Marcato, codec by hand") { bridge.find().toList().size },
                contender("driver, data class, batches of 1,000") { typed.find().batchSize(1_000).toList().size },
                contender("driver, data class, as it comes") { typed.find().toList().size },
                contender("driver, @Serializable, batches of 1,000") { serial.find().batchSize(1_000).toList().size },
                contender("driver, Document, batches of 1,000") { collection.find().batchSize(1_000).toList().size },
                contender("Spring Data MongoDB") { spring.findAll(SpringPerson::class.java, "find").size },
                contender("Morphia") { morphia.find(MorphiaPerson::class.java).iterator().toList().size },
            ),
        )
    }

    private suspend fun upserts(people: List<Person>, rounds: Int): List<Result> {
        val collection = clients.empty("upsert")
        val typed = collection.withDocumentClass(Person::class.java)
        insert(typed, people)
        val bridge = MongoBridge.of(collection, PersonCodec, options)
        val models = people.map { ReplaceOneModel(Filters.eq("_id", it.id), it, ReplaceOptions().upsert(true)) }
        suspend fun nothing() = Unit
        return measure(
            people.size,
            rounds,
            listOf(
                Contender("Marcato, codec by hand", ::nothing) {
                    check(bridge.upsertMany(people.asFlow()).matched == people.size.toLong())
                },
                Contender("driver, data class", ::nothing) { write(typed, models) },
            ),
        )
    }

    private suspend fun updates(people: List<Person>, rounds: Int): List<Result> {
        val collection = clients.empty("update")
        val typed = collection.withDocumentClass(Person::class.java)
        insert(typed, people)
        val bridge = MongoBridge.of(collection, PersonCodec, options)
        var turn = 0
        suspend fun nextTurn() {
            turn++
        }
        return measure(
            people.size,
            rounds,
            listOf(
                Contender("Marcato", ::nextTurn) {
                    val operations = people.map {
                        WriteOperation.updateOne<Person>(Filters.eq("_id", it.id), Updates.set("age", turn))
                    }
                    check(bridge.bulkWrite(operations.asFlow()).documentsMatched == people.size.toLong())
                },
                Contender("driver", ::nextTurn) {
                    write(
                        typed,
                        people.map { UpdateOneModel<Person>(Filters.eq("_id", it.id), Updates.set("age", turn)) },
                    )
                },
            ),
        )
    }

    private suspend fun <T : Any> write(collection: MongoCollection<T>, models: List<WriteModel<T>>) =
        shared(models) { collection.bulkWrite(it, BulkWriteOptions().ordered(false)) }

    private fun spring() = MongoTemplate(clients.blocking, Clients.DATABASE)

    private fun morphia(): Datastore = Morphia.createDatastore(clients.blocking, Clients.DATABASE)

    private fun morphiaCollection() = clients.blocking.getDatabase(Clients.DATABASE).getCollection("morphia")
}

private fun documentOf(it: Person) = Document("_id", it.id).append("name", it.name).append("email", it.email)
    .append("age", it.age).append("city", it.city).append("score", it.score).append("active", it.active)

private fun springPerson(it: Person) = SpringPerson(it.id, it.name, it.email, it.age, it.city, it.score, it.active)

private fun morphiaPerson(it: Person) = MorphiaPerson().apply {
    id = it.id
    name = it.name
    email = it.email
    age = it.age
    city = it.city
    score = it.score
    active = it.active
}
