// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.checkAll

private val error = rule("error")
private val warning = rule("warning", FindingSeverity.WARNING)
private val hint = rule("hint", FindingSeverity.HINT)
private val rules = listOf(error, warning, hint)

private fun FindingSummary.described() = "$this\n" + rules.joinToString("\n") { rule ->
    "$rule ${rule.severity} ${rule.share} ${rule.examples.map { it.toJson() }}"
}

class FindingSummarySpec : FreeSpec({
    "counts findings and records by rule, the worst first" {
        val summary = FindingSummary(2)
        summary.add(listOf(finding(hint), finding(warning), finding(hint)))
        summary.add(emptyList())
        summary.add(listOf(finding(error)))
        summary.add(listOf(finding(hint, "100"), finding(rule("other"))))
        summary.add(listOf(finding(rule("other")), finding(rule("other"))))
        "$summary" shouldBe "8 findings in 4 of 5 records"
        summary.findings shouldBe 8
        summary.records shouldBe 5
        summary.recordsWithFindings shouldBe 4
        FindingSeverity.entries.map(summary::count) shouldBe listOf(3L, 1L, 4L)
        summary.rules.map { "$it, ${it.share}" } shouldBe listOf(
            "other: 3 findings in 2 records, 0.4",
            "error: 1 findings in 1 records, 0.2",
            "warning: 1 findings in 1 records, 0.2",
            "hint: 3 findings in 2 records, 0.4",
        )
        summary.rules.last().examples shouldBe listOf(finding(hint), finding(hint))
    }

    "keeps as many examples as asked, at most" {
        val summary = FindingSummary(0)
        repeat(100) { summary.add(listOf(finding(error))) }
        summary.rules.single().examples.shouldBeEmpty()
        shouldThrow<IllegalArgumentException> { FindingSummary(-1) }.message shouldBe
            "The number of examples can't be negative: -1"
        FindingSummary().examples shouldBe 5
    }

    "of nothing is empty" {
        "${FindingSummary()}" shouldBe "0 findings in 0 of 0 records"
        FindingSummary().rules.shouldBeEmpty()
    }

    "parts in order sum up to the whole, wherever they are cut" {
        checkAll(Arb.list(Arb.list(Arb.int(0..2), 0..4), 0..30), Arb.int(1..5)) { records, size ->
            val whole = FindingSummary(3)
            val sum = FindingSummary(3)
            var before = 0L
            records.forEachIndexed { index, found ->
                whole.add(found.map { finding(rules[it]) }, "a.mrc", index.toLong())
            }
            for (part in records.chunked(size)) {
                val counted = FindingSummary(3)
                part.forEachIndexed { at, found -> counted.add(found.map { finding(rules[it]) }, "a.mrc", at.toLong()) }
                sum.add(counted, before)
                before += part.size
            }
            sum.described() shouldBe whole.described()
        }
    }

    "its examples don't know the record if nobody does" {
        val summary = FindingSummary()
        summary.add(listOf(finding(error, recordIndex = null)))
        FindingSummary().also { it.add(summary, 5) }.rules.single().examples.single().recordIndex shouldBe null
    }
})
