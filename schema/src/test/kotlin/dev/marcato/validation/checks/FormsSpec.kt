// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.checks

import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.addresses.Address
import dev.marcato.validation.internal.checks.addresses.LinkedData
import dev.marcato.validation.internal.checks.codes.AreaCode
import dev.marcato.validation.internal.checks.codes.CompositionCode
import dev.marcato.validation.internal.checks.codes.CountryCode
import dev.marcato.validation.internal.checks.codes.DeweyEdition
import dev.marcato.validation.internal.checks.codes.InstrumentCode
import dev.marcato.validation.internal.checks.codes.LanguageCode
import dev.marcato.validation.internal.checks.codes.RelatorCode
import dev.marcato.validation.internal.checks.codes.SourceCode
import dev.marcato.validation.internal.checks.dates.EventDate
import dev.marcato.validation.internal.checks.numbers.ArticleNumber
import dev.marcato.validation.internal.checks.numbers.Doi
import dev.marcato.validation.internal.checks.numbers.Gnd
import dev.marcato.validation.internal.checks.numbers.Isbn
import dev.marcato.validation.internal.checks.numbers.Ismn
import dev.marcato.validation.internal.checks.numbers.IsniNumber
import dev.marcato.validation.internal.checks.numbers.Isrc
import dev.marcato.validation.internal.checks.numbers.Issn
import dev.marcato.validation.internal.checks.numbers.Lccn
import dev.marcato.validation.internal.checks.numbers.Wikidata
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.choice
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.map
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

/** What all forms of values have in common. */
class FormsSpec : FreeSpec({
    val forms = listOf(
        Isbn, Issn, Ismn, IsniNumber, ArticleNumber.UPC, ArticleNumber.EAN, Gnd, Lccn, Doi, Wikidata, Isrc,
        LanguageCode, CountryCode, AreaCode, CompositionCode, InstrumentCode, RelatorCode, SourceCode("subject"),
        DeweyEdition, EventDate, Address, LinkedData,
    )
    val parts = Arb.element(
        "978", "979", "9790", "0306406152", "9780306406157", "0317-8471", "X", "-", " ", "   85153773 ", "/AC",
        "sn ", "(DE-588)", "118540238", "M", "10.1000/182", "Q42", "eng", "ger", "nyu", "n-us---", "e-fr", "va01",
        "ka", "fast", "23", "/ger", "http://", "https://", "www.loc.gov", "/", ":", "8080", "[::1]", "@", "%20",
        "é", "\u0000", "19840504", "--",
    )
    val texts = Arb.choice(Arb.list(parts, 1..5).map { it.joinToString("") }, Arb.string(1..30))

    "a value that is taken for right from its bytes has no fault" {
        for (form in forms.filter { it in EXACT }) checkSame(form, texts)
    }

    "no text makes a form fail, and a fault says what would be right" {
        checkAll(3_000, texts) { text ->
            for (form in forms) {
                withClue("$form \"$text\"") { (form.faultOf(text)?.expected?.isNotBlank() ?: true) shouldBe true }
            }
        }
    }
})

/** The forms that aren't asked for what isn't their business. */
private val EXACT = listOf(
    Isbn, Issn, Lccn, LanguageCode, CountryCode, AreaCode, CompositionCode, InstrumentCode, ArticleNumber.UPC,
    ArticleNumber.EAN, EventDate, Address,
)

private suspend fun checkSame(form: Form, texts: Arb<String>) {
    checkAll(3_000, texts) { text ->
        if (viewing(text, form::isFine)) withClue("$form \"$text\"") { form.fault(text)?.expected shouldBe null }
    }
}
