// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.build

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.io.File

/** Every public declaration has KDoc; the explicit API mode makes each of them say `public`, so the sources tell. */
class KdocSpec : FreeSpec({
    "every public declaration and every enum entry has KDoc" {
        val module = File(System.getProperty("basedir") ?: ".")
        val files = module.resolve("src/main/kotlin").walk().filter { it.extension == "kt" && "internal" !in it.path }
        files.sumOf { file -> file.readLines().count { it.contains(DECLARATION) } } shouldBeGreaterThan 100
        files.flatMap { file -> undocumented(file.readLines()).map { "${file.name}: ${it.trim()}" } }.toList()
            .shouldBeEmpty()
    }
})

private val DECLARATION = Regex("^\\s*public (?!companion object|override )|^ {4}[A-Z][A-Z0-9_]*(\\(.*\\))?,$")
private val ANNOTATION = Regex("^(\\s*@[A-Za-z:.]+(\\(.*\\))?)+$")

private fun undocumented(lines: List<String>): List<String> = lines.indices.filter { index ->
    lines[index].contains(DECLARATION) &&
        lines.subList(0, index).lastOrNull { !it.matches(ANNOTATION) }?.trimEnd()?.endsWith("*/") != true
}.map { lines[it] }
