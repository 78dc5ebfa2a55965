// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb

import dev.marcato.MarcReader
import dev.marcato.mongodb.testing.TestServer
import dev.marcato.mongodb.testing.TestServer.withCollection
import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.record
import dev.marcato.testing.SampleCatalogue
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.core.test.config.TestConfig
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import org.bson.conversions.Bson

/** Every query, against a plain search through the records, for every shape, with search keys and without. */
class RecordQueriesSpec : FreeSpec({
    val records = MarcReader.open(SampleCatalogue.toByteArray()).records()
    val keys = listOf("245a", "650", "003", "008/35-37", "245ab", "650|_0|\$a")
    val byKeys = listOf(
        "245\$a",
        "650\$a in (Whales, Whaling)",
        "650\$a != Whaling",
        "not 650\$a = Whaling",
        "650\$a and not (245\$a = x or 003 = y)",
    )
    val conditions = byKeys + listOf(
        "245",
        "not 020",
        "001 in (sample0001, sample0007, nobody)",
        "650\$a and not (651 or 490)",
        "003 = \"nobody\" or 245\$c",
    )
    val beyond = listOf(
        "6XX" to "6XX",
        "245 = \"x\"" to "whole field",
        "650\$a ~ \"Whal\" and 245" to "Whal",
        "not 650\$a ~ \"Whal\"" to "Whal",
        "#650 > 1 or 245" to "#650",
        "245\$a = \"x\"i" to "ignore the case",
        "008/07-10 < 1950" to "signs other than",
        "100\$a = 245\$c" to "100",
    )

    for (shape in RecordShape.entries) {
        for (withKeys in if (shape == RecordShape.ISO_2709) listOf(true) else listOf(true, false)) {
            "$shape, ${if (withKeys) "with" else "without"} search keys" - {
                val documents = RecordDocuments {
                    this.shape = shape
                    if (withKeys) searchKeys = keys
                }
                val queries = documents.queries

                "finds what a search through all records finds" {
                    withCollection { collection ->
                        val bridge = MongoBridge.of(collection, documents)
                        bridge.ensureIndexes(documents.indexes).shouldNotBeEmpty()
                        val all = records.toList()
                        bridge.insertMany(records).stored shouldBe all.size

                        suspend fun check(query: Bson, expected: (dev.marcato.Record) -> Boolean) {
                            val found = bridge.find(query).toList().map { it.controlNumber }.sortedBy { it }
                            found shouldContainExactly all.filter(expected).map { it.controlNumber }.sortedBy { it }
                        }

                        val some = all[all.size / 2]
                        check(queries.controlNumber(checkNotNull(some.controlNumber))) { it === some }
                        val title = checkNotNull(some["245"]?.get('a'))
                        check(queries.value("245a", title)) { title in it.values("245", "a") }
                        check(queries.value("245a", title.dropLast(1))) { false }
                        for (prefix in listOf("The", "A", "\\E.*", title.take(3))) {
                            check(queries.prefix("245a", prefix)) { record ->
                                record.values("245", "a").any { it.startsWith(prefix) }
                            }
                        }
                        check(queries.exists("650")) { "650" in it }
                        check(queries.not(queries.exists("650"))) { "650" !in it }
                        check(queries.exists("650\$z")) { it.values("650", "z").isNotEmpty() }
                        val answered = if (shape == RecordShape.ISO_2709) byKeys else conditions
                        for (condition in answered.map { MarcCondition.of(it) }) {
                            withClue("$condition") { check(queries.where(condition), condition::test) }
                        }
                        if (withKeys) {
                            check(queries.where("008/35-37 = eng"), MarcCondition.of("008/35-37 = eng")::test)
                            check(queries.exists("650|_0|\$a"), MarcPath.of("650|_0|\$a")::matches)
                            val whole = checkNotNull(MarcPath.of("245ab").first(some))
                            check(queries.value("245ab", whole)) { MarcPath.of("245ab").first(it) == whole }
                        }
                        for ((text, reason) in beyond) {
                            val condition = MarcCondition.of(text)
                            shouldThrow<IllegalArgumentException> { queries.where(condition) }
                                .message shouldContain reason
                            val found = bridge.find(queries.atLeast(condition)).toList().filter(condition::test)
                            found.map { it.controlNumber }.sortedBy { it } shouldContainExactly
                                all.filter(condition::test).map { it.controlNumber }.sortedBy { it }
                        }
                        val source = checkNotNull(all.firstNotNullOfOrNull { it["003"] }).value
                        check(queries.value("003", source)) { record ->
                            record.fields("003").any { it.value == source }
                        }
                    }
                }
            }
        }
    }

    "what has changed since then" {
        withCollection { collection ->
            val bridge = MongoBridge.of(collection, RecordDocuments.DEFAULT)
            val dated = listOf("20230101000000.0", "20240131235959.0", "20240201000000.0").mapIndexed { index, time ->
                record {
                    field("001", "$index")
                    field("005", time)
                }
            } + record { field("001", "undated") }
            bridge.insertMany(dated.asFlow()).stored shouldBe 4
            val queries = RecordDocuments.DEFAULT.queries
            bridge.find(queries.changedSince("20240131")).toList() shouldContainExactly dated.subList(1, 3)
            bridge.find(queries.changedSince("20240131235959.1")).toList() shouldContainExactly dated.subList(2, 3)
            shouldThrow<IllegalArgumentException> { queries.changedSince("31.01.2024") }
                .message shouldContain "20240131"
        }
    }

    // The in-process server compares UTF-16, MongoDB code points.
    for ((what, isFullServerNeeded) in listOf("" to false, ", beyond the first plane too" to true)) {
        "a prefix ends where the next one begins$what".config(
            if (isFullServerNeeded) TestServer.fullServerOnly else TestConfig(),
        ) {
            withCollection { collection ->
                val documents = RecordDocuments { searchKeys = listOf("245a") }
                val bridge = MongoBridge.of(collection, documents)
                val plain = listOf("a", "aa", "az", "a\uD7FF", "a\uD7FFb", "a\uE000", "b")
                val titles = if (isFullServerNeeded) plain + "a\uDBFF\uDFFF" + "a\uDBFF\uDFFFz" else plain
                val all = titles.mapIndexed { index, title ->
                    record {
                        field("001", "$index")
                        field("245") { 'a' to title }
                    }
                }
                bridge.insertMany(all.asFlow()).stored shouldBe titles.size
                for (prefix in titles) {
                    val found = bridge.find(documents.queries.prefix("245a", prefix)).toList()
                    found.map { it.values("245", "a").single() }.sorted() shouldContainExactly
                        titles.filter { it.startsWith(prefix) }.sorted()
                }
            }
        }
    }

    "of several sources each has its own" {
        withCollection { collection ->
            val documents = RecordDocuments { key = RecordKey.SOURCE_AND_CONTROL_NUMBER }
            val bridge = MongoBridge.of(collection, documents)
            val all = listOf("A", "B").map {
                record {
                    field("001", "1")
                    field("003", it)
                }
            }
            bridge.insertMany(all.asFlow()).stored shouldBe 2
            bridge.find(documents.queries.controlNumber("B", "1")).first() shouldBe all[1]
            shouldThrow<IllegalArgumentException> { documents.queries.controlNumber("1") }
            shouldThrow<IllegalArgumentException> { RecordDocuments.DEFAULT.queries.controlNumber("A", "1") }
        }
    }

    "what cannot be searched is said" {
        val documents = RecordDocuments {
            shape = RecordShape.ISO_2709
            searchKeys = listOf("245a")
        }
        shouldThrow<IllegalArgumentException> { documents.queries.value("100a", "x") }
            .message shouldContain "only the bytes of the records are stored, and search keys are [245a]"
    }

    "all come out in the order of their keys" {
        withCollection { collection ->
            val bridge = MongoBridge.of(collection, RecordDocuments.DEFAULT)
            bridge.upsertMany(records).rejected shouldBe 0
            bridge.findAll().toList() shouldContainExactly records.toList().sortedBy { it.controlNumber }
        }
    }
})
