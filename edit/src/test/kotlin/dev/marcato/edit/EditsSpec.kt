// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs

/** One statement after the other, on a small record. */
class EditsSpec : FreeSpec({
    val cases = listOf(
        "remove 9XX" to listOf("990[0]: 990    §a Gift -> (nothing)"),
        "remove 650[1-#]" to listOf(
            "650[2]: 650  0 §a Whales §v Fiction. -> (nothing)",
            "650[1]: 650  7 §a Sea stories. §2 gsafd -> (nothing)",
        ),
        "remove 650§v" to listOf(
            "650[2]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales",
            "650[0]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales",
        ),
        "remove 260§a" to listOf("260[0]: 260    §a London ; §a New York §c 1851. -> 260    §c 1851."),
        "remove 990§a" to listOf("990[0]: 990    §a Gift -> (nothing)"),
        "remove 856^2" to listOf("856[0]: 856 40 §u http://example.org/42 -> 856 4  §u http://example.org/42"),
        "remove 035§a/0-2" to listOf("035[0]: 035    §a ocm00000042 -> 035    §a 00000042"),
        """remove 650§a{!="Whales"}""" to listOf("650[1]: 650  7 §a Sea stories. §2 gsafd -> 650  7 §2 gsafd"),
        "remove duplicates of 650" to listOf("650[2]: 650  0 §a Whales §v Fiction. -> (nothing)"),
        "keep only 0XX, 1XX, 245, 260, 6XX, 856" to listOf("990[0]: 990    §a Gift -> (nothing)"),
        """add 003 "DE-1"""" to listOf("003[0]: (nothing) -> 003 DE-1"),
        """add 590 1_ §a "Gift of {100§a}"""" to listOf("590[0]: (nothing) -> 590 1  §a Gift of Melville, Herman,"),
        """add 590 §a "x" before 245""" to listOf("590[0]: (nothing) -> 590    §a x"),
        """add 590 §a "{999§a}"""" to emptyList(),
        """add 590 §a "{999§a else 'none'}"""" to listOf("590[0]: (nothing) -> 590    §a none"),
        """add 590 §a "x" [§b "{999§a}"] [§c "{001}"]""" to listOf("590[0]: (nothing) -> 590    §a x §c 42"),
        """add 990 §a "Gift" once""" to emptyList(),
        """add 990 §a "Gift" unless 990""" to emptyList(),
        """add 650 _0 §a "x" first""" to listOf("650[0]: (nothing) -> 650  0 §a x"),
        """add 100 §a "x" last""" to listOf("100[1]: (nothing) -> 100    §a x"),
        """add 035 §a "(DE-1){001}" if 001 = "42"""" to listOf("035[1]: (nothing) -> 035    §a (DE-1)42"),
        """add 100§4 "aut" before §e""" to listOf(
            "100[0]: 100 1  §a Melville, Herman, §e author. -> 100 1  §a Melville, Herman, §4 aut §e author.",
        ),
        """add 100§4 "aut" after §a""" to listOf(
            "100[0]: 100 1  §a Melville, Herman, §e author. -> 100 1  §a Melville, Herman, §4 aut §e author.",
        ),
        """add 990§5 "X" first""" to listOf("990[0]: 990    §a Gift -> 990    §5 X §a Gift"),
        """add 990§a "Gift" once""" to emptyList(),
        """set 245^1 to "0"""" to listOf(
            "245[0]: 245 10 §a Moby Dick, or, The whale / §c Herman Melville. -> " +
                "245 00 §a Moby Dick, or, The whale / §c Herman Melville.",
        ),
        """set 856^2 to "_"""" to listOf("856[0]: 856 40 §u http://example.org/42 -> 856 4  §u http://example.org/42"),
        """set 001 to "(X){001}"""" to listOf("001[0]: 001 42 -> 001 (X)42"),
        """set 008/23 to "o"""" to listOf(
            "008[0]: 008 200101s2020    xxu           000 0 eng d -> 008 200101s2020    xxu     o     000 0 eng d",
        ),
        """set 008 form of item to "online"""" to listOf(
            "008[0]: 008 200101s2020    xxu           000 0 eng d -> 008 200101s2020    xxu     o     000 0 eng d",
        ),
        """set LDR/17 to "7"""" to listOf("LDR: 00000nam a2200000 i 4500 -> 00000nam a22000007i 4500"),
        """set LDR encoding level to "7"""" to listOf("LDR: 00000nam a2200000 i 4500 -> 00000nam a22000007i 4500"),
        """set 035§a/0-2 to "OCM"""" to listOf("035[0]: 035    §a ocm00000042 -> 035    §a OCM00000042"),
        """replace "l" with "L" in 990§a""" to emptyList(),
        """replace "L" with "{{1}}" in 260 ignoring case""" to
            listOf("260[0]: 260    §a London ; §a New York §c 1851. -> 260    §a {1}ondon ; §a New York §c 1851."),
        """replace first "o" with "0" in 260§a[0]""" to
            listOf("260[0]: 260    §a London ; §a New York §c 1851. -> 260    §a L0ndon ; §a New York §c 1851."),
        """replace ~ "^ocm0*" with "(OCoLC)" in 035§a""" to
            listOf("035[0]: 035    §a ocm00000042 -> 035    §a (OCoLC)42"),
        """replace ~ "^(oc)(m)0*" with "§2§1-{001}§" in 035§a""" to
            listOf("035[0]: 035    §a ocm00000042 -> 035    §a moc-42§42"),
        """replace ~ "GIFT" with "x" in 990 ignoring case""" to listOf("990[0]: 990    §a Gift -> 990    §a x"),
        """replace "i" with "n" in LDR/18""" to listOf("LDR: 00000nam a2200000 i 4500 -> 00000nam a2200000 n 4500"),
        """replace ~ " *[/:;]§" with "" in subfield before 245§c""" to listOf(
            "245[0]: 245 10 §a Moby Dick, or, The whale / §c Herman Melville. -> " +
                "245 10 §a Moby Dick, or, The whale §c Herman Melville.",
        ),
        "change subfield after 650§a to upper" to listOf(
            "650[2]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales §v FICTION.",
            "650[1]: 650  7 §a Sea stories. §2 gsafd -> 650  7 §a Sea stories. §2 GSAFD",
            "650[0]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales §v FICTION.",
        ),
        """prefix 856§u with "https://proxy/?u=" once""" to listOf(
            "856[0]: 856 40 §u http://example.org/42 -> 856 40 §u https://proxy/?u=http://example.org/42",
        ),
        """prefix 990§a with "Gi"""" to listOf("990[0]: 990    §a Gift -> 990    §a GiGift"),
        """suffix 990§a with "t" once""" to emptyList(),
        """suffix 990§a with "t"""" to listOf("990[0]: 990    §a Gift -> 990    §a Giftt"),
        "copy 990 to 590" to listOf("590[0]: (nothing) -> 590    §a Gift"),
        "copy 001 to 003" to listOf("003[0]: (nothing) -> 003 42"),
        "copy 001 to 035§z" to listOf("035[0]: 035    §a ocm00000042 -> 035    §a ocm00000042 §z 42"),
        "copy 008/35-37 to 041§a" to listOf("041[0]: (nothing) -> 041    §a eng"),
        "copy 100§a to 003" to listOf("003[0]: (nothing) -> 003 Melville, Herman,"),
        "move 990 to 590" to listOf("990[0]: 990    §a Gift -> (nothing)", "590[0]: (nothing) -> 590    §a Gift"),
        "move 990§a to 590§b" to listOf("990[0]: 990    §a Gift -> (nothing)", "590[0]: (nothing) -> 590    §b Gift"),
        "rename 260 to 264" to listOf(
            "260[0]: 260    §a London ; §a New York §c 1851. -> 264    §a London ; §a New York §c 1851.",
        ),
        "rename 990 to @loc" to listOf("990[0]: 990    §a Gift -> loc    §a Gift"),
        "rename 100§e to §4" to listOf(
            "100[0]: 100 1  §a Melville, Herman, §e author. -> 100 1  §a Melville, Herman, §4 author.",
        ),
        "change 990§a to upper" to listOf("990[0]: 990    §a Gift -> 990    §a GIFT"),
        "change 020§a to isbn13" to listOf("020[0]: 020    §a 0306406152 (paperback) -> 020    §a 9780306406157"),
        "change 990§a to isbn13" to emptyList(),
        """split 020§a at ~ " *[()]" into §q""" to listOf(
            "020[0]: 020    §a 0306406152 (paperback) -> 020    §a 0306406152 §q paperback",
        ),
        """split 990§a at "i"""" to listOf("990[0]: 990    §a Gift -> 990    §a G §a ft"),
        """join 260§a with " """" to listOf(
            "260[0]: 260    §a London ; §a New York §c 1851. -> 260    §a London ; New York §c 1851.",
        ),
        "join fields 650|*0|" to listOf(
            "650[2]: 650  0 §a Whales §v Fiction. -> (nothing)",
            "650[0]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales §v Fiction. §a Whales §v Fiction.",
        ),
        """sort subfields of 650 by "2a"""" to listOf(
            "650[1]: 650  7 §a Sea stories. §2 gsafd -> 650  7 §2 gsafd §a Sea stories.",
        ),
        "split fields 260 at §a" to listOf(
            "260[0]: 260    §a London ; §a New York §c 1851. -> 260    §a London ;",
            "260[1]: (nothing) -> 260    §a New York §c 1851.",
        ),
        "sort fields 6XX" to emptyList(),
        "sort fields" to emptyList(),
        "each 650 {\n remove §v if ^2 = \"0\"\n}" to listOf(
            "650[0]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales",
            "650[2]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales",
        ),
        "each 650 {\n if §2 {\n rename field to 655\n set §b to \"{§a}{001}\"\n }\n}" to listOf(
            "650[1]: 650  7 §a Sea stories. §2 gsafd -> 655  7 §a Sea stories. §2 gsafd",
        ),
        "each 650 {\n remove field if §2\n set §x to \"y\"\n}" to listOf(
            "650[0]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales §v Fiction. §x y",
            "650[1]: 650  7 §a Sea stories. §2 gsafd -> (nothing)",
            "650[1]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales §v Fiction. §x y",
        ),
        "each 650 {\n keep field unless §2\n}" to listOf("650[1]: 650  7 §a Sea stories. §2 gsafd -> (nothing)"),
        "each 008 {\n set /23 to \"o\"\n}" to listOf(
            "008[0]: 008 200101s2020    xxu           000 0 eng d -> 008 200101s2020    xxu     o     000 0 eng d",
        ),
        "each 990 {\n copy §a to §b\n each 100 {\n add 591 §a \"{§a}\"\n }\n suffix field with \"!\"\n}" to listOf(
            "990[0]: 990    §a Gift -> 990    §a Gift §b Gift",
            "591[0]: (nothing) -> 591    §a Melville, Herman,",
            "990[0]: 990    §a Gift §b Gift -> 990    §a Gift §b Gift!",
        ),
        "if 100 {\n remove 990\n} else {\n remove 001\n}" to listOf("990[0]: 990    §a Gift -> (nothing)"),
        "if 110 {\n remove 990\n} else if 245 {\n remove 001\n}" to listOf("001[0]: 001 42 -> (nothing)"),
        "parameter p = \"{{\"\nadd 590 §a \"{=p}\"" to listOf("590[0]: (nothing) -> 590    §a {{"),
        "# nothing\n\n\t# else" to emptyList(),
    )

    "each statement" - {
        for ((edits, expected) in cases) {
            val name = edits.replace("\n", " ")
            name { withClue(edits) { editsOf(edits).changesOf(book) shouldBe expected } }
        }
    }

    "a record that nothing changes is the same" {
        val edited = Edits.parse("remove 991").apply(book)
        edited.record shouldBeSameInstanceAs book
        edited.matched shouldBe emptyList()
        edited.isChanged shouldBe false
        "$edited" shouldBe ""
    }

    "a record is dropped" {
        val dropped = Edits.parse("remove 245\ndrop record if 990\nremove 001").apply(book)
        dropped.isDropped shouldBe true
        dropped.isChanged shouldBe true
        dropped.record shouldBe null
        dropped.changes shouldBe emptyList()
        "${dropped.droppedBy}" shouldBe "line 2: drop record if 990"
        dropped.matched.map { it.line } shouldBe listOf(1, 2)
        "$dropped" shouldBe "dropped"
        Edits.parse("drop record unless 990").apply(book).isDropped shouldBe false
        Edits.parse("keep record if 990").apply(book).isDropped shouldBe false
        Edits.parse("keep record if 991").apply(book).isDropped shouldBe true
        Edits.parse("keep record unless 990").apply(book).isDropped shouldBe true
    }

    "parameters are replaced by those that are given" {
        val text = "parameter proxy = \"a\"\nprefix 856\$u with \"{=proxy}\""
        Edits.parse(text, mapOf("proxy" to "b:")).changesOf(book).single().substringAfterLast(" ") shouldBe
            "b:http://example.org/42"
    }

    "edits print as their text, and rules say where they are" {
        val edits = Edits.parse("# one\n  remove 9XX  \n", EditOptions { source = "a.edits" })
        "$edits" shouldBe "# one\n  remove 9XX  \n"
        val rule = edits.rules.single()
        "$rule" shouldBe "a.edits, line 2: remove 9XX"
        rule.index shouldBe 0
        rule.source shouldBe "a.edits"
        rule.line shouldBe 2
        rule.text shouldBe "remove 9XX"
    }

    "unchanged fields keep their bytes" {
        val original = book.edit { field("999", ' ', ' ') { 'a' to "caf\u00E9 cafe\u0301" } }
        val raw = dev.marcato.Record.parse(original.toBytes())
        val edited = checkNotNull(editsOf("remove 001\nsuffix 260§a with \"x\"").apply(raw).record)
        val untouched = edited.edit { remove("260") }
        untouched.sameBytes(raw.edit { remove("001").remove("260") }) shouldBe true
    }
})
