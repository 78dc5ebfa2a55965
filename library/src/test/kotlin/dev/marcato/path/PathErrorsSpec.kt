// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import io.kotest.assertions.fail
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

/** The mistakes that people make, and what they are told: what is wrong, the text, and a caret below the place. */
class PathErrorsSpec : FreeSpec({
    "of paths" - {
        for ((text, expected) in PATHS) {
            (name(text)) { message(text) { MarcPath.of(it) } shouldBe expected.trimIndent() }
        }
    }

    "of paths in MARCspec alone" - {
        for ((text, expected) in MARCSPECS) {
            text { message(text) { MarcPath.marcSpec(it) } shouldBe expected.trimIndent() }
        }
    }

    "of conditions" - {
        for ((text, expected) in CONDITIONS) {
            text { message(text) { MarcCondition.of(it) } shouldBe expected.trimIndent() }
        }
    }

    "of sets of paths" - {
        for ((text, expected) in SETS) {
            (name(text)) { message(text) { PathSet.of(it) } shouldBe expected.trimIndent() }
        }
    }

    "of long texts, the part around the mistake is shown" {
        withClue("a mistake far from both ends") {
            message("245\$a{" + "\$b or ".repeat(500) + "\$B or " + "\$c or ".repeat(500) + "\$d}") {
                MarcPath.of(it)
            } shouldBe
                ""
        }
    }
})

private fun name(text: String) = text.take(40).ifEmpty { "nothing" }

private fun message(text: String, parse: (String) -> Any): String? = try {
    fail("It is read as ${parse(text)}")
} catch (e: MarcPathException) {
    // All is in the message, as in the parts of it.
    e.message.contains(e.reason) shouldBe true
    e.message.contains(e.picture) shouldBe true
    e.picture.lines()[1].indexOf('^') shouldBe e.picture.lines()[1].length - 1
    e.message
}

internal val PATHS = listOf(
    "" to "", "24" to "", "whale" to "", "6xx" to "", "245 a" to "", "245$" to "", "245\$A" to "", "245\$a{" to "",
    "245\$a{\$b" to "",
    "245\$a[" to "", "245[1" to "", "245[2-1]" to "", "008/40-35" to "", "008/35-" to "", "008/x" to "",
    "008[35-37]" to "",
    "001\$a" to "", "LDR^1" to "", "245^3" to "", "245\$c-a" to "", "245\$a-9" to "", "856|4|\$u" to "",
    "856|4*\$u" to "",
    "245\$a\$b+" to "", "245\$a\$b+ " to "", "245.a" to "", "245,001" to "", "245:a" to "", "245\$a and 020" to "",
    "245[9999999999]" to "", "@Cat" to "", "245\$a{\$b=\"x}" to "", "650\$a{~\"(a)\\1\"}" to "", "100_1\$a" to "",
    "*" to "",
    "245\$a^1" to "", "245-250" to "", "245a = x" to "", "245_10\$a" to "", "650{~\"(?=a)\"}" to "", "650{~\"a{1000}{1000}\"}" to "", "650/0{^1}" to "", "650^1{/0}" to "", "245{007|^1x" to "",
)

internal val MARCSPECS = listOf(
    "245a" to "",
    "007/01" to "",
    "245{\$a}\$b" to "",
    "245\$a{\$c{\$b}}" to "",
    "aB1" to "",
    "245{\$a = \\x}" to "",
)

internal val CONDITIONS = listOf(
    "245a == x" to "", "245a AND 020" to "", "245a && 020" to "", "245\$a = " to "", "245\$a = 100" to "",
    "#650 >" to "",
    "#650 > x" to "", "#650" to "", "650a ~ [" to "", "650a ~ \"[\"" to "", "650\$a ~ \"(a)\\1\"" to "",
    "245\$a = \"x" to "",
    "245\$a = \"x\" 020" to "", "(245" to "", "245)" to "", "not" to "", "245 and" to "", "and 245" to "",
    "245 or or 020" to "",
    "245\$a in eng" to "", "245\$a in (eng" to "", "245\$a in ()" to "", "245\$a < 100\$a" to "", "245\$a like x" to "",
    "245\$a = \"x\"z" to "", "\"x\" = 245" to "", "= \"x\"" to "", "\$a" to "", "245\$a =~ \"x\"" to "",
    "245\$a <> x" to "",
)

internal val SETS = listOf(
    "" to "",
    "245\$a," to "",
    "a=245\$a, a=020" to "",
    "=245" to "",
    "title=" to "",
    "title=whale" to "",
)
