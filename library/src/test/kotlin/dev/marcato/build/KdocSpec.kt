// SPDX-License-Identifier: Apache-2.0
package dev.marcato.build

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainExactly
import java.io.File

/**
 * Every public declaration has KDoc. The explicit API mode makes each of them say `public`, so the sources tell; Dokka's
 * own report cannot be used, since it also asks for what nobody can document, such as the `values` of an enum.
 */
class KdocSpec : FreeSpec({
    "every public declaration and every enum entry has KDoc" {
        File("src/main/kotlin").walk().filter { it.extension == "kt" }.flatMap { file ->
            undocumented(file.readLines()).map { "${file.name}: ${it.trim()}" }
        }.toList().shouldBeEmpty()
    }

    "the check sees what is missing" {
        val lines = """
            /** Has one. */
            @JvmField
            public val documented: Int = 1

            @JvmField
            public val naked: Int = 1

            /** Has one. */
            @get:JvmSynthetic @set:JvmSynthetic
            public var annotatedTwice: Int = 1
            public companion object {
            public enum class Bare {
                /** Has one. */
                FIRST,

                SECOND('x'),
                THIRD,
        """.trimIndent().lines()
        undocumented(lines).map { it.trim() } shouldContainExactly
            listOf("public val naked: Int = 1", "public enum class Bare {", "SECOND('x'),", "THIRD,")
    }
})

private val DECLARATION = Regex("^\\s*public (?!companion object|override )|^ {4}[A-Z][A-Z0-9_]*(\\(.*\\))?,$")
private val ANNOTATION = Regex("^\\s*(@[A-Za-z:.]+(\\([^)]*\\))? ?)+$")

private fun undocumented(lines: List<String>): List<String> = lines.indices.filter { index ->
    lines[index].contains(DECLARATION) &&
        lines.subList(0, index).lastOrNull { !it.matches(ANNOTATION) }?.trimEnd()?.endsWith("*/") != true
}.map { lines[it] }
