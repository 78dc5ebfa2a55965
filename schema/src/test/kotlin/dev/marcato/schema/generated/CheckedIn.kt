// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.generated

import io.kotest.assertions.withClue
import io.kotest.matchers.shouldBe
import java.io.File

/** Files that are generated and checked in: compared with what would be generated now, or written anew. */
internal object CheckedIn {
    private val module = File(System.getProperty("basedir") ?: ".")

    fun file(path: String): File = module.resolve(path)

    fun shouldBeUpToDate(path: String, text: String) {
        val file = file(path)
        if (System.getProperty("generated.update") != null) file.writeText(text)
        withClue("$path is out of date: $UPDATE") { (file.exists() && file.readText() == text) shouldBe true }
    }

    private const val UPDATE =
        "./mvnw test -pl library,schema -Dtest='GeneratedSpec,DifferencesSpec' -Dgenerated.update (see README.md)"
}
