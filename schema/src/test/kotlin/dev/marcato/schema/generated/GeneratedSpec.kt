// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.generated

import io.kotest.core.spec.style.FreeSpec

/** What is generated from the facts is what is checked in. */
class GeneratedSpec : FreeSpec({
    "the page about MARC 21" { CheckedIn.shouldBeUpToDate("../docs/marc21.md", PageGenerator.page()) }

    "the elements of the fixed fields" - {
        ElementsGenerator.files().forEach { (name, text) ->
            name { CheckedIn.shouldBeUpToDate("src/main/kotlin/dev/marcato/schema/$name", text) }
        }
    }
})
