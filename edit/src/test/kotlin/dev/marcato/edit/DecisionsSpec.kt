// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.Record
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.types.shouldBeSameInstanceAs

/** What other tools leave open, one decision after the other; `docs/editing.md` has the same list. */
class DecisionsSpec : FreeSpec({
    fun reason(edits: String) = shouldThrow<EditException> { editsOf(edits) }.reason

    "set makes a subfield that a field lacks, at its end, but no field" {
        editsOf("set 990§b to \"x\"").fieldsOf(book).last() shouldBe "990    §a Gift §b x"
        editsOf("set 991§b to \"x\"").apply(book).matched shouldBe emptyList()
    }

    "set makes no subfield where the path says more than its code" {
        editsOf("set 990§b[0] to \"x\"\nset 990§b{=\"y\"} to \"x\"").apply(book).isChanged shouldBe false
    }

    "set changes every subfield with the code" {
        editsOf("set 260§a to \"x\"").fieldsOf(book)[6] shouldBe "260    §a x §a x §c 1851."
        editsOf("set 260§a[1] to \"x\"").fieldsOf(book)[6] shouldBe "260    §a London ; §a x §c 1851."
    }

    "a fixed field that is too short is padded up to the position, if it is one of the field" {
        val short = recordOf("=008  200101s2020")
        editsOf("set 008/35-37 to \"eng\"").fieldsOf(short) shouldBe
            listOf("008 200101s2020                        eng")
        editsOf("set 008 language to \"eng\"").fieldsOf(short) shouldBe
            listOf("008 200101s2020                        eng")
        editsOf("set 007/01 to \"r\"").fieldsOf(recordOf("=007  c")) shouldBe listOf("007 cr")
        editsOf("set 006/06 to \"o\"").fieldsOf(recordOf("=006  m")) shouldBe listOf("006 m     o")
    }

    "a position after the end of what a field should have is a problem" {
        fun problem(edits: String, record: Record) =
            editsOf(edits).apply(record).also { it.isChanged shouldBe false }.reasons()
        problem("set 008/40 to \"x\"", book) shouldBe
            listOf("008[0]: position 40 is after the end: there are 40 characters")
        problem("set 001/05 to \"x\"", book) shouldBe
            listOf("001[0]: position 5 is after the end: there are 2 characters")
        problem("set 990§a/4-5 to \"xy\"", book) shouldBe
            listOf("990[0]: position 5 is after the end: there are 4 characters")
        problem("set 990§a[0]/3-4 to \"xy\"", book) shouldBe
            listOf("position 4 is after the end: there are 4 characters")
    }

    "a value for positions has as many characters" {
        reason("set 008/23 to \"online\"") shouldBe "008/23 has 1 characters, so a text of 1 is expected here"
        editsOf("set 008/07-10 to \"{001}\"").apply(book).reasons() shouldBe
            listOf("a text of 4 characters is expected here, not \"42\"")
        editsOf("set 990§a/0-1 to \"{001}{001}\"").apply(book).reasons() shouldBe
            listOf("a text of 2 characters is expected here, not \"4242\"")
    }

    "a new field goes after the last with its tag, else before the first higher tag, else to the end" {
        val disordered = recordOf("=500  \\\\§aa\n=300  \\\\§ab\n=500  \\\\§ac\n=245  \\\\§ad")
        fun tags(edits: String) = editsOf(edits).fieldsOf(disordered).map { it.take(3) + it.last() }
        tags("add 500 §a \"n\"") shouldBe listOf("500a", "300b", "500c", "500n", "245d")
        tags("add 400 §a \"n\"") shouldBe listOf("400n", "500a", "300b", "500c", "245d")
        tags("add 900 §a \"n\"") shouldBe listOf("500a", "300b", "500c", "245d", "900n")
    }

    "tags with letters come after those with digits, upper case first" {
        val record = recordOf("=245  \\\\§aa\n=CAT  \\\\§ab")
        fun tags(edits: String) = editsOf(edits).fieldsOf(record).map { it.take(3) }
        tags("add 999 §a \"n\"") shouldBe listOf("245", "999", "CAT")
        tags("add AVA §a \"n\"") shouldBe listOf("245", "AVA", "CAT")
        tags("add @cat §a \"n\"") shouldBe listOf("245", "CAT", "cat")
    }

    "a field is made only if all values of its templates are there, unless told" {
        editsOf("add 035 §a \"(X){999§a}\" §5 \"DLC\"").apply(book).matched shouldBe emptyList()
        editsOf("add 035 [§a \"(X){999§a}\"] §5 \"DLC\"").changesOf(book) shouldBe
            listOf("035[1]: (nothing) -> 035    §5 DLC")
        editsOf("add 035 [§a \"{999§a}\"]").apply(book).isChanged shouldBe false
        editsOf("add 035 §a \"{999§a else 100§q else ''}\"").changesOf(book) shouldBe
            listOf("035[1]: (nothing) -> 035    §a")
        editsOf("set 990§a to \"{999§a}\"\nsuffix 990§a with \"{999§a}\"\nadd 990§b \"{999§a}\"").apply(book)
            .isChanged shouldBe false
    }

    "matched and nothing changed is something else than never matched" {
        val edits = editsOf("set 990§a to \"Gift\"\nremove 991")
        edits.apply(book).matched.map { it.text } shouldBe listOf("set 990\$a to \"Gift\"")
        val summary = EditSummary.of(edits).apply { add(edits.apply(book)) }
        summary.neverMatched.map { it.text } shouldBe listOf("remove 991")
    }

    "a change that is undone later is none" {
        val edited = editsOf("remove 990\nadd 990 §a \"Gift\"").apply(book)
        edited.record shouldBeSameInstanceAs book
        edited.changes shouldBe emptyList()
        edited.matched.map { it.line } shouldBe listOf(1, 2)
    }

    "the end of a field is before §0, §1, §2, §5 and §6, and its beginning after them" {
        val record = recordOf("=650  \\7§6880-01§aSea stories§vFiction§2gsafd§0(X)1§5DE-1")
        editsOf("suffix 650 with \".\"").fieldsOf(record).single() shouldBe
            "650  7 §6 880-01 §a Sea stories §v Fiction. §2 gsafd §0 (X)1 §5 DE-1"
        editsOf("prefix 650 with \"The \"").fieldsOf(record).single() shouldBe
            "650  7 §6 880-01 §a The Sea stories §v Fiction §2 gsafd §0 (X)1 §5 DE-1"
        editsOf("change 650 to upper").fieldsOf(record).single() shouldBe
            "650  7 §6 880-01 §a SEA STORIES §v FICTION §2 gsafd §0 (X)1 §5 DE-1"
        editsOf("suffix 650§2 with \".\"").fieldsOf(record).single() shouldContain "gsafd."
    }

    "a field that is emptied by remove goes" {
        editsOf("remove 990§a").fieldsOf(book).last() shouldBe "856 40 §u http://example.org/42"
        editsOf("replace ~ \".*\" with \"\" in 990§a").fieldsOf(book).last() shouldBe "990    §a"
    }

    "indicators count for duplicates, unless told" {
        val record = recordOf("=650  \\0§aWhales\n=650  \\7§aWhales\n=650  \\0§aWhales")
        editsOf("remove duplicates of 650").fieldsOf(record) shouldBe listOf("650  0 §a Whales", "650  7 §a Whales")
        editsOf("remove duplicates of 650 ignoring indicators").fieldsOf(record) shouldBe listOf("650  0 §a Whales")
    }

    "positions of the leader that follow from the record aren't edited" {
        val reason = "positions 00-04, 09 and 12-16 of the leader follow from the length and the encoding of the record"
        for (path in listOf("LDR/09", "LDR/08-09", "LDR/0")) {
            val blanks = if (path == "LDR/08-09") "  " else " "
            reason("set $path to \"$blanks\"") shouldBe reason
        }
        reason("set LDR character coding scheme to \"a\"") shouldBe reason
        editsOf("replace \"a\" with \"b\" in LDR").apply(book).reasons() shouldBe listOf("LDR: $reason")
    }

    "leader/09 says a as soon as there is more than ASCII" {
        val marc8 = recordOf("=245  00§aplain", leader = "00000nam  2200000 i 4500")
        val edited = checkNotNull(editsOf("set 245§a to \"é\"").apply(marc8).record)
        edited.leader[9] shouldBe 'a'
        checkNotNull(editsOf("set 245§a to \"e\"").apply(marc8).record).leader[9] shouldBe ' '
    }

    "a second 001, 003, 005 or 008 is a problem" {
        editsOf("add 001 \"43\"").apply(book).reasons() shouldBe listOf("001: there is a 001 already")
        editsOf("copy 001 to 008").apply(book).reasons() shouldBe listOf("008: there is a 008 already")
        editsOf("rename 001 to 008").apply(book).reasons() shouldBe listOf("008: there is a 008 already")
        editsOf("add 007 \"cr\"\nadd 007 \"ta\"").apply(book).problems shouldBe emptyList()
    }

    "what makes no field is refused, when parsed if it can be seen then" {
        reason("rename 245 to 001") shouldBe "001 has no subfields, so fields that have some can't be 001"
        reason("rename 001 to 035") shouldBe "035 has subfields, so fields without them can't be 035"
        reason("copy 245 to 001") shouldBe "001 has no subfields, so fields that have some can't be 001"
        editsOf("rename XXX{\$a~\"Gift\"t} to 007".replace('$', '§')).apply(book).reasons() shouldBe
            listOf("990[0]: a field with subfields can't be 007, which has none")
        reason("add 245 10") shouldBe "a subfield is expected here: \$a \"text\""
    }

    "values with delimiters of MARC are refused, when parsed if they can be seen then" {
        reason("add 590 §a \"a\u001Fb\"") shouldBe "a value can't have U+001F"
        reason("add 590 §a \"a\uD800b\"") shouldBe "a value can't have U+D800"
        reason("add 590 §a \"{999§a else '\uDC00'}\"") shouldBe "a value can't have U+DC00"
        val edits = Edits.parse("add 590 \$a \"{=p}\"\nremove 990", mapOf("p" to "a\u001Db"))
        val edited = edits.apply(book)
        edited.reasons() shouldBe
            listOf("The value of subfield a must not contain the MARC delimiter 0x1D (at index 1)")
        edited.changes.map { it.rule.line } shouldBe listOf(2)
    }

    "a rule that fails is taken back as a whole" {
        val record = recordOf("=009  a\n=990  \\\\§ax")
        val edited = editsOf("remove 009\nrename XXX to 007").apply(record)
        edited.changes.map { "$it" } shouldBe listOf("009[0]: 009 a -> (nothing)")
        edited.reasons() shouldBe listOf("990[0]: a field with subfields can't be 007, which has none")
        editsOf("rename XXX to 007").apply(record).record shouldBeSameInstanceAs record
    }

    "moved values leave, and go to the first field of the other tag, or a new one" {
        val record = recordOf("=099  \\\\§aQA76§bx\n=090  \\\\§ab1\n=090  \\\\§ab2")
        editsOf("move 099§a to 090§z").fieldsOf(record) shouldBe
            listOf("099    §b x", "090    §a b1 §z QA76", "090    §a b2")
        editsOf("copy 099§b to 852§h").fieldsOf(record).last() shouldBe "852    §h x"
    }
})
