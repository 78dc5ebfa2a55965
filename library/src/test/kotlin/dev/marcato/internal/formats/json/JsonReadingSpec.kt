// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import dev.marcato.MarcException
import dev.marcato.MarcFormat
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

internal const val LEADER = "00000nam a2200000 i 4500"

/** A record with these elements in its list of fields. */
internal fun jsonRecord(vararg fields: String): String =
    """{"leader":"$LEADER","fields":[${fields.joinToString(",")}]}"""

private const val TITLE = """{"245":{"ind1":"1","ind2":"0","subfields":[{"a":"Title /"},{"c":"Somebody."}]}}"""

/** Well-formed JSON that has a problem, and the fields that are read all the same. */
private class Case(val what: String, val code: ProblemCode, val json: String, vararg fields: String) {
    val fields: List<String> = fields.asList()
}

class JsonReadingSpec : FreeSpec({
    fun only(json: String) {
        TextReading.outcomes(json, MarcFormat.JSON).single().problems.shouldBeEmpty()
    }

    fun fields(json: String): List<String> =
        TextReading.fieldsOf(TextReading.outcomes(json, MarcFormat.JSON).records.single())

    "records" - {
        "stand by themselves" {
            only(jsonRecord("""{"001":"42"}""", TITLE))
            fields(jsonRecord("""{"001":"42"}""", TITLE)) shouldContainExactly
                listOf("001 42", "245 10 \$a Title / \$c Somebody.")
        }

        "stand in lines, in arrays, one after the other, after separators, and after a byte order mark" {
            val record = jsonRecord("""{"001":"1"}""")
            val texts = listOf(
                "$record\n$record\r\n\n",
                "[\n$record,$record\n]\n",
                " $record$record",
                "\u001E$record\n\u001E$record\n",
                "\uFEFF$record $record",
            )
            for (text in texts) {
                val outcomes = TextReading.outcomes(text, MarcFormat.JSON)
                withClue(text) {
                    outcomes.records.size shouldBe 2
                    outcomes.codes.shouldBeEmpty()
                    Readers.readAll(text.toByteArray(), TestOptions.strict(MarcFormat.JSON_LINES)).size shouldBe 2
                }
            }
        }

        "keep the order and the repeats of fields and subfields" {
            val json = jsonRecord(
                TITLE,
                """{"001":"2"}""",
                """{"245":{"ind1":" ","ind2":" ","subfields":[{"b":"x"},{"a":"y"},{"b":"x"}]}}""",
                """{"001":"1"}""",
            )
            fields(json) shouldContainExactly
                listOf("245 10 \$a Title / \$c Somebody.", "001 2", "245 ## \$b x \$a y \$b x", "001 1")
        }

        "may be laid out over many lines, and have their members in any order" {
            val json = """
                { "fields" : [ { "001" : "1" } ,
                  { "245" : { "subfields" : [ { "a" : "T" } ] , "ind2" : "0" , "ind1" : "1" } } ] ,
                  "leader" : "$LEADER" }
            """
            fields(json) shouldContainExactly listOf("001 1", "245 10 \$a T")
            TextReading.outcomes(json, MarcFormat.JSON).kinds shouldBe "FRF"
        }

        "may have no fields" {
            fields("""{"leader":"$LEADER","fields":[]}""").shouldBeEmpty()
        }
    }

    "text" - {
        fun value(json: String): String {
            val record = jsonRecord("""{"500":{"ind1":" ","ind2":" ","subfields":[{"a":"$json"}]}}""")
            val outcomes = TextReading.outcomes(record, MarcFormat.JSON)
            outcomes.codes.shouldBeEmpty()
            return checkNotNull(outcomes.records.single()["500"]?.get('a'))
        }

        "has escapes" {
            value("""\"\\\/\b\f\n\r\t""") shouldBe "\"\\/\b\u000C\n\r\t"
            value("""caf\u00e9 \u4E2D\ud83d\ude00""") shouldBe "café 中\uD83D\uDE00"
        }

        "is in UTF-8" {
            val record = TextReading.outcomes(
                jsonRecord("""{"001":"é中\uD83D\uDE00"}"""),
                MarcFormat.JSON,
            ).records.single()
            record.controlNumber shouldBe "é中\uD83D\uDE00"
            record.leader[9] shouldBe 'a'
        }

        "has a problem where a surrogate has no other half" {
            for (escape in listOf("""\ud83d""", """\ude00""", """\ud83dx""", """\ud83d\u0041""")) {
                val outcomes = TextReading.outcomes(jsonRecord("""{"001":"x$escape"}"""), MarcFormat.JSON)
                outcomes.codes shouldContainExactly listOf(ProblemCode.TEXT_UNDECODABLE)
                outcomes.records.single().controlNumber!!.take(2) shouldBe "x\uFFFD"
            }
        }

        "has a problem where a delimiter of ISO 2709 is in it" {
            val outcomes = TextReading.outcomes(jsonRecord("""{"001":"a\u001fb"}"""), MarcFormat.JSON)
            outcomes.codes shouldContainExactly listOf(ProblemCode.TEXT_HOLDS_DELIMITER)
            outcomes.records.single().controlNumber shouldBe "a\uFFFDb"
        }

        "has a problem if it isn't UTF-8, with the place" {
            val note = """{"500":{"ind1":" ","ind2":" ","subfields":[{"a":"x#y"}]}}"""
            val bytes = jsonRecord("""{"001":"1"}""", note).toByteArray()
            val at = bytes.indexOf('#'.code.toByte())
            bytes[at] = 0xE9.toByte()
            val outcomes = TextReading.outcomes(bytes, TestOptions.lenient(MarcFormat.JSON))
            outcomes.codes shouldContainExactly listOf(ProblemCode.TEXT_NOT_UTF_8)
            outcomes.single().problems.single().position.byteOffset shouldBe at.toLong()
            outcomes.records.single()["500"]!!['a'] shouldBe "x\uFFFDy"
            val failure = Failure.of { Readers.readAll(bytes, TestOptions.strict(MarcFormat.JSON)) }
            failure.shouldBeInstanceOf<MarcException>().problem.code shouldBe ProblemCode.TEXT_NOT_UTF_8
        }
    }

    "other dialects are read" - {
        val expected = listOf("001 42", "245 10 \$a Title / \$c Somebody.")

        "those that spell out tags and codes, in two lists (MARC-JSON)" {
            for ((subfields, value) in listOf("subfield" to "data", "subfield" to "content", "subfields" to "value")) {
                val json = """{"leader":"$LEADER","controlfield":[{"tag":"001","$value":"42"}],
                    "datafield":[{"tag":"245","ind1":"1","ind2":"0",
                    "$subfields":[{"code":"a","$value":"Title /"},{"code":"c","$value":"Somebody."}]}]}"""
                only(json)
                fields(json) shouldContainExactly expected
            }
            val json = """{"leader":"$LEADER","controlfield":[{"tag":"001","data":"42"}],
                "datafield":[{"tag":"245","ind":"10",
                "subfield":[{"code":"a","data":"Title /"},{"code":"c","data":"Somebody."}]}]}"""
            fields(json) shouldContainExactly expected
        }

        "those that spell them out in one list" {
            val json = jsonRecord(
                """{"tag":"001","value":"42"}""",
                """{"tag":"245","ind1":"1","ind2":"0","subfields":[
                    {"code":"a","value":"Title /"},{"code":"c","value":"Somebody."}]}""",
            )
            only(json)
            fields(json) shouldContainExactly expected
        }

        "the rows of Catmandu, where an indicator may be null" {
            val json = """{"_id":"42","record":[["LDR",null,null,"_","$LEADER"],["001",null,null,"_","42"],
                ["FMT"," "," ","_","BK"],["245","1","0","a","Title /","c","Somebody."],["500"," "," "]]}"""
            val outcomes = TextReading.outcomes(json, MarcFormat.JSON)
            outcomes.codes shouldContainExactly listOf(ProblemCode.SUBFIELDS_MISSING)
            val record = outcomes.records.single()
            record.leader.toString() shouldBe LEADER
            TextReading.fieldsOf(record) shouldContainExactly
                listOf("001 42", "FMT ## \$_ BK", "245 10 \$a Title / \$c Somebody.", "500 ##")
        }

        "a record within an envelope (FOLIO)" {
            val content = jsonRecord("""{"001":"42"}""", TITLE)
            val json = """{"id":"x","parsedRecord":{"id":"y","content":$content,"more":null},"n":[1,{"a":[]}]}"""
            only(json)
            fields(json) shouldContainExactly expected
            for (begin in listOf("\"record\":", "\"_id\":1,\"marc\":", "\"_id\":1,\"record\":")) {
                only("{$begin$content}")
                fields("{$begin$content}") shouldContainExactly expected
            }
        }
    }

    "what is well-formed but not as it should be" - {
        fun lenient(json: String) = TextReading.outcomes(json, MarcFormat.JSON)

        "is read as far as it can be, with one problem each" {
            fun dataField(content: String) = jsonRecord("""{"001":"1"}""", """{"245":$content}""")
            val plain = """"subfields":[{"a":"x"}]"""
            val cases = listOf(
                Case(
                    "a number for text",
                    ProblemCode.JSON_MEMBER_WRONG,
                    jsonRecord("""{"001":42}"""),
                    "001 42",
                ),
                Case(
                    "a word for text",
                    ProblemCode.JSON_MEMBER_WRONG,
                    jsonRecord("""{"001":true}"""),
                    "001 true",
                ),
                Case(
                    "a second value",
                    ProblemCode.JSON_MEMBER_WRONG,
                    jsonRecord("""{"tag":"001","value":"a","value":"b"}"""),
                    "001 a",
                ),
                Case(
                    "a missing indicator",
                    ProblemCode.INDICATOR_LENGTH_WRONG,
                    dataField("""{"ind1":"1",$plain}"""),
                    "001 1",
                    "245 1# \$a x",
                ),
                Case(
                    "an empty indicator",
                    ProblemCode.INDICATOR_LENGTH_WRONG,
                    dataField("""{"ind1":"","ind2":"0",$plain}"""),
                    "001 1",
                    "245 #0 \$a x",
                ),
                Case(
                    "an indicator beyond ASCII",
                    ProblemCode.INDICATOR_NOT_ASCII,
                    dataField("""{"ind1":"á","ind2":"0",$plain}"""),
                    "001 1",
                    "245 ?0 \$a x",
                ),
                Case(
                    "a repeated indicator",
                    ProblemCode.JSON_MEMBER_WRONG,
                    dataField("""{"ind1":"1","ind1":"2","ind2":"0",$plain}"""),
                    "001 1",
                    "245 10 \$a x",
                ),
                Case(
                    "no subfields",
                    ProblemCode.SUBFIELDS_MISSING,
                    dataField("""{"ind1":"1","ind2":"0"}"""),
                    "001 1",
                    "245 10",
                ),
                Case(
                    "an object of subfields",
                    ProblemCode.JSON_MEMBER_WRONG,
                    dataField("""{"ind1":"1","ind2":"0","subfields":{"a":"x","b":"y"}}"""),
                    "001 1",
                    "245 10 \$a x \$b y",
                ),
                Case(
                    "a long code",
                    ProblemCode.SUBFIELD_CODE_TOO_LONG,
                    dataField("""{"ind1":"1","ind2":"0","subfields":[{"ab":"x"}]}"""),
                    "001 1",
                    "245 10 \$? x",
                ),
                Case(
                    "an empty code",
                    ProblemCode.SUBFIELD_CODE_MISSING,
                    dataField("""{"ind1":"1","ind2":"0","subfields":[{"":"x"}]}"""),
                    "001 1",
                    "245 10 \$? x",
                ),
                Case(
                    "a null value",
                    ProblemCode.JSON_MEMBER_WRONG,
                    dataField("""{"ind1":"1","ind2":"0","subfields":[{"a":null}]}"""),
                    "001 1",
                    "245 10 \$a ",
                ),
                Case(
                    "a member of a field that is none",
                    ProblemCode.BYTES_OUTSIDE_FIELDS,
                    dataField("""{"ind1":"1","ind2":"0","x":[1],$plain}"""),
                    "001 1",
                    "245 10 \$a x",
                ),
                Case(
                    "a long tag",
                    ProblemCode.TAG_LENGTH_WRONG,
                    jsonRecord("""{"2450":{"ind1":"1","ind2":"0",$plain}}"""),
                    "??? 10 \$a x",
                ),
                Case(
                    "a control field with subfields",
                    ProblemCode.FIELD_KIND_WRONG,
                    jsonRecord("""{"001":{"ind1":"1","ind2":"0",$plain}}"""),
                    "001 10\u001Fax",
                ),
                Case(
                    "a data field without any",
                    ProblemCode.FIELD_KIND_WRONG,
                    jsonRecord("""{"245":"x"}"""),
                    "245 ## \$\u0000 x",
                ),
                Case(
                    "something else than an object for a field",
                    ProblemCode.BYTES_OUTSIDE_FIELDS,
                    jsonRecord("[1]", """{"001":"1"}"""),
                    "001 1",
                ),
                Case(
                    "no list of fields",
                    ProblemCode.JSON_MEMBER_WRONG,
                    """{"leader":"$LEADER"}""",
                ),
                Case(
                    "no leader",
                    ProblemCode.LEADER_MISSING,
                    """{"fields":[{"001":"1"}]}""",
                    "001 1",
                ),
                Case(
                    "a leader that is null",
                    ProblemCode.LEADER_MISSING,
                    """{"leader":null,"fields":[]}""",
                ),
                Case(
                    "a short leader",
                    ProblemCode.LEADER_LENGTH_WRONG,
                    """{"leader":"00000nam","fields":[]}""",
                ),
                Case(
                    "a second leader",
                    ProblemCode.JSON_MEMBER_WRONG,
                    """{"leader":"$LEADER","leader":"","fields":[]}""",
                ),
                Case(
                    "a second list of fields",
                    ProblemCode.JSON_MEMBER_WRONG,
                    """{"leader":"$LEADER","fields":[{"001":"1"}],"fields":[{"002":"2"}]}""",
                    "001 1",
                    "002 2",
                ),
            )
            for (case in cases) {
                withClue("${case.what}: ${case.json}") {
                    val outcomes = lenient(case.json)
                    outcomes.codes shouldContainExactly listOf(case.code)
                    TextReading.fieldsOf(outcomes.records.single()) shouldContainExactly case.fields
                    val failure = Failure.of {
                        Readers.readAll(case.json.toByteArray(), TestOptions.strict(MarcFormat.JSON))
                    }
                    failure.shouldBeInstanceOf<MarcException>().problem.code shouldBe case.code
                }
            }
        }

        "is damage if it isn't a record at all" {
            for (json in listOf("{}", """{"a":1}""", """{"data":[{"a":${jsonRecord().length}}]}""")) {
                val outcomes = lenient("$json\n${jsonRecord()}")
                withClue(json) {
                    outcomes.kinds shouldBe "DFR"
                    outcomes.codes shouldContainExactly listOf(ProblemCode.JSON_MEMBER_WRONG)
                }
            }
        }

        "says where it is" {
            val field = """{"245":{"ind1":"1","ind2":"0","subfields":[{"ab":"x"}]}}"""
            val outcomes = lenient("\n\n  " + jsonRecord("""{"001":"7"}""", field))
            val problem = outcomes.flatMap { it.problems }.single()
            problem.position.line shouldBe 3L
            problem.position.tag shouldBe "245"
            problem.position.controlNumber shouldBe "7"
        }
    }
})
