// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

/** The mistakes that people make, and the messages for them: what is wrong, the text, and a caret below the place. */
class PathErrorsSpec : FreeSpec({
    "of paths" - { for (mistake in PATHS) "$mistake" { check(mistake) { MarcPath.of(it) } } }

    "of paths in MARCspec alone" -
        { for (mistake in MARCSPECS) "$mistake" { check(mistake) { MarcPath.marcSpec(it) } } }

    "of conditions" - { for (mistake in CONDITIONS) "$mistake" { check(mistake) { MarcCondition.of(it) } } }

    "of sets of paths" - { for (mistake in SETS) "$mistake" { check(mistake) { PathSet.of(it) } } }

    "of long texts, the part around the place is shown" {
        val text = "245\$a{" + "\$b or ".repeat(500) + "\$é or " + "\$c or ".repeat(500) + "\$d}"
        val mistake = shouldThrow<MarcPathException> { MarcPath.of(text) }
        mistake.position shouldBe text.indexOf('é')
        mistake.picture shouldBe
            "  ...b or " + "\$b or ".repeat(9) + "\$é or \$c or \$c o...\n" + "  " + " ".repeat(63) + "^"
    }

    "of texts with line breaks, which stay in the line of the picture" {
        shouldThrow<MarcPathException> { MarcPath.of("245\n$") }.picture shouldBe "  245?$\n      ^"
    }
})

private class Mistake(val text: String, val caret: String, val reason: String) {
    override fun toString(): String = text.ifEmpty { "nothing" }
}

private fun check(mistake: Mistake, parse: (String) -> Any) {
    val found = shouldThrow<MarcPathException> { parse(mistake.text) }
    found.message shouldBe "${mistake.reason}\n  ${mistake.text}\n  ${mistake.caret}"
    found.text shouldBe mistake.text
    found.reason shouldBe mistake.reason
    found.position shouldBe mistake.caret.length - 1
    found.picture shouldBe "  ${mistake.text}\n  ${mistake.caret}"
}

