// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.sources

import dev.marcato.schema.generated.CheckedIn
import dev.marcato.testing.Corpora
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty

/** The facts say what the Library of Congress' lists say; every difference has a reason. */
class DifferencesSpec : FreeSpec({
    val corpora = Corpora.find()
    val reference = corpora.folder?.resolve("reference")?.toFile()?.takeIf { it.isDirectory }
    if (reference == null) println("DifferencesSpec skips the lists: ${corpora.skipReason ?: "no reference data"}")

    "each difference from the lists has a verdict".config(enabledIf = { reference != null }) {
        Differences(reference!!).withoutVerdict().shouldBeEmpty()
    }

    "the table of differences is up to date".config(enabledIf = { reference != null }) {
        CheckedIn.shouldBeUpToDate("differences.txt", Differences(reference!!).table())
    }
})
