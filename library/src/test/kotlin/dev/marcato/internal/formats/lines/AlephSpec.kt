// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

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
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeInstanceOf

private fun aleph(number: Int, vararg lines: String): String = lines.joinToString("") { "%09d $it\n".format(number) }

class AlephSpec : FreeSpec({
    fun outcomes(text: String) = TextReading.outcomes(text, MarcFormat.ALEPH_SEQUENTIAL)

    val leader = "LDR   L 00000nam^a2200000^i^4500"

    "records are distinguished by their numbers" {
        val one = aleph(1, leader, "001   L 1", "24510 L \$\$aTitle /\$\$cx", "650 0 L \$\$aA\$\$aB")
        val outcomes = outcomes(one + aleph(2, leader, "001   L 2") + one)
        outcomes.codes.shouldBeEmpty()
        outcomes.kinds shouldBe "RRR"
        outcomes.records[0].leader.toString() shouldBe "00000nam a2200000 i 4500"
        TextReading.fieldsOf(outcomes.records[0]) shouldContainExactly
            listOf("001 1", "245 10 \$a Title / \$c x", "650 #0 \$a A \$a B")
    }

    "carets are blanks in the leader and in control fields, and nowhere else" {
        val outcomes = outcomes(aleph(1, leader, "001   L 1", "008   L 8^9^", "500   L \$\$a^"))
        TextReading.fieldsOf(outcomes.records.single()) shouldContainExactly listOf("001 1", "008 8 9 ", "500 ## \$a ^")
    }

    "tags may be letters, and a text without subfields is a subfield a" {
        val outcomes = outcomes(aleph(1, "FMT   L BK", leader, "001   L 1", "Z30-1 L \$\$lX", "24514 L The title"))
        outcomes.codes.shouldBeEmpty()
        TextReading.fieldsOf(outcomes.records.single()) shouldContainExactly
            listOf("FMT ## \$a BK", "001 1", "Z30 -1 \$l X", "245 14 \$a The title")
    }

    "where no field 001 is, the number is one" {
        TextReading.fieldsOf(outcomes(aleph(7, leader, "500   L \$\$ax")).records.single()) shouldContainExactly
            listOf("001 000000007", "500 ## \$a x")
    }

    "a field on several lines is one" {
        val within =
            aleph(
                1,
                leader,
                "001   L 1",
                "5050  L \$\$aSome text^",
                "5050  L \$\$9^^\$\$amore^",
                "5050  L \$\$9^\$\$bend^",
            )
        TextReading.fieldsOf(outcomes(within).records.single())[1] shouldBe "505 0# \$a Some text more^ \$b end^"
        val others = aleph(1, leader, "001   L 1", "5050  L \$\$ax", "5051  L \$\$9^^\$\$ay", "5051  L \$\$9\$\$az")
        TextReading.fieldsOf(outcomes(others).records.single()).drop(1) shouldContainExactly
            listOf("505 0# \$a x", "505 1# \$9 ^^ \$a y", "505 1# \$9  \$a z")
    }

    "a line end within a text stays in it" {
        val outcomes = outcomes(aleph(1, leader, "001   L 1", "500   L \$\$aone\ntwo\$\$bx"))
        outcomes.codes.shouldBeEmpty()
        outcomes.records.single()["500"]!!['a'] shouldBe "one\ntwo"
    }

    "errors are reported" {
        outcomes(aleph(1, "001   L 1")).codes shouldContainExactly listOf(ProblemCode.LEADER_MISSING)
        outcomes(aleph(1, "LDR   L 00000nam^a22", "001   L 1")).codes shouldContainExactly
            listOf(ProblemCode.LEADER_LENGTH_WRONG)
        outcomes(aleph(1, leader, "500   L text\$\$ax")).codes shouldContainExactly
            listOf(ProblemCode.SUBFIELD_DELIMITER_MISSING)
        val text = "nonsense\n" + aleph(1, leader)
        outcomes(text).kinds shouldBe "DR"
        Failure.of { Readers.readAll(text.toByteArray(), TestOptions.strict(MarcFormat.ALEPH_SEQUENTIAL)) }
            .shouldBeInstanceOf<MarcException>().problem.code shouldBe ProblemCode.SYNTAX_WRONG
    }
})
