// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.corpora

import dev.marcato.schema.generated.CheckedIn
import dev.marcato.testing.Corpora
import io.kotest.core.spec.style.FreeSpec

/** How often each rule is broken in real files is written down, so that a change of a rule shows what it does. */
class CorporaTotalsSpec : FreeSpec({
    val corpora = Corpora.find()
    val reason = corpora.skipReasonFor("mrc")
    if (reason != null) println("CorporaTotalsSpec skips the files: $reason")

    "the table of totals is up to date".config(enabledIf = { reason == null }) {
        val totals = CorporaTotals(corpora)
        totals.forEach()
        CheckedIn.shouldBeUpToDate("judged/totals.txt", totals.table())
    }
})
