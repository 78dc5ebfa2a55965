// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.long
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

class DedupeSpec : FreeSpec({
    "knows the ISBN-13 of an ISBN" {
        for ((isbn, thirteen) in listOf(
            "0306406152" to "9780306406157",
            "080442957X" to "9780804429573",
            "080442957x" to "9780804429573",
            "9780306406157" to "9780306406157",
            "9791090636071" to "9791090636071",
            "0306406153" to null,
            "9780306406158" to null,
            "X306406152" to null,
            "97803064061" to null,
            "" to null,
        )) {
            isbn13(isbn) shouldBe thirteen
            Dedupe.isbn13(isbn) shouldBe thirteen
        }
    }

    "one ISBN-10 in eleven is sound, and one ISBN-13 in ten" {
        checkAll(200, Arb.long(0L..999_999_999_999)) { number ->
            val twelve = "$number".padStart(12, '0')
            val nine = twelve.drop(3)
            val tens = "0123456789X".mapNotNull { isbn13(nine + it) }
            tens.size shouldBe 1
            isbn13(tens.single()) shouldBe tens.single()
            ('0'..'9').count { isbn13(twelve + it) != null } shouldBe 1
        }
    }

    "takes any text" {
        checkAll(200, Arb.string()) { text -> Dedupe.isbn13(text) shouldBe isbn13(text) }
    }
})
