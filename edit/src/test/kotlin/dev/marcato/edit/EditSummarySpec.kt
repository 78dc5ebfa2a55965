// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

class EditSummarySpec : FreeSpec({
    val edits = editsOf(
        """
        remove 650§v
        set 990§a to "Gift"
        drop record if 001 = "2"
        remove 991
        add 001 "x" if 001 = "1"
        """.trimIndent(),
    )
    val records = (0..3).map { number ->
        recordOf("=001  $number\n=650  \\\\§aa§vb\n=650  \\\\§ac§vd\n=990  \\\\§aGift")
    }

    fun summaryOf(records: List<dev.marcato.Record>, examples: Int = 3) =
        EditSummary.of(edits, examples).apply { records.forEach { add(edits.apply(it)) } }

    fun EditSummary.counts() = rules.map { listOf(it.matched, it.changed, it.places, it.dropped, it.problems) }

    "each rule has its counts" {
        val summary = summaryOf(records)
        summary.records shouldBe 4
        summary.changed shouldBe 4
        summary.dropped shouldBe 1
        summary.counts() shouldBe listOf(
            listOf(4L, 3L, 6L, 0L, 0L),
            listOf(4L, 0L, 0L, 0L, 0L),
            listOf(1L, 0L, 0L, 1L, 0L),
            listOf(0L, 0L, 0L, 0L, 0L),
            listOf(1L, 0L, 0L, 0L, 1L),
        )
        summary.neverMatched.map { it.text } shouldBe listOf("remove 991")
        "${summary.rules[0]}" shouldBe
            "line 1: remove 650\$v (matched 4, changed 3, places 6, dropped 0, problems 0)"
        "$summary".lines()[0] shouldBe "4 of 4 records changed, 1 of them dropped"
    }

    "examples are the first changes of different records" {
        summaryOf(records, 2).rules[0].examples.map { it.after } shouldBe listOf("650    \$a c", "650    \$a c")
        summaryOf(records, 0).rules[0].examples shouldBe emptyList()
        shouldThrow<IllegalArgumentException> { EditSummary.of(edits, -1) }.message shouldBe
            "examples must be at least 0, not -1"
    }

    "parts that are added in order are as the whole" {
        for (cut in 0..4) {
            val whole = summaryOf(records)
            val parts = summaryOf(records.take(cut)).apply { add(summaryOf(records.drop(cut))) }
            "$parts" shouldBe "$whole"
            parts.rules.map { rule -> rule.examples.map { "$it" } } shouldBe
                whole.rules.map { rule -> rule.examples.map { "$it" } }
        }
    }
})
