// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldStartWith

/** What is said of texts that aren't edits: the place, and what was expected there. */
class MistakesSpec : FreeSpec({
    fun mistake(text: String) = shouldThrow<EditException> { editsOf(text) }

    // Each mistake is where the caret of the second line is.
    val cases = listOf(
        """
        delete 9XX
        ^
        """ to "a statement begins with add, remove, keep, set, replace, prefix, suffix, copy, move, rename, change, " +
            "look, sort, split, join, renumber, drop, if, each, include or parameter",
        """
        remove
              ^
        """ to "a path is expected here",
        """
        remove 24
                 ^
        """ to "a tag of three characters is expected here, such as 245, 6XX or LDR",
        """
        remove 245 foo
                   ^
        """ to "nothing is expected here",
        """
        remove 245 with
                       ^
        """ to "\"its\" is expected here",
        """
        remove 008/23
               ^
        """ to "positions can't be removed: set them to blanks",
        """
        remove LDR
               ^
        """ to "positions can't be removed: set them to blanks",
        """
        remove 245/0-3
               ^
        """ to "characters of a whole field can't be changed: name a subfield, such as 245\$a/0-3",
        """
        remove duplicates of 650§a
                             ^
        """ to "a path of fields is expected here: 650",
        """
        remove duplicates of 650 ignoring case
                                          ^
        """ to "\"indicators\" is expected here",
        """
        remove field
               ^
        """ to "no field is at hand here: this is for blocks that begin with each",
        """
        keep 245
             ^
        """ to "\"only\" or \"record\" or \"field\" is expected here",
        """
        keep only 245§a
                  ^
        """ to "a path of fields is expected here: 650",
        """
        keep record
                   ^
        """ to "\"if\" or \"unless\" is expected here",
        """
        keep field if §a
             ^
        """ to "no field is at hand here: this is for blocks that begin with each",
        """
        drop field
             ^
        """ to "\"record\" is expected here; fields are removed",
        """
        remove 245 if
                     ^
        """ to "a condition is expected here",
        """
        remove 245 if 245 = 
                            ^
        """ to "a value is expected here",
        """
        add
           ^
        """ to "a tag or a path is expected here",
        """
        add 9XX §a "x"
            ^
        """ to "a tag, or a path of a subfield, is expected here: 040\$e",
        """
        add 003 x
                ^
        """ to "the text of 003 in quotation marks is expected here",
        """
        add 590 1 §a "x"
                ^
        """ to "two indicators are expected here, with _ for a blank: 1_",
        """
        add 590 §ab "x"
                ^
        """ to "a subfield code is expected here: \$a",
        """
        add 590 [§a "x"
                       ^
        """ to "] is expected here",
        """
        add 590 §a x
                   ^
        """ to "a text in quotation marks is expected here",
        """
        add 590 §a "x
                   ^
        """ to "this text has no end: a quotation mark is missing",
        """
        add 590 §a "x" before 245§a
                              ^
        """ to "a path of fields is expected here: 650",
        """
        add 590 §a ""
        """ to "",
        """
        add 590 §a "a{001"
                     ^
        """ to "this brace isn't closed",
        """
        add 590 §a "a""}"
                       ^
        """ to "a closing brace without an opening one: write }} for a brace",
        """
        add 590 §a "{}"
                     ^
        """ to "a tag of three characters is expected here, such as 245, 6XX or LDR",
        """
        add 590 §a "{shout(001)}"
                     ^
        """ to "there is no function \"shout\": there are upper, lower, capital, sentence, title, trim, spaces, " +
            "punctuation, quotes, entities, digits, url, compose, decompose, isbn13, isbn10",
        """
        add 590 §a "{upper(001}"
                              ^
        """ to "a closing bracket is expected here",
        """
        add 590 §a "{=p}"
                      ^
        """ to "there is no parameter \"p\"",
        """
        add 590 §a "{001 else 'x}"
                              ^
        """ to "this text has no end: a quotation mark is missing",
        """
        add 590 §a "{counter from x}"
                                  ^
        """ to "a number of at most 18 digits is expected here",
        """
        add 590 §a "{counter digits 19}"
                                      ^
        """ to "a counter has 1 to 18 digits",
        """
        add 590 §a "{counter per file}"
                                 ^
        """ to "\"record\" is expected here",
        """
        set 245 to "x"
            ^
        """ to "a field with subfields has no text of its own: name a subfield, such as 245\$a",
        """
        set 245^1 to "10"
                     ^
        """ to "an indicator is one character",
        """
        set LDR/24 to "x"
            ^
        """ to "positions 0 to 23 of the leader are expected here: LDR/17",
        """
        set LDR/05 to "é"
                      ^
        """ to "the leader has only printable ASCII characters",
        """
        set LDR to "x"
                   ^
        """ to "LDR has 24 characters, so a text of 24 is expected here",
        """
        set 245/0-1 to "xy"
            ^
        """ to "characters of a whole field can't be changed: name a subfield, such as 245\$a/0-3",
        """
        set 007 nothing to "x"
                ^
        """ to "",
        """
        replace "" with "x" in 245§a
                ^
        """ to "a text that isn't empty is expected here",
        """
        replace "a" by "x" in 245§a
                    ^
        """ to "\"with\" is expected here",
        """
        replace "a" with "x" in 245§a ignoring indicators
                                               ^
        """ to "\"case\" is expected here",
        """
        replace ~ "(" with "x" in 245§a
                  ^
        """ to "that isn't a regular expression: missing closing ) (()",
        """
        replace ~ "(a)" with "§2" in 245§a
                              ^
        """ to "there is no group 2 in the expression, which has 1",
        """
        replace ~ "((a{99}){99}){99}" with "x" in 245§a
                  ^
        """ to "",
        """
        replace "a" with "x" in 245/0-1
                                ^
        """ to "characters of a whole field can't be changed: name a subfield, such as 245\$a/0-3",
        """
        suffix subfield 245§c with "."
                        ^
        """ to "\"before\" or \"after\" is expected here",
        """
        suffix subfield before 245 with "."
                               ^
        """ to "a path of a subfield is expected here: 245\$c",
        """
        copy 245§a to 500
                      ^
        """ to "a subfield is expected here, since 245\$a has a text: 500\$a",
        """
        copy 245§a to 5XX§a
                      ^
        """ to "a tag, or a tag and a code, is expected here: 264\$c",
        """
        move LDR to 035§a
             ^
        """ to "the leader can't be moved",
        """
        rename 245^1 to 246
               ^
        """ to "fields or subfields are expected here: 260, 700\$e",
        """
        rename 245 to 24X
                      ^
        """ to "a tag is expected here",
        """
        rename 245§a to b
                        ^
        """ to "a subfield code is expected here: \$a",
        """
        change 245§a to shout
                        ^
        """ to "there is no function \"shout\": there are upper, lower, capital, sentence, title, trim, spaces, " +
            "punctuation, quotes, entities, digits, url, compose, decompose, isbn13, isbn10",
        """
        look up 090§a in "t.csv"
                         ^
        """ to "files can't be read here, so \"t.csv\" can't",
        """
        look up 090 in "t.csv"
                ^
        """ to "a subfield is expected here: 090\$a",
        """
        include "a.edits"
                ^
        """ to "files can't be read here, so \"a.edits\" can't",
        """
        sort 245
             ^
        """ to "\"fields\" or \"subfields\" is expected here",
        """
        split 245 at "x"
              ^
        """ to "a path of subfields is expected here: 300\$a",
        """
        join 245§a/0-1 with "x"
             ^
        """ to "a path of subfields is expected here: 300\$a",
        """
        if 245
              ^
        """ to "a block is expected at the end of this line: {",
        """
        }
        ^
        """ to "there is no block to be closed here",
        """
        each 650§a {
             ^
        """ to "a block is for each field, so a path of fields is expected here",
        """
        each 650 {
        ^
        """ to "this block isn't closed: a line with } is missing",
        """
        parameter p "x"
                    ^
        """ to "= and a text are expected here",
        """
        parameter p! = "x"
                  ^
        """ to "a name has letters, digits, _ and -",
    )

    "each mistake" - {
        for ((lines, reason) in cases) {
            val (text, caret) = lines.trimIndent().split('\n').let { it[0] to it.getOrElse(1) { "" } }
            if (caret.isEmpty()) {
                "$text is none" { editsOf(text).rules.size shouldBe 1 }
            } else {
                text {
                    val found = mistake(text)
                    withClue("$found") {
                        if (reason.isNotEmpty()) found.reason shouldBe reason
                        found.column shouldBe caret.length
                        found.line shouldBe 1
                        found.lineText shouldBe dollars(text)
                    }
                }
            }
        }
    }

    "mistakes in blocks" {
        fun reason(text: String) = mistake(text).let { "${it.line}:${it.column} ${it.reason}" }
        reason("each 650 {\n remove 650§a\n}") shouldBe
            "2:9 this would be every field 650 of the record; the one at hand is \$a here"
        reason("each 650 {\n rename 650 to 651\n}") shouldBe
            "2:9 this would be every field 650 of the record; the one at hand is field here"
        reason("if 245 {\n}\nelse {\n}") shouldBe
            "3:1 " + mistake("delete 9XX").reason
        reason("if 245 {\n} else {\n} else {\n}") shouldBe "3:1 there is an else already"
        reason("each 650 {\n remove §v if §a ! \"x\"\n}") shouldStartWith "2:19 "
        reason("if 245 {\n".repeat(17)) shouldBe "17:1 blocks are nested more than 16 deep"
        reason("each 650 {\n".repeat(4)) shouldBe "4:1 blocks for each field are nested more than 3 deep"
        reason("each 650 {\n keep field\n}") shouldBe "2:12 \"if\" or \"unless\" is expected here"
    }

    "limits" {
        mistake("remove 245\n".repeat(10_001)).let { "${it.line}: ${it.reason}" } shouldBe
            "10001: there are more than 10000 statements"
        mistake("#".repeat(100_001)).reason shouldBe "a line has at most 100000 characters"
        mistake("add 590 §a \"{" + "upper(".repeat(50) + "001" + ")".repeat(50) + "}\"").reason shouldBe
            "functions are nested more than 32 deep"
    }

    "an element or a value that a fixed field doesn't have is named, with those that it has" {
        mistake("set 006 wings to \"x\"").reason shouldStartWith "006 has no element \"wings\": it has "
        mistake("set 008 form of item to \"onlin\"").reason shouldStartWith
            "\"onlin\" is neither a code nor a value of form of item: "
        mistake("set 008 form of item \"o\"").reason shouldBe "the name of an element and \"to\" are expected here"
    }

    "the whole message shows the place" {
        val mistake = shouldThrow<EditException> { Edits.parse("remove 24", EditOptions { source = "a.edits" }) }
        mistake.message shouldBe
            "a.edits, line 1, column 10: a tag of three characters is expected here, such as 245, " +
            "6XX or LDR\n  remove 24\n           ^"
        mistake("remove 245 " + "x".repeat(200)).picture shouldEndWith "xxx...\n             ^"
        mistake("#\nremove\t245 ${"\u0000"}").picture shouldBe "  remove?245 ?\n             ^"
    }
})
