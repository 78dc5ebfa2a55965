// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.path.MarcPath
import dev.marcato.validation.internal.StandardRules
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.shouldBe

/** Each rule has records that break it, and records near it that don't. */
class RuleExamplesSpec : FreeSpec({
    val files = RuleExamples.all()

    "each rule has examples that break it and examples that don't, and each file has a rule" {
        // Those that count have specs of their own, and a record with more than a thousand findings, or one that takes
        // a second, isn't worth a file.
        val rules = StandardRules.rules.map { it.code } -
            setOf("countRecord", "countField", "countSubfield", "moreFindings", "ruleStopped")
        files.map { it.code }.sorted() shouldBe rules.sorted()
        for (file in files) {
            withClue(file.code) {
                file.examples.filter { it.breaks.isNotEmpty() }.shouldNotBeEmpty()
                file.examples.filter { it.breaks.isEmpty() }.shouldNotBeEmpty()
            }
        }
    }

    for (file in files) {
        file.code - {
            for (example in file.examples) {
                "$example" {
                    val found = file.findings(example)
                    withClue("$found\nin\n${example.record}") {
                        found.filter { it.code == file.code }.map { it.path } shouldBe example.breaks
                        if (example.breaks.isNotEmpty()) {
                            found.map { it.code }.filterNot { it == file.code || it in example.also }.shouldBeEmpty()
                            for (code in example.also) found.map { it.code } shouldContain code
                        }
                        found.forEach { isPlace(it, example) }
                    }
                }
            }
        }
    }
})

/** What is there is selected by its path, and nothing else; what is missing isn't there. */
private fun isPlace(finding: Finding, example: RuleExamples.Example) {
    val path = MarcPath.of(finding.path)
    withClue("$finding") {
        "$path" shouldBe finding.path
        if (finding.found != null) path.count(example.record) shouldBe 1
    }
}
