// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.ReadOptions
import dev.marcato.testing.Failure
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.Outcomes.kinds
import dev.marcato.testing.Outcomes.records
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TextReading
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeInstanceOf

/** Objects that hold several records, as services answer. */
class JsonEnvelopeSpec : FreeSpec({
    val lenient = TestOptions.lenient(MarcFormat.JSON)

    fun outcomes(json: String, options: ReadOptions = lenient): List<Outcome> {
        val bytes = json.toByteArray()
        val outcomes = TextReading.outcomes(bytes, options)
        for (size in 1..bytes.size) {
            withClue("pieces of $size") {
                TextReading.inPieces(bytes, size, options).shouldBeLike(outcomes)
            }
        }
        return outcomes
    }

    fun numbers(outcomes: List<Outcome>): List<String?> = outcomes.records.map { it.controlNumber }

    fun strictProblem(json: String) = Failure.of {
        Readers.readAll(json.toByteArray(), TestOptions.strict(MarcFormat.JSON))
    }.shouldBeInstanceOf<MarcException>().problem

    fun record(number: Int): String = jsonRecord("""{"001":"$number"}""")

    fun stored(number: Int): String =
        """{"recordId":"$number","parsedRecord":{"id":"x","content":${record(number)}},"externalIds":[{"id":"y"}]}"""

    "a large answer is read strictly, though its end comes long after the first records" {
        val json = """{"sourceRecords":[${(1..3000).joinToString(",") { stored(it) }}],"totalRecords":3000}"""
        val bytes = json.toByteArray()
        val strict = TestOptions.strict(MarcFormat.JSON)
        Readers.readAll(bytes, strict).map { it.controlNumber } shouldBe (1..3000).map { "$it" }
        numbers(TextReading.inPieces(bytes, 10_000, strict)) shouldBe (1..3000).map { "$it" }
    }

    "the records in an answer are read, one after the other" - {
        val answers = mapOf(
            "FOLIO's source records" to """{"sourceRecords":[${stored(1)}, ${stored(2)}],"totalRecords":2}""",
            "FOLIO's records, laid out" to
                "{\n  \"records\" : [\n    ${stored(1)},\n    ${stored(2)}\n  ],\n  \"n\" : 2\n}\n",
            "records without more around them" to """{"records":[${record(1)},${record(2)}]}""",
            "one list after other members" to
                """{"a":"[{\"leader\"","b":[1,{"c":[]},"}"],"d":{},"all":[${record(1)},${record(2)}],"e":[{"f":1}]}""",
            "lists in objects" to """{"hits":{"total":2,"hits":[{"_x":{"y":${record(1)}}},{"_x":${record(2)}}]}}""",
            "lists in lists" to """{"pages":[{"records":[${record(1)}]},{"n":0},{"records":[${record(2)}]}]}""",
            "several lists" to """{"new":[${record(1)}],"old":[${record(2)}]}""",
            "a record beside a list" to """{"first":${record(1)},"others":[${record(2)}]}""",
            "rows of Catmandu" to """{"records":[{"record":[["001"," "," ","_","1"]]},
                {"record":[["LDR"," "," ","_","$LEADER"],["001"," "," ","_","2"]]}]}""",
            "a list after an identifier" to """{"_id":"x","records":[${record(1)},${record(2)}]}""",
            "answers in an array" to """[{"records":[${record(1)}]},{"records":[${record(2)}]}]""",
            "answers in lines" to "{\"records\":[${record(1)}]}\n{\"records\":[${record(2)}]}\n",
        )
        for ((name, json) in answers) {
            name {
                val outcomes = outcomes(json)
                numbers(outcomes) shouldContainExactly listOf("1", "2")
                if ("record\":[" !in json) {
                    outcomes.codes.shouldBeEmpty()
                    Readers.readAll(json.toByteArray(), TestOptions.strict(MarcFormat.JSON)).size shouldBe 2
                }
            }
        }

        "each with the bytes of its element, and what is around them is filler" {
            val outcomes = outcomes(answers.getValue("FOLIO's source records"))
            outcomes.kinds shouldBe "FRFRF"
            outcomes[1].byteLength shouldBe stored(1).length
            outcomes[3].byteLength shouldBe stored(2).length
        }
    }

    "an answer without records is filler" {
        for (json in listOf(
            """{"sourceRecords":[],"totalRecords":0}""",
            """{"a":{"records" : [ ]}}""",
            """[{"records":[]}]""",
        )) {
            val outcomes = outcomes(json)
            withClue(json) {
                outcomes.codes.shouldBeEmpty()
                outcomes.records.shouldBeEmpty()
            }
        }
        outcomes("""{"totalRecords":0,"items":[]}""").codes shouldBe listOf(ProblemCode.JSON_MEMBER_WRONG)
    }

    "an element that isn't a record is damage, and the others are read" {
        for ((element, found) in listOf(
            """{"recordId":"2","errorRecord":{"description":"no"}}""" to "an object that isn't a record",
            "null" to "\"null\" in a list of records",
            "\"a,]\\\"\"" to "in a list of records",
            "[1]" to "\"[1]\" in a list of records",
        )) {
            val json = """{"records":[${stored(1)},$element,${stored(3)}]}"""
            val outcomes = outcomes(json)
            withClue(element) {
                numbers(outcomes) shouldContainExactly listOf("1", "3")
                val damage = outcomes.filterIsInstance<Outcome.Damage>().single()
                damage.problem.code shouldBe ProblemCode.JSON_MEMBER_WRONG
                damage.problem.found shouldContain found
                damage.byteOffset shouldBe json.indexOf(element)
                damage.byteLength shouldBe element.length
                strictProblem(json) shouldBe damage.problem
            }
        }
    }

    "an ill-formed record is damage, and the others are read" {
        val json = """{"records":[${stored(1)},${stored(2).replace("\"2\"}]", "one}]")},${stored(3)}],"n":3}"""
        val outcomes = outcomes(json)
        outcomes.kinds shouldBe "FRFDFRF"
        numbers(outcomes) shouldContainExactly listOf("1", "3")
        outcomes.codes shouldBe listOf(ProblemCode.SYNTAX_WRONG)
        strictProblem(json).position.byteOffset shouldBe json.indexOf("one}]").toLong()
    }

    "what is ill-formed around the records is damage, and they are read" {
        for ((json, wrong) in listOf(
            """{"n":one,"records":[${record(1)},${record(2)}]}""" to "one",
            """{"records":[${record(1)},x,${record(2)}],"n":1}""" to "x,{",
            """{"records":[${record(1)},${record(2)}],"n":1,}""" to "}",
            """{"records":[${record(1)},${record(2)}]"n":1}""" to "\"n\"",
            """{"records":[,${record(1)},${record(2)}]}""" to ",{",
            """{"records":[${record(1)}],"a":${record(2)}${record(3)}}""" to "}",
        )) {
            val outcomes = outcomes(json)
            withClue(json) {
                numbers(outcomes).take(2) shouldContainExactly listOf("1", "2")
                val damage = outcomes.filterIsInstance<Outcome.Damage>().single()
                (damage.problem.code == ProblemCode.SYNTAX_WRONG || wrong == "x,{") shouldBe true
                strictProblem(json) shouldBe damage.problem
            }
        }
        val latin = """{"by":"#","records":[${record(1)}]}""".toByteArray()
        latin[latin.indexOf('#'.code.toByte())] = 0xE9.toByte()
        val outcomes = TextReading.outcomes(latin, lenient)
        outcomes.kinds shouldBe "DRF"
        outcomes.codes shouldBe listOf(ProblemCode.TEXT_NOT_UTF_8)
        outcomes.first().problems.single().position.byteOffset shouldBe latin.indexOf(0xE9.toByte()).toLong()
    }

    "an answer that is cut off" - {
        "is damage up to where records begin, which are read" {
            val json = """{"sourceRecords":[${stored(1)},${stored(2)}],"totalRecords":2}"""
            for (length in json.indexOf("externalIds") until json.length) {
                val outcomes = TextReading.outcomes(json.take(length), MarcFormat.JSON)
                val whole = Regex("\"001\":\"\\d\"}]}").findAll(json.take(length)).count()
                withClue(json.take(length)) {
                    numbers(outcomes) shouldContainExactly listOf("1", "2").take(whole)
                    outcomes.codes.first() shouldBe ProblemCode.RECORD_CUT_OFF
                }
            }
        }

        "or is in an array that is, has its problem at the end" {
            for (end in listOf("", " ", ",")) {
                val json = """[{"records":[${record(1)}]}$end"""
                val outcomes = outcomes(json)
                withClue(json) {
                    numbers(outcomes) shouldContainExactly listOf("1")
                    outcomes.codes shouldBe listOf(ProblemCode.ENVELOPE_CUT_OFF)
                }
            }
        }
    }

    "a list in a record means nothing" {
        val with = record(1).replace("\"leader\"", "\"x\":[${record(2)}],\"leader\"")
        val outcomes = outcomes(with)
        numbers(outcomes) shouldContainExactly listOf("1")
        outcomes.kinds shouldBe "R"
    }

    "objects with fields but without a leader aren't records of a list" {
        outcomes("""{"errors":[{"fields":["name"],"message":"wrong"}]}""").codes shouldBe
            listOf(ProblemCode.JSON_MEMBER_WRONG)
        outcomes("""{"records":[${record(1)},{"fields":[{"001":"2"}]}],"q":{"fields":["a"]}}""").kinds shouldBe "FRFRF"
    }

    "an answer larger than a record may be is reported, and the records in it are read" {
        val json = """{"records":[${(1..50).joinToString(",") { stored(it) }}]}"""
        val options = TestOptions.lenient(MarcFormat.JSON) { limits { recordBytes = 500 } }
        val outcomes = TextReading.outcomes(json.toByteArray(), options)
        outcomes.codes.first() shouldBe ProblemCode.RECORD_TOO_LARGE
        outcomes.records.size shouldBe 50
        TextReading.outcomes(json.toByteArray(), lenient).records.size shouldBe 50
    }

    "an answer whose brackets are many is gone by once, and with little memory" {
        val json = "{\"x\":[${"{},[],".repeat(300_000)}1],\"records\":[${record(1)}]}"
        TextReading.inPieces(json.toByteArray(), 1 shl 16, lenient).kinds shouldBe "FRF"
    }
})
