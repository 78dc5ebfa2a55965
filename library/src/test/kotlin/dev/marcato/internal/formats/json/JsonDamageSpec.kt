// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.MarcException
import dev.marcato.MarcFormat
import dev.marcato.Outcome
import dev.marcato.ProblemCode
import dev.marcato.testing.Failure
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.Outcomes.kinds
import dev.marcato.testing.Outcomes.records
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions
import dev.marcato.testing.TextReading
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf

class JsonDamageSpec : FreeSpec({
    val first = jsonRecord("""{"001":"1"}""")
    val second = jsonRecord("""{"001":"2"}""")

    "ill-formed JSON" - {
        "ends strict reading there, and lenient reading resumes with the next record" {
            val cases = listOf(
                "a missing colon" to first.replace("\"001\":", "\"001\""),
                "a missing comma" to first.replace(",\"fields\"", "\"fields\""),
                "a bracket of another kind" to first.replace("]}", "}]"),
                "a bare word" to first.replace("\"1\"", "one"),
                "names without quotation marks" to first.replace("\"001\"", "tag"),
                "an unknown escape" to first.replace("\"1\"", "\"\\x\""),
                "a cut escape" to first.replace("\"1\"", "\"\\u12\""),
                "a line end in a string" to first.replace("\"1\"", "\"a\nb\""),
                "a tab in a string" to first.replace("\"1\"", "\"a\tb\""),
                "text between records" to "$first nonsense",
            )
            for ((what, json) in cases) {
                val text = "$first\n$json\n$second\n"
                val outcomes = TextReading.outcomes(text, MarcFormat.JSON_LINES)
                withClue("$what: ${outcomes.joinToString("\n")}") {
                    outcomes.records.first().controlNumber shouldBe "1"
                    outcomes.records.last().controlNumber shouldBe "2"
                    outcomes.filterIsInstance<Outcome.Damage>().map { it.problem.code } shouldContainExactly
                        listOf(ProblemCode.SYNTAX_WRONG)
                    val failure = Failure.of {
                        Readers.readAll(text.toByteArray(), TestOptions.strict(MarcFormat.JSON_LINES))
                    }
                    val problem = failure.shouldBeInstanceOf<MarcException>().problem
                    problem.code shouldBe ProblemCode.SYNTAX_WRONG
                    problem.position.line shouldBe 2L
                    problem.position.recordIndex shouldBe if (what == "text between records") 2L else 1L
                }
            }
        }

        "says where the mistake is, and not only where the record begins" {
            val text = "$first\n${first.replace("\"1\"", "one")}\n"
            val problem = TextReading.outcomes(text, MarcFormat.JSON_LINES).flatMap { it.problems }.single()
            problem.position.byteOffset shouldBe text.indexOf("one").toLong()
        }
    }

    "a record that is cut off" - {
        "is damage wherever it is cut, and what follows it is read" {
            for (length in 1 until first.length) {
                val outcomes = TextReading.outcomes(first.take(length) + "\n" + second, MarcFormat.JSON_LINES)
                withClue(first.take(length)) {
                    outcomes.records.map { it.controlNumber } shouldContainExactly listOf("2")
                    outcomes.count { it is Outcome.Damage } shouldBe 1
                }
            }
        }

        "is damage in the rows of Catmandu, too, and what follows it is read" {
            val rows = """{"_id":"1","record":[["LDR",null,null,"_","$LEADER"],["001",null,null,"_","2"]]}"""
            for (length in 1 until rows.length) {
                val outcomes = TextReading.outcomes(rows.take(length) + "\n" + rows, MarcFormat.JSON_LINES)
                withClue(rows.take(length)) {
                    outcomes.records.map { it.controlNumber } shouldContainExactly listOf("2")
                    outcomes.count { it is Outcome.Damage } shouldBe 1
                }
            }
        }

        "is damage wherever the input ends" {
            for (length in 1 until first.length) {
                val outcomes = TextReading.outcomes("$second\n" + first.take(length), MarcFormat.JSON_LINES)
                withClue(first.take(length)) {
                    outcomes.kinds shouldBe "RFD"
                    outcomes.codes shouldContainExactly listOf(ProblemCode.RECORD_CUT_OFF)
                }
            }
        }
    }

    "an array that is cut off" - {
        "is reported after the last record, and no record is lost" {
            for (text in listOf("[$first", "[$first,", "[$first,$second\n", "[[$first]", "[", "[\n")) {
                val outcomes = TextReading.outcomes(text, MarcFormat.JSON)
                withClue(text) {
                    outcomes.codes shouldContainExactly listOf(ProblemCode.ENVELOPE_CUT_OFF)
                    outcomes.records.size shouldBe Regex("leader").findAll(text).count()
                    Failure.of {
                        Readers.readAll(text.toByteArray(), TestOptions.strict(MarcFormat.JSON))
                    }.shouldBeInstanceOf<MarcException>()
                }
            }
            TextReading.outcomes("[$first]", MarcFormat.JSON).codes.shouldBeEmpty()
            TextReading.outcomes("[]", MarcFormat.JSON).codes.shouldBeEmpty()
        }
    }

    "limits" - {
        "stop objects that are nested too deep" {
            val deep = """{"leader":"$LEADER","x":${"[".repeat(40)}${"]".repeat(40)},"fields":[]}"""
            TextReading.outcomes("$deep\n$second", MarcFormat.JSON).codes shouldContainExactly
                listOf(ProblemCode.NESTING_TOO_DEEP)
            TextReading.outcomes("$deep\n$second", MarcFormat.JSON) { limits { depth = 42 } }.codes.shouldBeEmpty()
        }

        "stop values that are too large, whole or without an end" {
            val large = jsonRecord("""{"001":"${"x".repeat(5_000)}"}""")
            for (json in listOf(large, large.dropLast(4))) {
                val outcomes = TextReading.outcomes("$json\n$second", MarcFormat.JSON) { limits { valueBytes = 4_000 } }
                outcomes.codes shouldContainExactly listOf(ProblemCode.VALUE_TOO_LARGE)
                outcomes.records.map { it.controlNumber } shouldContainExactly listOf("2")
            }
            TextReading.outcomes("$large\n$second", MarcFormat.JSON) {
                limits { valueBytes = 5_000 }
            }.codes.shouldBeEmpty()
        }

        "stop records that are too large" {
            val large = jsonRecord(*Array(400) { """{"001":"$it"}""" })
            for (held in listOf(10, 100_000)) {
                val outcomes = TextReading.outcomes("$large\n$second", MarcFormat.JSON) {
                    limits {
                        recordBytes = 1_000
                        damageBytes = held
                    }
                }
                outcomes.codes.first() shouldBe ProblemCode.RECORD_TOO_LARGE
                outcomes.records.map { it.controlNumber } shouldContainExactly listOf("2")
            }
            TextReading.outcomes("$large\n$second", MarcFormat.JSON) {
                limits { recordBytes = large.length / 4 + 1 }
            }.codes.shouldBeEmpty()
        }
    }

    "a record of very many fields, each with a problem, is read to its end" {
        val fields = buildString { repeat(300_000) { append(",{\"1\":\"\"}") } }
        val bytes = "{\"leader\":\"$LEADER\",\"fields\":[{\"001\":\"1\"}$fields]}".toByteArray()
        val record = TextReading.inPieces(bytes, 1 shl 16, TestOptions.lenient(MarcFormat.JSON)).records.single()
        record.fields.size shouldBe 300_001
        record.problems.size shouldBe 1_001
        record.problems.last().code shouldBe ProblemCode.PROBLEMS_IN_RECORD_LIMIT
    }

    "endless input without a record is let go of as it comes" {
        val text = "{\"x\":\"" + "y".repeat(100_000)
        val outcomes = TextReading.outcomes(text, MarcFormat.JSON) {
            limits {
                recordBytes = 1_000
                valueBytes = 1_000
                damageBytes = 1_000
            }
        }
        outcomes.kinds shouldBe "D"
        outcomes.codes shouldContainExactly listOf(ProblemCode.VALUE_TOO_LARGE, ProblemCode.DAMAGE_TOO_LARGE)
    }
})
