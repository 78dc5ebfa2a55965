// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.build

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.io.File
import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiTools

/**
 * Holds the public binary interface to `edit/api/edit.api`, so that no change of it goes unseen. A wanted change
 * is written down by [UPDATE] and committed with its cause.
 */
class AbiSpec : FreeSpec({
    val module = File(System.getProperty("basedir") ?: ".")
    val file = module.resolve("api/edit.api")

    "the public binary interface is the recorded one" {
        val classes = module.resolve("target/classes").walk().filter { it.extension == "class" }.sortedBy { it.path }
        val actual = buildString { AbiTools.getInstance().printJvmDump(this, classes.toList(), AbiFilters.EMPTY) }
        withClue("nothing found in target/classes") { actual.isBlank() shouldBe false }
        if (System.getProperty("api.update") != null) file.writeText(actual)
        val recorded = if (file.exists()) file.readText().lines() else emptyList()
        val changes = (recorded - actual.lines().toSet()).map { "- $it" } +
            (actual.lines() - recorded.toSet()).map { "+ $it" }
        val difference = "edit/api/edit.api differs; if that is wanted: $UPDATE\n" + changes.joinToString("\n")
        withClue(difference) { (actual.lines() == recorded) shouldBe true }
    }
})

private const val UPDATE = "./mvnw -pl library,schema,edit clean test -Dtest=AbiSpec -Dapi.update"
