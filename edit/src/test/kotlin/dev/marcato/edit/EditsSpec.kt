// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.MarcFormat
import dev.marcato.Record
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs

/** One statement after the other, on a small record. */
class EditsSpec : FreeSpec({
    val record = Record.parse(
        """
        =LDR  00000nam a2200000 i 4500
        =001  42
        =008  200101s2020    xxu           000 0 eng d
        =020  \\${'$'}a0306406152 (paperback)
        =035  \\${'$'}aocm00000042
        =100  1\${'$'}aMelville, Herman,${'$'}eauthor.
        =245  10${'$'}aMoby Dick, or, The whale /${'$'}cHerman Melville.
        =260  \\${'$'}aLondon ;${'$'}aNew York${'$'}c1851.
        =650  \0${'$'}aWhales${'$'}vFiction.
        =650  \7${'$'}aSea stories.${'$'}2gsafd
        =650  \0${'$'}aWhales${'$'}vFiction.
        =856  40${'$'}uhttp://example.org/42
        =990  \\${'$'}aGift
        """.trimIndent() + "\n",
        MarcFormat.MNEMONIC,
    )

    fun changes(edits: String) = Edits.parse(edits.replace('§', '$')).apply(record).changes.map { "$it".replace('$', '§') }

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
        "remove 990§a" to listOf("990[0]: 990    §a Gift -> (nothing)"),
        "remove duplicates of 650" to listOf("650[2]: 650  0 §a Whales §v Fiction. -> (nothing)"),
        """add 590 1_ §a "Gift of {100§a}"""" to listOf("590[0]: (nothing) -> 590 1  §a Gift of Melville, Herman,"),
        """add 590 §a "x" before 245""" to listOf("590[0]: (nothing) -> 590    §a x"),
        """add 590 §a "{999§a}"""" to emptyList(),
        """add 590 §a "{999§a else 'none'}"""" to listOf("590[0]: (nothing) -> 590    §a none"),
        """add 990 §a "Gift" once""" to emptyList(),
        """add 990 §a "Gift" unless 990""" to emptyList(),
        """add 035 §a "(DE-1){001}" if 001 = "42"""" to listOf("035[1]: (nothing) -> 035    §a (DE-1)42"),
        """add 100§4 "aut" before §e""" to listOf(
            "100[0]: 100 1  §a Melville, Herman, §e author. -> 100 1  §a Melville, Herman, §4 aut §e author.",
        ),
        """set 245^1 to "0"""" to listOf(
            "245[0]: 245 10 §a Moby Dick, or, The whale / §c Herman Melville. -> " +
                "245 00 §a Moby Dick, or, The whale / §c Herman Melville.",
        ),
        """set 990§b to "x"""" to listOf("990[0]: 990    §a Gift -> 990    §a Gift §b x"),
        """set 008/23 to "o"""" to listOf(
            "008[0]: 008 200101s2020    xxu           000 0 eng d -> 008 200101s2020    xxu     o     000 0 eng d",
        ),
        """set 008 form of item to "online"""" to listOf(
            "008[0]: 008 200101s2020    xxu           000 0 eng d -> 008 200101s2020    xxu     o     000 0 eng d",
        ),
        """set LDR/17 to "7"""" to listOf("LDR: 00000nam a2200000 i 4500 -> 00000nam a22000007i 4500"),
        """replace ~ "^ocm0*" with "(OCoLC)" in 035§a""" to listOf("035[0]: 035    §a ocm00000042 -> 035    §a (OCoLC)42"),
        """prefix 856§u with "https://proxy/?u=" once""" to listOf(
            "856[0]: 856 40 §u http://example.org/42 -> 856 40 §u https://proxy/?u=http://example.org/42",
        ),
        """suffix 990§a with "t" once""" to emptyList(),
        "copy 990 to 590" to listOf("590[0]: (nothing) -> 590    §a Gift"),
        "move 990§a to 590§b" to listOf("990[0]: 990    §a Gift -> (nothing)", "590[0]: (nothing) -> 590    §b Gift"),
        "rename 260 to 264" to listOf(
            "260[0]: 260    §a London ; §a New York §c 1851. -> 264    §a London ; §a New York §c 1851.",
        ),
        "rename 100§e to §4" to listOf(
            "100[0]: 100 1  §a Melville, Herman, §e author. -> 100 1  §a Melville, Herman, §4 author.",
        ),
        "change 990§a to upper" to listOf("990[0]: 990    §a Gift -> 990    §a GIFT"),
        "change 020§a to isbn13" to listOf("020[0]: 020    §a 0306406152 (paperback) -> 020    §a 9780306406157"),
        """split 020§a at ~ " *[()]" into §q""" to listOf(
            "020[0]: 020    §a 0306406152 (paperback) -> 020    §a 0306406152 §q paperback",
        ),
        """join 260§a with " """" to listOf(
            "260[0]: 260    §a London ; §a New York §c 1851. -> 260    §a London ; New York §c 1851.",
        ),
        """sort subfields of 650 by "2a"""" to listOf(
            "650[1]: 650  7 §a Sea stories. §2 gsafd -> 650  7 §2 gsafd §a Sea stories.",
        ),
        "split fields 260 at §a" to listOf(
            "260[0]: 260    §a London ; §a New York §c 1851. -> 260    §a London ;",
            "260[1]: (nothing) -> 260    §a New York §c 1851.",
        ),
        "each 650 {\n remove §v if ^2 = \"0\"\n}" to listOf(
            "650[0]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales",
            "650[2]: 650  0 §a Whales §v Fiction. -> 650  0 §a Whales",
        ),
        "if 100 {\n remove 990\n} else {\n remove 001\n}" to listOf("990[0]: 990    §a Gift -> (nothing)"),
        "remove 990\nadd 990 §a \"Gift\"" to emptyList(),
    )

    "each statement" - {
        for ((edits, expected) in cases) {
            edits.lines().first() + " (${edits.length})" { withClue(edits) { changes(edits) shouldBe expected } }
        }
    }

    "a record that nothing changes is the same" {
        val edited = Edits.parse("remove 991").apply(record)
        edited.record shouldBeSameInstanceAs record
        edited.matched shouldBe emptyList()
    }

    "a record is dropped" {
        Edits.parse("drop record if 990").apply(record).isDropped shouldBe true
        Edits.parse("drop record unless 990").apply(record).isDropped shouldBe false
    }

    "mistakes have their place" {
        fun mistake(text: String) = shouldThrow<EditException> { Edits.parse(text) }.message
        mistake("remove 24") shouldBe "line 1, column 10: a tag of three characters is expected here, such as 245, 6XX or LDR\n  remove 24\n           ^"
    }
})