private val PATHS = listOf(
    Mistake(
        "",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "24",
        "  ^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "whale",
        "^",
        "a path begins with a tag, such as 245 or 6XX; one with small letters is written @abc",
    ),
    Mistake(
        "6xx",
        " ^",
        "X stands for any character only in upper case: 6XX",
    ),
    Mistake(
        "245 a",
        "    ^",
        "a path has no blanks in it",
    ),
    Mistake(
        "245\$",
        "    ^",
        "the code of a subfield is expected here, such as \$a",
    ),
    Mistake(
        "245\$a{",
        "      ^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "245\$a{\$b",
        "        ^",
        "a closing } is expected here, or another condition",
    ),
    Mistake(
        "245\$a[",
        "      ^",
        "an index is expected here, such as [0] or [#]",
    ),
    Mistake(
        "245[1",
        "     ^",
        "a closing ] is expected here",
    ),
    Mistake(
        "245[2-1]",
        "    ^",
        "the last position comes before the first",
    ),
    Mistake(
        "008/40-35",
        "    ^",
        "the last position comes before the first",
    ),
    Mistake(
        "008/35-",
        "       ^",
        "a position is expected here, such as /06 or /35-37",
    ),
    Mistake(
        "008/x",
        "    ^",
        "a position is expected here, such as /06 or /35-37",
    ),
    Mistake(
        "001\$a",
        "   ^",
        "001 has no indicators and no subfields",
    ),
    Mistake(
        "008[35-37]",
        "   ^",
        "a record has only one 008; characters are written 008/35-37",
    ),
    Mistake(
        "LDR^1",
        "   ^",
        "LDR has no indicators and no subfields",
    ),
    Mistake(
        "245^3",
        "    ^",
        "1 or 2 is expected here: ^1 is the first indicator",
    ),
    Mistake(
        "245\$c-a",
        "      ^",
        "the last code comes before the first",
    ),
    Mistake(
        "245\$a-9",
        "      ^",
        "a range of codes is of two small letters or two digits, such as \$a-d",
    ),
    Mistake(
        "856|4|\$u",
        "    ^",
        "two indicators are expected here: |10|, with _ for a blank and * for any",
    ),
    Mistake(
        "856|4*\$u",
        "      ^",
        "indicators end with another |",
    ),
    Mistake(
        "245\$a\$b+",
        "        ^",
        "a text in quotation marks that joins the subfields is expected here, such as +\" \"",
    ),
    Mistake(
        "245\$a\$b+ ",
        "        ^",
        "a text in quotation marks that joins the subfields is expected here, such as +\" \"",
    ),
    Mistake(
        "245.a",
        "   ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "245,001",
        "   ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "245:a",
        "   ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "245\$a and 020",
        "      ^",
        "a condition is no path, since it selects nothing",
    ),
    Mistake(
        "245[9999999999]",
        "    ^",
        "a number has at most 9 digits",
    ),
    Mistake(
        "@Cat",
        " ^",
        "a tag of three digits or letters is expected here",
    ),
    Mistake(
        "245\$a{\$b=\"x}",
        "         ^",
        "this quotation mark has no other half",
    ),
    Mistake(
        "650\$a{~\"(a)\\1\"}",
        "        ^",
        "expressions have no back-references: \\1",
    ),
    Mistake(
        "100_1\$a",
        "   ^",
        "indicators are written like this: 245|10|",
    ),
    Mistake(
        "*",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "245\$a^1",
        "     ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "245-250",
        "   ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "245a = x",
        "     ^",
        "a condition is no path, since it selects nothing",
    ),
    Mistake(
        "245_10\$a",
        "   ^",
        "indicators are written like this: 245|10|",
    ),
    Mistake(
        "650{~\"(?=a)\"}",
        "      ^",
        "expressions have no look-around: (?=",
    ),
    Mistake(
        "650{~\"a{1000}{1000}\"}",
        "      ^",
        "with its counts written out, this expression is longer than 10000",
    ),
    Mistake(
        "650/0{^1}",
        "      ^",
        "indicators are asked for before positions: 650{^2=\"7\"}/0-2",
    ),
    Mistake(
        "650^1{/0}",
        "      ^",
        "an indicator is one character: it has no positions",
    ),
    Mistake(
        "245{007|^1x",
        "          ^",
        "a closing } is expected here, or another condition",
    ),
)

private val MARCSPECS = listOf(
    Mistake(
        "245a",
        "   ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "007/01",
        "    ^",
        "a number doesn't begin with 0",
    ),
    Mistake(
        "245{\$a}\$b",
        "       ^",
        "a path ends here, or continues with one of [ / ^ \$ {",
    ),
    Mistake(
        "245\$a{\$c{\$b}}",
        "        ^",
        "a closing } is expected here, or another condition",
    ),
    Mistake(
        "aB1",
        "^",
        "a tag of three digits or letters is expected here",
    ),
    Mistake(
        "245{\$a = \\x}",
        "      ^",
        "a closing } is expected here, or another condition",
    ),
)

private val CONDITIONS = listOf(
    Mistake(
        "245a == x",
        "      ^",
        "\"is\" is written with one =",
    ),
    Mistake(
        "245a AND 020",
        "     ^",
        "and, or and not are written in small letters",
    ),
    Mistake(
        "245a && 020",
        "     ^",
        "\"and\" is written as a word",
    ),
    Mistake(
        "245\$a = ",
        "        ^",
        "a value is expected here",
    ),
    Mistake(
        "#650 >",
        "      ^",
        "a number is expected here",
    ),
    Mistake(
        "#650 > x",
        "       ^",
        "a number is expected here",
    ),
    Mistake(
        "#650",
        "    ^",
        "=, !=, <, <=, > or >= is expected here, and a number: #650 > 3",
    ),
    Mistake(
        "650a ~ [",
        "       ^",
        "that isn't a regular expression: missing closing ] ([)",
    ),
    Mistake(
        "650a ~ \"[\"",
        "        ^",
        "that isn't a regular expression: missing closing ] ([)",
    ),
    Mistake(
        "650\$a ~ \"(a)\\1\"",
        "         ^",
        "expressions have no back-references: \\1",
    ),
    Mistake(
        "245\$a = \"x",
        "        ^",
        "this quotation mark has no other half",
    ),
    Mistake(
        "245\$a = \"x\" 020",
        "            ^",
        "a sign such as = or ~ is expected here, or and, or, or the end",
    ),
    Mistake(
        "(245",
        "    ^",
        "a closing bracket is expected here",
    ),
    Mistake(
        "245)",
        "   ^",
        "this bracket has no other half",
    ),
    Mistake(
        "not",
        "   ^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "245 and",
        "       ^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "and 245",
        "^",
        "a path begins with a tag, such as 245 or 6XX; one with small letters is written @abc",
    ),
    Mistake(
        "245 or or 020",
        "       ^",
        "a path begins with a tag, such as 245 or 6XX; one with small letters is written @abc",
    ),
    Mistake(
        "245\$a in eng",
        "         ^",
        "a list in brackets is expected here, such as in (eng, fre)",
    ),
    Mistake(
        "245\$a in (eng",
        "             ^",
        "a comma or a closing bracket is expected here",
    ),
    Mistake(
        "245\$a in ()",
        "          ^",
        "a value is expected here",
    ),
    Mistake(
        "245\$a like x",
        "      ^",
        "a sign such as = or ~ is expected here, or and, or, or the end",
    ),
    Mistake(
        "245\$a = \"x\"z",
        "           ^",
        "after a text comes a blank or the end; a quotation mark in it is doubled",
    ),
    Mistake(
        "\"x\" = 245",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "= \"x\"",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "\$a",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "245\$a =~ \"x\"",
        "      ^",
        "an expression is found by ~ alone",
    ),
    Mistake(
        "245\$a <> x",
        "      ^",
        "\"is not\" is written !=",
    ),
)

private val SETS = listOf(
    Mistake(
        "",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "245\$a,",
        "      ^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "=245",
        "^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "title=",
        "      ^",
        "a tag of three characters is expected here, such as 245, 6XX or LDR",
    ),
    Mistake(
        "title=whale",
        "      ^",
        "a path begins with a tag, such as 245 or 6XX; one with small letters is written @abc",
    ),
)
