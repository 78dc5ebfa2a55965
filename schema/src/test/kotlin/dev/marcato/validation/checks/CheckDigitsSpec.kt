// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.numbers.ArticleNumber
import dev.marcato.validation.internal.checks.numbers.Gnd
import dev.marcato.validation.internal.checks.numbers.Isbn
import dev.marcato.validation.internal.checks.numbers.Ismn
import dev.marcato.validation.internal.checks.numbers.IsniNumber
import dev.marcato.validation.internal.checks.numbers.Issn
import dev.marcato.validation.internal.checks.numbers.LinkedIsbn
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.map
import io.kotest.property.checkAll

/** Of any number, one check digit is right, and all others are found and corrected. */
class CheckDigitsSpec : FreeSpec({
    val digits = "0123456789"
    val kinds = listOf(
        Kind("ISBN of ten characters", Isbn, 9, "isbnCheckDigit", "${digits}X"),
        Kind("ISBN of 13 digits", Isbn, 9, "isbnCheckDigit", digits, "978"),
        Kind("ISBN that begins with 979", Isbn, 9, "isbnCheckDigit", digits, "979"),
        Kind("linked ISBN", LinkedIsbn, 9, "linkedIsbn", digits, "978"),
        Kind("ISSN", Issn, 7, "issnCheckDigit", "${digits}X") { it.take(4) + "-" + it.drop(4) },
        Kind("UPC", ArticleNumber.UPC, 11, "upcCheckDigit", digits),
        Kind("EAN", ArticleNumber.EAN, 12, "eanCheckDigit", digits),
        Kind("ISMN", Ismn, 8, "ismnForm", digits, "9790"),
        Kind("old ISMN", Ismn, 8, "ismnForm", digits, "M"),
        Kind("ISNI", IsniNumber, 15, "isniForm", "${digits}X"),
        Kind("number of the GND", Gnd, 8, "gndNumber", "${digits}X", "(DE-588)"),
    )
    for (kind in kinds) {
        kind.name {
            checkAll(300, Arb.list(Arb.int(0..9), kind.length..kind.length).map { it.joinToString("") }) { number ->
                val texts = kind.lasts.map { kind.spell(kind.start + number + it) }
                val right = texts.filter { kind.form.faultOf(it) == null }
                right.size shouldBe 1
                for (text in texts - right) {
                    val fault = kind.form.faultOf(text)!!
                    fault.rule.code shouldBe kind.code
                    fault.expected shouldContain "${right.single().last()}"
                }
            }
        }
    }

    "hyphens and blanks in an ISBN make no difference" {
        checkAll(300, Arb.int(0..999_999_999), Arb.int(1..8), Arb.element("-", " ", "\u2010", "--")) { n, at, sign ->
            val number = "978" + "$n".padStart(9, '0')
            val isbn = number + Isbn.checkDigit(number + "0")
            val cut = isbn.take(at) + sign + isbn.drop(at)
            Isbn.codeOf(cut) shouldBe null
            Isbn.codeOf("$cut (pbk.)") shouldBe "isbnQualifier"
            LinkedIsbn.codeOf("$cut (pbk.)") shouldBe null
        }
    }

    "numbers of the old parts of the GND have either check digit" {
        val accepted = "${digits}X".filter { Gnd.faultOf("(DE-588)4020517-$it") == null }.toList()
        accepted shouldContain '4'
        accepted.size shouldBe 2
    }
})

private class Kind(
    val name: String,
    val form: Form,
    val length: Int,
    val code: String,
    val lasts: String,
    val start: String = "",
    val spell: (String) -> String = { it },
)
