// SPDX-License-Identifier: Apache-2.0
package dev.marcato.build

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.io.File
import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiTools

/**
 * Holds the public binary interface to `library/api/library.api`, so that no change of it goes unseen.
 *
 * A wanted change is written down by [UPDATE] and committed with its cause; `clean`, because classes of deleted
 * sources would otherwise be recorded too.
 */
class AbiSpec : FreeSpec({
    val module = File(System.getProperty("basedir") ?: ".")
    val file = module.resolve("api/library.api")

    "the public binary interface is the recorded one" {
        val actual = dump(module.resolve("target/classes"))
        withClue("nothing found in target/classes") { actual.isBlank() shouldBe false }
        if (System.getProperty("api.update") != null) file.writeText(actual)
        val recorded = if (file.exists()) file.readText() else ""
        withClue(difference(recorded, actual)) { (actual == recorded) shouldBe true }
    }
})

private const val UPDATE = "./mvnw -pl library clean test -Dtest=AbiSpec -Dapi.update"

/** Given a folder instead of its class files, the tool yields an empty dump and no error. */
private fun dump(classes: File): String {
    val files = classes.walk().filter { it.extension == "class" }.sortedBy { it.path }.toList()
    return buildString { AbiTools.getInstance().printJvmDump(this, files, AbiFilters.EMPTY) }
}

/** The lines that came and went, which say more than two whole dumps. */
private fun difference(recorded: String, actual: String): String {
    val before = recorded.lines()
    val after = actual.lines()
    val changes = (before - after.toSet()).map { "- $it" } + (after - before.toSet()).map { "+ $it" }
    return "library/api/library.api differs; if that is wanted: $UPDATE\n" + changes.joinToString("\n")
}
