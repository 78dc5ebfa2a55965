// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.mongo

import dev.marcato.blocking.BlockingMarcReader
import dev.marcato.cli.Folder
import dev.marcato.cli.Ran
import dev.marcato.cli.inFolder
import dev.marcato.cli.marcato
import dev.marcato.mongodb.Checkpoint
import dev.marcato.testing.Catalogue
import dev.marcato.testing.Iso2709Bytes
import dev.marcato.testing.PlainField
import dev.marcato.testing.PlainRecord
import dev.marcato.testing.SampleCatalogue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.longs.shouldBeGreaterThan
import io.kotest.matchers.longs.shouldBeLessThan
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import kotlin.io.path.readBytes
import kotlin.io.path.readLines
import kotlinx.coroutines.flow.toList
import org.bson.Document

private val damage = "no record at all".toByteArray()

/** `marcato mongo load`, into a server in this process. */
class MongoLoadSpec : FreeSpec({
    val server = MemoryServer()
    afterSpec { server.close() }
    val whole = SampleCatalogue.toByteArray()
    val size = SampleCatalogue.records().size
    val leader = Catalogue.ordinary().record(0).leader

    fun record(vararg fields: PlainField): ByteArray = Iso2709Bytes.encode(PlainRecord(leader, fields.toList()))

    fun numbered(number: String, text: String) =
        record(PlainField.control("001", number), PlainField.control("005", text))

    fun Ran.ledger(): String = lines.single()

    "stores every record once, and says so" {
        val name = server.newName()
        val first = server.mongo("load", name, "-", input = whole)
        first.ledger() shouldBe "$size offered: $size stored, 0 matched, 0 rejected, 0 unknown, 0 not attempted"
        first.err shouldBe ""
        first.code shouldBe 0
        server.collection(name).countDocuments() shouldBe size
        server.mongo("load", name, "-", input = whole).ledger() shouldContain "0 stored, $size matched"
        server.collection(name).countDocuments() shouldBe size
    }

    "takes the server from the environment too, and the collection from the uri" {
        val name = server.newName()
        val ran =
            marcato("mongo", "load", "-", input = whole, environment = mapOf("MONGODB_URI" to "${server.uri}.$name"))
        ran.code shouldBe 0
        server.collection(name).countDocuments() shouldBe size
    }

    "makes the indexes that searches need, unless told not to" {
        val name = server.newName()
        server.mongo("load", name, "--search-keys", "245a,650", "--no-indexes", "-", input = whole).code shouldBe 0
        server.collection(name).listIndexes().toList().map { it["name"] } shouldContainExactly listOf("_id_")
        server.mongo("load", name, "--search-keys", "245a,650", "-", input = whole).code shouldBe 0
        server.collection(name).listIndexes().toList().map { it["name"] } shouldContainExactly
            listOf("_id_", "changed_1", "k.p_1_k.v_1")
    }

    "stores under source and number if asked to" {
        val name = server.newName()
        val bytes = record(PlainField.control("001", "1"), PlainField.control("003", "XX"))
        server.mongo("load", name, "--key", "003:001", "-", input = bytes).code shouldBe 0
        server.collection(name).find().toList().single()["_id"] shouldBe "XX:1"
    }

    "inserting rejects another record with the same key, and matches the same one" {
        val name = server.newName()
        server.mongo(
            "load",
            name,
            "--mode",
            "insert",
            "-",
            input = numbered("1", "a") + numbered("2", "a"),
        ).code shouldBe
            0
        val again = server.mongo("load", name, "--mode", "insert", "-", input = numbered("1", "b") + numbered("2", "a"))
        again.code shouldBe 1
        again.ledger() shouldContain "2 offered: 0 stored, 1 matched, 1 rejected"
        again.errorLines.first() shouldContain "standard input: record 0 (_id \"1\"): DUPLICATE_KEY"
        again.errorLines.last() shouldContain "--rejects FILE keeps them"
        server.collection(name).find(Document("_id", "1")).toList().single()["changed"] shouldBe "a"
    }

    "rejected records" - {
        val withoutNumber = record(PlainField.control("005", "x"))

        "are named by file and place in it, ten of them" {
            inFolder { folder ->
                val sound = folder.file("sound.mrc", numbered("1", "a") + numbered("2", "a"))
                val bad = folder.file("bad.mrc", numbered("3", "a") + damage + numbered("4", "a"))
                val worse = folder.file("worse.mrc", Iso2709Bytes.encodeAll(emptyList()) + manyTimes(withoutNumber, 14))
                val ran = server.mongo("load", server.newName(), sound, bad, worse)
                ran.code shouldBe 1
                ran.ledger() shouldBe "19 offered: 4 stored, 0 matched, 15 rejected, 0 unknown, 0 not attempted"
                val lines = ran.errorLines.filter { ": record " in it }
                lines.size shouldBe 10
                lines.first() shouldContain "$bad: record 1: DAMAGED"
                lines[1] shouldContain "$worse: record 0: NO_KEY: the record has 0 fields 001"
                ran.err shouldContain "5 more records were rejected"
                server.mongo("load", server.newName(), "-q", sound, bad).err shouldBe ""
            }
        }

        "are named by their place among the records that are selected" {
            inFolder { folder ->
                val file = folder.file("some.mrc", numbered("1", "a") + numbered("2", "b") + withoutNumber)
                val ran = server.mongo("load", server.newName(), "--where", "not 001 = 1", file)
                ran.ledger() shouldBe "2 offered: 1 stored, 0 matched, 1 rejected, 0 unknown, 0 not attempted"
                ran.err shouldContain "$file: record 1 of those selected: NO_KEY"
                server.mongo("load", server.newName(), "--limit", 1, file).ledger() shouldContain "1 offered: 1 stored"
            }
        }

        "are kept as they were, and then are no failure" {
            inFolder { folder ->
                val rejects = folder.path("rejects.mrc")
                val bytes = numbered("3", "a") + damage + numbered("4", "a") + withoutNumber
                val ran = server.mongo("load", server.newName(), "--rejects", rejects, "-", input = bytes)
                ran.code shouldBe 0
                ran.ledger() shouldContain "4 offered: 2 stored, 0 matched, 2 rejected"
                ran.err shouldContain "2 rejected records are in $rejects"
                rejects.readBytes() shouldBe damage + withoutNumber
            }
        }

        "are kept as lines of JSON, which cannot hold damage" {
            inFolder { folder ->
                val rejects = folder.path("rejects.jsonl")
                val bytes = withoutNumber + damage + numbered("4", "a")
                val ran = server.mongo("load", server.newName(), "--rejects", rejects, "-", input = bytes)
                ran.code shouldBe 1
                ran.err shouldContain "1 rejected record is in $rejects"
                ran.err shouldContain "1 record couldn't be written there either"
                rejects.readLines().single() shouldContain "\"005\":\"x\""
            }
        }

        "do not replace a file unless told to" {
            inFolder { folder ->
                val rejects = folder.file("rejects.mrc", "precious")
                val name = server.newName()
                val refused = server.mongo("load", name, "--rejects", rejects, "-", input = withoutNumber)
                refused.code shouldBe 2
                refused.errorLines.single() shouldContain "it is there already (--force replaces it)"
                rejects.readBytes() shouldBe "precious".toByteArray()
                server.mongo("load", name, "--rejects", rejects, "-f", "-", input = withoutNumber).code shouldBe 0
                rejects.readBytes() shouldBe withoutNumber
            }
        }

        "end the load if asked to" {
            val bytes = numbered("1", "a") + damage + numbered("2", "a")
            val ran = server.mongo("load", server.newName(), "--tolerance", "fail", "-", input = bytes)
            ran.code shouldBe 1
            ran.errorLines.single() shouldContain "standard input: record 1: DAMAGED"
            ran.ledger() shouldContain "1 rejected"
            server.mongo("load", server.newName(), "--strict", "-", input = withoutNumber).code shouldBe 1
        }
    }

    "reading strictly ends a file at its first problem, with what is before it stored" {
        inFolder { folder ->
            val bad = folder.file("bad.mrc", numbered("1", "a") + damage + numbered("2", "a"))
            val sound = folder.file("sound.mrc", numbered("3", "a"))
            val ran = server.mongo("load", server.newName(), "--strict", bad, sound)
            ran.code shouldBe 1
            ran.ledger() shouldContain "2 offered: 2 stored"
            ran.errorLines.single() shouldContain "without --strict the rest is read too"
            val checkpoint = folder.path("checkpoint")
            val kept = server.mongo("load", server.newName(), "--strict", "--checkpoint", checkpoint, bad)
            kept.code shouldBe 1
            kept.ledger() shouldContain "1 offered: 1 stored"
            kept.errorLines.single() shouldContain "without --strict the rest is read too"
        }
    }

    "a missing file does not keep the others from being loaded" {
        inFolder { folder ->
            val ran = server.mongo("load", server.newName(), folder.path("none.mrc"), folder.file("a.mrc", whole))
            ran.code shouldBe 3
            ran.ledger() shouldContain "$size stored"
            ran.errorLines.single() shouldContain "there is no such file"
        }
    }

    "a checkpoint" - {
        suspend fun loadedInTwo(folder: Folder, extra: ByteArray = ByteArray(0)): Pair<Ran, Ran> {
            val count = 4_000
            val input = folder.file("records.mrc", Catalogue.ordinary().toByteArray(count) + extra)
            val checkpoint = folder.path("checkpoint")
            val name = server.newName()
            val last = BlockingMarcReader.open(Catalogue.ordinary().toByteArray(count)).use { it.last().controlNumber }
            val obstacle = Document("_id", last).append("other", 1)
            server.collection(name).insertOne(obstacle)
            val arguments = arrayOf<Any>("--mode", "insert", "--checkpoint", checkpoint, input)
            val first = server.mongo("load", name, "--tolerance", "fail", *arguments)
            val reached = Checkpoint.read(checkpoint, input).records
            reached shouldBeGreaterThan 0
            reached shouldBeLessThan count.toLong()
            server.collection(name).deleteOne(Document("_id", last))
            val second = server.mongo("load", name, *arguments)
            second.errorLines.first() shouldEndWith "resumes after %,d records that are loaded according to $checkpoint"
                .format(java.util.Locale.ROOT, reached)
            server.collection(name).countDocuments() shouldBe count
            server.mongo("load", name, *arguments).ledger() shouldContain "0 offered"
            return first to second
        }

        "is where the next load goes on" {
            inFolder { folder ->
                val (first, second) = loadedInTwo(folder)
                first.code shouldBe 1
                first.errorLines.single() shouldContain "DUPLICATE_KEY"
                second.code shouldBe 0
                second.ledger() shouldContain "0 rejected, 0 unknown, 0 not attempted"
            }
        }

        "goes past rejected records, which are appended to what was rejected before" {
            inFolder { folder ->
                val rejects = folder.file("rejects.mrc", "earlier ones")
                val input = folder.file("in.mrc", numbered("1", "a") + damage)
                val checkpoint = folder.path("checkpoint")
                val arguments = arrayOf<Any>("--rejects", rejects, "--checkpoint", checkpoint, input)
                val name = server.newName()
                val ran = server.mongo("load", name, *arguments)
                ran.code shouldBe 0
                ran.err shouldContain "1 problem in what was read"
                rejects.readBytes() shouldBe "earlier ones".toByteArray() + damage
                server.mongo("load", name, *arguments).ledger() shouldContain "0 offered"
            }
        }

        "of another input, or of a load into another collection, is refused" {
            inFolder { folder ->
                val checkpoint = folder.path("checkpoint")
                val input = folder.file("in.mrc", whole)
                val name = server.newName()
                server.mongo("load", name, "--checkpoint", checkpoint, input).code shouldBe 0
                val other = server.mongo("load", server.newName(), "--checkpoint", checkpoint, input)
                other.code shouldBe 2
                other.errorLines.last() shouldContain "belongs to a load into catalogue.$name"
                val changed = folder.file("other.mrc", whole + whole)
                val refused = server.mongo("load", name, "--checkpoint", checkpoint, changed)
                refused.code shouldBe 2
                refused.errorLines.single() shouldContain "doesn't belong to the input"
                refused.out shouldBe ""
                server.collection(name).countDocuments() shouldBe size
            }
        }

        "needs a file that is there, and a place to be" {
            inFolder { folder ->
                val input = folder.file("in.mrc", whole)
                for ((arguments, message) in listOf(
                    listOf("--checkpoint", folder.path("c"), folder.path("none.mrc")) to "there is no such file",
                    listOf("--checkpoint", folder.path("c"), folder.path) to "it is a folder",
                    listOf("--checkpoint", folder.path("no/c"), input) to "there is no such file or folder",
                )) {
                    val ran = server.mongo("load", server.newName(), *arguments.toTypedArray())
                    ran.code shouldBe 3
                    ran.errorLines.single() shouldContain message
                }
                folder.names() - "in.mrc" shouldBe emptyList()
            }
        }
    }

    "nothing to load is no failure" {
        inFolder { folder ->
            val name = server.newName()
            server.mongo("load", name, folder.file("empty.mrc", ByteArray(0))).code shouldBe 0
            server.collection(name).find().toList().shouldBeEmpty()
        }
    }
})

private fun manyTimes(bytes: ByteArray, times: Int): ByteArray = (1..times).fold(ByteArray(0)) { all, _ -> all + bytes }
