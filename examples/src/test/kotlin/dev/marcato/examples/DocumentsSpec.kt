// SPDX-License-Identifier: Apache-2.0
package dev.marcato.examples

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveAtLeastSize
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe

class DocumentsSpec : FreeSpec({
    val code = Documents.blocks.filter { it.language == "kotlin" || it.language == "java" }

    "the documents show code" {
        code shouldHaveAtLeastSize 30
    }

    "every block of code stands in a file that the build compiles" {
        code.filterNot(Documents::isCompiled).joinToString("\n") shouldBe ""
    }

    "a block that differs in a letter, a line or the order of lines is found" {
        val block = code.first { it.language == "kotlin" && it.text.size > 5 }
        fun changed(text: List<String>) = Documents.isCompiled(Block("", 0, "kotlin", text))
        changed(block.text) shouldBe true
        changed(block.text.map { "  $it" } + "") shouldBe true
        changed(block.text.dropLast(1) + (block.text.last() + "x")) shouldBe false
        changed(block.text.reversed()) shouldBe false
        changed(block.text + "println()") shouldBe false
    }

    "a block that doesn't end is refused" {
        runCatching { Documents.blocksOf("page", listOf("```java", "int i;")) }.exceptionOrNull()?.message shouldBe
            "page: the block of line 1 doesn't end"
    }

    "the dependencies are those that the build makes" {
        fun tag(name: String, text: String) = Regex("<$name>(.*?)</$name>").find(text)?.groupValues?.get(1)
        val project = Documents.root.resolve("pom.xml").readText().substringBefore("<modules>")
        val published = listOf("library", "mongodb", "schema", "edit").map { module ->
            val pom = Documents.root.resolve("$module/pom.xml").readText().substringAfter("</parent>")
            tag("artifactId", pom)
        }
        val dependencies = Documents.blocks.filter { it.language == "xml" }.map { it.text.joinToString("\n") }
            .flatMap { Regex("<dependency>.*?</dependency>", RegexOption.DOT_MATCHES_ALL).findAll(it) }
            .map { it.value }.filter { tag("groupId", it) == tag("groupId", project) }
        dependencies.shouldNotBeEmpty()
        for (dependency in dependencies) {
            (tag("artifactId", dependency) in published) shouldBe true
            tag("version", dependency) shouldBe tag("version", project)
        }
    }

    "files that the documents link to exist" {
        val link = Regex("""]\(([^)#:]+)(#[^)]*)?\)""")
        Documents.texts.flatMap { (document, text) ->
            link.findAll(text).map { it.groupValues[1] }
                .filterNot { Documents.root.resolve(document).resolveSibling(it).exists() }.map { "$document: $it" }
        }.shouldBeEmpty()
    }
})
