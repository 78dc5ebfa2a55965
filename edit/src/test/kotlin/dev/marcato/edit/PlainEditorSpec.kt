// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.Record
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.long
import io.kotest.property.checkAll
import kotlin.random.Random

/** Random rules on random records do what a plain interpreter does with simple lists. */
class PlainEditorSpec : FreeSpec({
    "edits do what the plain interpreter does, on records as built and as read" {
        var changed = 0
        checkAll(3_000, Arb.long()) { seed ->
            val plain = PlainRules(Random(seed))
            val rules = plain.rules()
            val text = rules.joinToString("\n") { it.text }
            val edits = Edits.parse(text)
            val simple = plain.record()
            val expected = rules.fold(simple) { fields, rule -> rule.run(fields) }.map { it.toField() }
            for (record in listOf(simple.toRecord(), Record.parse(simple.toRecord().toBytes()))) {
                withClue("$text\n$simple") {
                    val edited = edits.apply(record)
                    edited.problems shouldBe emptyList()
                    edited.record!!.fields shouldContainExactly expected
                    edited.isChanged shouldBe (expected != record.fields)
                    edited.changes.isEmpty() shouldBe !edited.isChanged
                    if (edited.isChanged) changed++
                }
            }
        }
        changed shouldBeGreaterThan 1_000
    }

    "printed and parsed again, edits are the same" {
        checkAll(300, Arb.long()) { seed ->
            val plain = PlainRules(Random(seed))
            val edits = Edits.parse(plain.rules().joinToString("\n") { it.text })
            val again = Edits.parse("$edits")
            again.rules.map { "$it" } shouldBe edits.rules.map { "$it" }
            val record = plain.record().toRecord()
            again.apply(record).record shouldBe edits.apply(record).record
        }
    }
})
