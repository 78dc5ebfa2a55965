// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.options

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.Codepoint
import io.kotest.property.arbitrary.az
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

class NearestSpec : FreeSpec({
    "distance counts slips of the fingers" - {
        for ((first, second, expected) in listOf(
            Triple("", "", 0),
            Triple("", "abc", 3),
            Triple("view", "view", 0),
            Triple("vew", "view", 1),
            Triple("viiew", "view", 1),
            Triple("vuew", "view", 1),
            Triple("veiw", "view", 1),
            Triple("threads", "thraeds", 1),
            Triple("kitten", "sitting", 3),
        )) {
            "from '$first' to '$second'" {
                distance(first, second) shouldBe expected
                distance(second, first) shouldBe expected
            }
        }

        "is none only from a word to itself, and never more than the longer one has letters" {
            val words = Arb.string(0..8, Codepoint.az())
            checkAll(words, words) { first, second ->
                (distance(first, second) == 0) shouldBe (first == second)
                (distance(first, second) <= maxOf(first.length, second.length)) shouldBe true
                distance(first, second) shouldBe distance(second, first)
            }
        }
    }

    "a hint names what is near enough, and else nothing" {
        val names = listOf("view", "count", "convert")
        hintAt("vew", names) shouldBe ", is 'view' meant?"
        hintAt("conver", names) shouldBe ", is 'convert' meant?"
        hintAt("fly", names) shouldBe ""
        hintAt("x", names) shouldBe ""
        hintAt("", names) shouldBe ""
        hintAt("view", emptyList()) shouldBe ""
    }
})
