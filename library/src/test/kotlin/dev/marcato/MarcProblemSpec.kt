// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Failure
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.Readers
import dev.marcato.testing.TestOptions.LENIENT
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.ObjectInputStream
import java.io.ObjectOutputStream

private fun problemIn(bytes: ByteArray): MarcProblem =
    Readers.blocking(bytes, LENIENT).use { reader -> checkNotNull(reader.readOutcome()).problems.first() }

class MarcProblemSpec : FreeSpec({
    val latin = ProblemCases.sound().also { it[70] = 0xE9.toByte() }
    val problem = problemIn(latin)

    "a problem" - {
        "can be read from its properties" {
            problem.code shouldBe ProblemCode.TEXT_NOT_UTF_8
            problem.severity shouldBe Severity.MAJOR
            problem.position.recordIndex shouldBe 0
            problem.position.byteOffset shouldBe 70
            problem.position.offsetInRecord shouldBe 70
            problem.position.tag shouldBe "245"
            problem.position.occurrence shouldBe 1
            problem.position.subfieldCode shouldBe 'a'
            problem.position.controlNumber shouldBe "42"
            problem.found shouldBe "bytes E9 6C 65"
            problem.expected shouldBe "UTF-8, as leader/09 says"
        }

        "is a line of text" {
            problem.toString() shouldBe "TEXT_NOT_UTF_8 in record 0 (001 42), byte 70 (offset 70 in the record), " +
                "field 245[1] \$a: found bytes E9 6C 65, expected UTF-8, as leader/09 says"
        }

        "is a JSON object, without what is not known" {
            problem.toJson() shouldBe """{"code":"TEXT_NOT_UTF_8","severity":"MAJOR","recordIndex":0,"offset":70,""" +
                """"offsetInRecord":70,"tag":"245","occurrence":1,"subfieldCode":"a","controlNumber":"42",""" +
                """"found":"bytes E9 6C 65","expected":"UTF-8, as leader/09 says"}"""
            problemIn("a\"\\".toByteArray()).toJson() shouldBe
                """{"code":"RECORD_LENGTH_NOT_A_NUMBER","severity":"FATAL","recordIndex":0,"offset":0,""" +
                """"offsetInRecord":0,"found":"\"a\"\\\"","expected":"five digits, the length of a record"}"""
        }

        "escapes what isn't text in JSON" {
            val odd = ProblemCases.sound().also {
                it[61] = 0x01
                it[62] = 0xFF.toByte()
            }
            val json = problemIn(odd).toJson()
            json.substringAfter("\"controlNumber\":").substringBefore(",") shouldBe "\"\\u0001\uFFFD\""
        }

        "shows the bytes around it, with a caret below" {
            problem.hexWindow().trimEnd('\n').lines() shouldBe listOf(
                "00000020                                            30 33  |              03|",
                "00000030  36 35 30 30 30 30 38 30 30 30 31 33 1e 34 32 1e  |650000800013.42.|",
                "00000040  31 30 1f 61 54 69 e9 6c 65 1e 20 30 1f 61 53 65  |10.aTi.le. 0.aSe|",
                "                            ^^",
                "00000050  61 1e 1d                                         |a..             |",
            )
        }

        "shows where the input ends, if that is the matter" {
            problemIn("00083nam".toByteArray()).hexWindow() shouldBe
                "00000000  30 30 30 38 33 6e 61 6d                          |00083nam        |\n" +
                " ".repeat(34) + "^^\n"
        }

        "equals the same problem of another reading, and no other one" {
            problemIn(latin) shouldBe problem
            problemIn(latin).hashCode() shouldBe problem.hashCode()
            problemIn(ProblemCases.sound().also { it[71] = 0xE9.toByte() }) shouldNotBe problem
            problem.equals("TEXT_NOT_UTF_8") shouldBe false
            problem.position.equals(problem) shouldBe false
        }

        "is the message of the exception, and travels with it" {
            val failure = checkNotNull(Failure.of { Readers.blocking(latin).use { it.read() } })
            failure.message shouldBe problem.toString()
            val bytes = ByteArrayOutputStream().also { out -> ObjectOutputStream(out).use { it.writeObject(failure) } }
            val arrived = ObjectInputStream(ByteArrayInputStream(bytes.toByteArray())).use { it.readObject() }
            (arrived as MarcException).problem shouldBe problem
            arrived.problem.hexWindow() shouldBe problem.hexWindow()
        }
    }
})
