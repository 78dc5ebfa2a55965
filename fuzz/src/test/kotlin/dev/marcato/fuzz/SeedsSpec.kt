// SPDX-License-Identifier: Apache-2.0
package dev.marcato.fuzz

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec

class SeedsSpec :
    FreeSpec({
        "what the fuzzer starts with holds no finding" - {
            for (target in FuzzTarget.entries) {
                "against: ${target.promise}" {
                    Seeds.of(target).forEachIndexed { index, seed -> withClue("seed $index") { target.check(seed) } }
                }
            }
        }
    })
