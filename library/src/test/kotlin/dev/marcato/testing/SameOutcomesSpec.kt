// SPDX-License-Identifier: Apache-2.0
package dev.marcato.testing

import dev.marcato.Record
import dev.marcato.record
import dev.marcato.testing.SameOutcomes.isLike
import dev.marcato.testing.SameOutcomes.shouldBeLike
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

/** Many specs rely on this comparison; if it were blind, so would they be. */
class SameOutcomesSpec :
    FreeSpec({
        "outcomes are alike where their words are the same" {
            val read = ProblemCases.all().map { case ->
                case.toString() to
                    Readers.outcomes(case.input(), case.lenientOptions())
            }
            for ((name, outcomes) in read) {
                for ((otherName, others) in read) {
                    withClue("$name and $otherName") {
                        outcomes.isLike(others) shouldBe (outcomes.map(InWords::of) == others.map(InWords::of))
                    }
                }
            }
        }

        "one character or one record more makes a difference, which is shown" {
            fun titled(title: String) = record { field("245", '1', '0') { 'a' to title } }
            suspend fun outcomes(vararg records: Record) = Readers.outcomes(Writing.bytesOf(*records))
            val one = outcomes(titled("Title"))
            one.isLike(outcomes(titled("Title"))) shouldBe true
            one.isLike(outcomes(titled("Titlf"))) shouldBe false
            shouldThrow<AssertionError> { one.shouldBeLike(outcomes(titled("Titlf"))) }
            one.isLike(outcomes(titled("Title"), titled("Title"))) shouldBe false
        }
    })
