// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe

/** Fields that $6 links with one in another script. */
class PairsSpec : FreeSpec({
    val record = recordOf(
        """
        =100  1\§6880-02§aLev
        =245  10§6880-01§aMir
        =500  \\§6880-00§aalone
        =880  1\§6100-02/(N§aLev in Cyrillic
        =880  10§6245-01/(N§aMir in Cyrillic
        =880  \\§6500-00/(N§aalone in Cyrillic
        """,
    )
    val all = record.fields.map { "$it".replace('$', '§') }

    "the half that is left of a pair is reported" {
        val edited = editsOf("remove 245").apply(record)
        edited.reasons() shouldBe listOf("880[1]: its §6 names a field 245, which is gone")
        edited.problems.single().isWarning shouldBe true
        "${edited.problems.single()}" shouldBe "line 1: remove 245: 880[1]: its \$6 names a field 245, which is gone"
        editsOf("remove 880[0]").apply(record).reasons() shouldBe
            listOf("100[0]: its §6 names a field 880, which is gone")
    }

    "nothing is reported if the other half goes, too, now or later" {
        editsOf("remove 245\nremove 880[1]").apply(record).problems shouldBe emptyList()
        editsOf("keep only 100, 880[0]").apply(record).problems shouldBe emptyList()
        editsOf("remove 880[2]").apply(record).problems shouldBe emptyList()
    }

    "with its pair, both go" {
        editsOf("remove 245 with its pair").fieldsOf(record) shouldBe all - setOf(all[1], all[4])
        editsOf("remove 880 with its pair").fieldsOf(record) shouldBe listOf(all[2])
        editsOf("each 100 {\n remove field with its pair\n}").fieldsOf(record) shouldBe all - setOf(all[0], all[3])
    }

    "the other half names the new tag" {
        val renamed = editsOf("rename 245 to 246").apply(record)
        renamed.problems shouldBe emptyList()
        renamed.changes.map { "$it".replace('$', '§') } shouldBe listOf(
            "245[0]: 245 10 §6 880-01 §a Mir -> 246 10 §6 880-01 §a Mir",
            "880[1]: 880 10 §6 245-01/(N §a Mir in Cyrillic -> 880 10 §6 246-01/(N §a Mir in Cyrillic",
        )
        editsOf("move 100 to 700").fieldsOf(record).filter { "Lev" in it } shouldBe
            listOf("700 1  §6 880-02 §a Lev", "880 1  §6 700-02/(N §a Lev in Cyrillic")
    }

    "a new number goes to both halves" {
        editsOf("replace \"-01\" with \"-07\" in 245§6").fieldsOf(record)[4] shouldBe
            "880 10 §6 245-07/(N §a Mir in Cyrillic"
        editsOf("renumber pairs").fieldsOf(record).map { it.substringAfter("§6 ").take(6) } shouldBe
            listOf("880-01", "880-02", "880-00", "100-01", "245-02", "500-00")
    }

    "a copy is no half of a pair" {
        editsOf("copy 245 to 246").fieldsOf(record)[2] shouldBe "246 10 §a Mir"
    }
})
