// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

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

internal const val LEADER = "00000nam a2200000 i 4500"
private const val OLD_LEADER = "00000nam  2200000 i 4500"

private fun mrk(vararg lines: String, leader: String = LEADER): String =
    "=LDR  $leader\n" + lines.joinToString("") { "$it\n" } + "\n"

class MnemonicReadingSpec : FreeSpec({
    fun outcomes(text: String) = TextReading.outcomes(text, MarcFormat.MNEMONIC)

    /** The one value of a record that has it in 500 $a. */
    fun value(text: String, leader: String = LEADER): String {
        val outcomes = outcomes(mrk("=500  \\\\\$a$text", leader = leader))
        withClue(outcomes.codes) { outcomes.codes.shouldBeEmpty() }
        return outcomes.records.single()["500"]!!['a']!!
    }

    "a record" - {
        val text = mrk("=001  4\\2", "=008  a\\b\\", "=245  1\\\$aTitle : \$bsub \\ title", "=500  \\\\\$ax\$ay\$ax")
        val expected = listOf("001 4 2", "008 a b ", "245 1# \$a Title :  \$b sub \\ title", "500 ## \$a x \$a y \$a x")

        "is a line for each field, with backslashes for blanks in indicators and control fields only" {
            val outcomes = outcomes(text)
            outcomes.codes.shouldBeEmpty()
            TextReading.fieldsOf(outcomes.records.single()) shouldContainExactly expected
            outcomes.records.single().leader.toString() shouldBe LEADER
            outcomes.kinds shouldBe "RF"
        }

        "may have carriage returns, a byte order mark, and no blank line at its end" {
            for (variant in listOf(text.replace("\n", "\r\n"), "\uFEFF$text", text.trimEnd(), text + "\n\n \n")) {
                val outcomes = outcomes(variant)
                outcomes.codes.shouldBeEmpty()
                TextReading.fieldsOf(outcomes.records.single()) shouldContainExactly expected
            }
        }

        "ends before a blank line and before the next leader (marc4j looks at the leader alone)" {
            val one = mrk("=001  1").trimEnd() + "\n"
            outcomes(one + one).kinds shouldBe "RR"
            outcomes("$one\n\n$one").kinds shouldBe "RFR"
            outcomes("$one\n=001  2\n").codes shouldContainExactly listOf(ProblemCode.LEADER_MISSING)
        }

        "may have the tag 000 for its leader, as MARCMaker once had it" {
            outcomes("=000  00000nam\\a2200000\\i\\4500\n=001  1\n").records.single().leader.toString() shouldBe LEADER
        }

        "may have broken lines, which the next line continues (pymarc takes it for another field)" {
            val outcomes = outcomes(mrk("=001  1", "=245  10\$aSome title /\$cby", " Somebody \$bx", "y"))
            outcomes.codes.shouldBeEmpty()
            TextReading.fieldsOf(outcomes.records.single())[1] shouldBe
                "245 10 \$a Some title / \$c by Somebody  \$b xy"
        }

        "has comments around it" {
            val outcomes = outcomes("# made by hand\n" + mrk("=001  1") + "# the end\n")
            outcomes.kinds shouldBe "FRF"
            outcomes.codes.shouldBeEmpty()
        }
    }

    "mnemonics" - {
        "stand for signs of the format" {
            value("{dollar}5 {lcub}x{rcub} {bsol} {24} {x}") shouldBe "\$5 {x} \\ \$ x"
        }

        "stand for characters of MARC-8, whatever the leader says, with marks in front of their letters" {
            for (leader in listOf(LEADER, OLD_LEADER)) {
                value("{Lstrok}{acute}od{acute}z", leader) shouldBe marc8("A1 E2 o d E2 z")
                value("{deg}{copy} {aacute}{frac12}", leader) shouldBe "°© " + marc8("E2 a") + "1/2"
                value("d{llig}i{rlig}ad", leader) shouldBe "d" + marc8("EB i EC a") + "d"
                value("{under}k{under}hu{dbldotb}t", leader) shouldBe marc8("F6 k F6 h u F3 t")
            }
        }

        "may stand beside text in UTF-8, even as a mark on its letter" {
            value("中{acute}e文") shouldBe "中" + marc8("E2 e") + "文"
            value("{acute}ж") shouldBe "ж\u0301"
        }

        "stand for escape sequences in records that are in MARC-8" {
            value("{esc}(N@A{esc}(B {sup2}", OLD_LEADER) shouldBe "юа ²"
            value("&#x4E2D;", OLD_LEADER) shouldBe "中"
            value("&#x4E2D;") shouldBe "&#x4E2D;"
            value("x{sup2}") shouldBe "x²"
        }

        "that are unknown stay as they are, and are reported (LoC's program has &zilch; for them, marc4j is silent)" {
            for (text in listOf("{zilch}", "{", "a { b", "{}", "{very long name that is none}")) {
                val outcomes = outcomes(mrk("=500  \\\\\$ax$text"))
                withClue(text) {
                    outcomes.codes shouldContainExactly listOf(ProblemCode.MNEMONIC_UNKNOWN)
                    outcomes.records.single()["500"]!!['a'] shouldBe "x$text"
                }
            }
            value("}") shouldBe "}"
        }

        "may stand for delimiters, which no value holds" {
            outcomes(mrk("=500  \\\\\$ax{us}ay")).codes shouldContainExactly listOf(ProblemCode.TEXT_HOLDS_DELIMITER)
        }
    }

    "what is not as it should be" - {
        "is read as far as it can be, with one problem each (marc4j throws at short lines and letters for indicators)" {
            val cases = listOf(
                Triple("=245  1\$ax", ProblemCode.INDICATOR_LENGTH_WRONG, "245 1# \$a x"),
                Triple("=245  102\$ax", ProblemCode.SUBFIELD_DELIMITER_MISSING, "245 10 \$\u0000 2 \$a x"),
                Triple("=245  10", ProblemCode.SUBFIELDS_MISSING, "245 10"),
                Triple("=245  1é\$ax", ProblemCode.INDICATOR_NOT_ASCII, "245 1? \$a x"),
                Triple("=245  10\$ax\$", ProblemCode.SUBFIELD_CODE_MISSING, "245 10 \$a x \$? "),
                Triple("=245  10\$éx", ProblemCode.SUBFIELD_CODE_NOT_ASCII, "245 10 \$? x"),
                Triple("=2450  10\$ax", ProblemCode.TAG_LENGTH_WRONG, "??? 10 \$a x"),
                Triple("=2é5  10\$ax", ProblemCode.TAG_NOT_ASCII, "2?5 10 \$a x"),
            )
            for ((line, code, field) in cases) {
                val text = mrk("=001  1", line)
                withClue(line) {
                    val outcomes = outcomes(text)
                    outcomes.codes shouldContainExactly listOf(code)
                    TextReading.fieldsOf(outcomes.records.single())[1] shouldBe field
                    val problem = outcomes.flatMap { it.problems }.single()
                    problem.position.line shouldBe 3L
                    problem.position.controlNumber shouldBe "1"
                    Failure.of { Readers.readAll(text.toByteArray(), TestOptions.strict(MarcFormat.MNEMONIC)) }
                        .shouldBeInstanceOf<MarcException>().problem.code shouldBe code
                }
            }
        }

        "is damage where no record begins, up to the next blank line or leader" {
            val outcomes = outcomes("nonsense\nmore\n\n" + mrk("=001  1") + "x\n" + mrk("=001  2"))
            outcomes.kinds shouldBe "DFRFDRF"
            outcomes.filterIsInstance<Outcome.Damage>().map { it.problem.code }.distinct() shouldContainExactly
                listOf(ProblemCode.SYNTAX_WRONG)
        }

        "is a problem if it isn't UTF-8, with the place" {
            val bytes = mrk("=500  \\\\\$ax#y").toByteArray()
            val at = bytes.indexOf('#'.code.toByte())
            bytes[at] = 0xE9.toByte()
            val outcomes = TextReading.outcomes(bytes, TestOptions.lenient(MarcFormat.MNEMONIC))
            outcomes.codes shouldContainExactly listOf(ProblemCode.TEXT_NOT_UTF_8)
            outcomes.flatMap { it.problems }.single().position.byteOffset shouldBe at.toLong()
            outcomes.records.single()["500"]!!['a'] shouldBe "x\uFFFDy"
        }
    }

    "limits" - {
        "stop lines and records that are too long" {
            val long = mrk("=500  \\\\\$a" + "x".repeat(5_000))
            val many = mrk(*Array(400) { "=001  $it" })
            val next = mrk("=001  next")
            val line = TextReading.outcomes(long + next, MarcFormat.MNEMONIC) { limits { valueBytes = 4_000 } }
            line.codes shouldContainExactly listOf(ProblemCode.VALUE_TOO_LARGE)
            line.records.single().controlNumber shouldBe "next"
            val record = TextReading.outcomes(many + next, MarcFormat.MNEMONIC) { limits { recordBytes = 500 } }
            record.codes shouldContainExactly listOf(ProblemCode.RECORD_TOO_LARGE)
            record.records.single().controlNumber shouldBe "next"
        }

        "let go of what has no end" {
            val outcomes = TextReading.outcomes("=LDR  " + "x".repeat(50_000), MarcFormat.MNEMONIC) {
                limits {
                    recordBytes = 1_000
                    damageBytes = 1_000
                }
            }
            outcomes.kinds shouldBe "D"
            outcomes.codes shouldContainExactly listOf(ProblemCode.RECORD_TOO_LARGE, ProblemCode.DAMAGE_TOO_LARGE)
        }
    }
})

/** The text of MARC-8 bytes: of a letter each, or of two hexadecimal digits. */
internal fun marc8(bytes: String): String = dev.marcato.CharacterSet.MARC_8.decode(
    bytes.split(' ').map { if (it.length == 2) it.toInt(16).toByte() else it.single().code.toByte() }.toByteArray(),
)
