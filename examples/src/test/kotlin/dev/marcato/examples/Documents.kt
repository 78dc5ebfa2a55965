// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import java.io.File
import java.util.Collections

/** A fenced block of a document. */
internal class Block(val document: String, val line: Int, val language: String, val text: List<String>) {
    override fun toString(): String = "$document:$line: ${text.firstOrNull { it.isNotBlank() }?.trim()}"
}

/** What the documents of this repository show, and the sources that the build compiles. */
internal object Documents {
    // Surefire runs in the folder of the module.
    val root: File = File("..").canonicalFile

    private val names =
        listOf(
            "README.md",
            "CONTRIBUTING.md",
            "mongodb/README.md",
            "schema/README.md",
            "edit/README.md",
            "examples/README.md",
        ) +
            root.resolve("docs").list().orEmpty().filter { it.endsWith(".md") }.sorted().map { "docs/$it" }

    val texts: Map<String, String> = names.associateWith { root.resolve(it).readText() }

    val blocks: List<Block> = texts.flatMap { (document, text) -> blocksOf(document, text.lines()) }

    fun blocksOf(document: String, lines: List<String>): List<Block> {
        val blocks = ArrayList<Block>()
        var start = -1
        lines.forEachIndexed { index, line ->
            if (!line.trimStart().startsWith("```")) return@forEachIndexed
            if (start >= 0) {
                val language = lines[start].trim().removePrefix("```")
                blocks += Block(document, start + 1, language, lines.subList(start + 1, index))
            }
            start = if (start < 0) index else -1
        }
        check(start < 0) { "$document: the block of line ${start + 1} doesn't end" }
        return blocks
    }

    /** The modules that every build compiles: without those of the profiles that have to be asked for. */
    private val modules: List<String> by lazy {
        val pom = root.resolve("pom.xml").readText()
        val built = Regex("<id>(android|mongodb-benchmark)</id>.*?</profile>", RegexOption.DOT_MATCHES_ALL)
        Regex("<module>(.+?)</module>").findAll(pom.replace(built, "")).map { it.groupValues[1] }.toList()
    }

    private val sources: Map<String, List<List<String>>> by lazy {
        modules.flatMap { module -> listOf("main", "test").map { root.resolve("$module/src/$it") } }
            .flatMap { folder -> folder.walk().filter { it.isFile } }
            .groupBy({ if (it.extension == "kt") "kotlin" else it.extension }, { essence(it.readLines()) })
    }

    /** Whether the lines of [block] stand in a compiled file, one after the other. */
    fun isCompiled(block: Block): Boolean {
        val wanted = essence(block.text)
        return sources.getValue(block.language).any { Collections.indexOfSubList(it, wanted) >= 0 }
    }

    private fun essence(lines: List<String>): List<String> = lines.map { it.trim() }.filter { it.isNotEmpty() }
}
