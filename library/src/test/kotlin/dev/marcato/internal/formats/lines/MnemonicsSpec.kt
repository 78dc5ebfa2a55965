// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.lines

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.ints.shouldBeGreaterThan
import io.kotest.matchers.shouldBe
import org.marc4j.Mrk8TranslationTable

class MnemonicsSpec : FreeSpec({
    val names = MARCMAKER_NAMES.trim().split(' ', '\n').chunked(2).map { it[0] }

    "the names stand for what marc4j's copy of the table says" {
        val all = names + ('0'..'9').map { "$it" } + ('A'..'Z').map { "$it" } + ('a'..'z').map { "$it" } +
            (0..255).map { "%02X".format(it) }
        for (name in all) {
            val theirs = Mrk8TranslationTable.fromMrk8("{$name}").map { it.code.toByte() }
            withClue(name) { Mnemonics.bytes(name)?.toList() shouldBe theirs }
        }
        names.toSet().size shouldBe names.size
        names.size shouldBeGreaterThan 360
        names.maxOf { it.length } shouldBe Mnemonics.LONGEST
    }

    "there are no others" {
        for (name in listOf("", "zilch", "Acute", "G1", "eacutee", "%")) Mnemonics.bytes(name) shouldBe null
    }

    "every byte has one, from which it comes back" {
        for (value in 0..255) {
            val text = String(Mnemonics.of(value.toByte()))
            Mnemonics.bytes(text.removeSurrounding("{", "}"))?.toList() shouldBe listOf(value.toByte())
        }
        String(Mnemonics.of('$'.code.toByte())) shouldBe "{dollar}"
        String(Mnemonics.of(0xE2.toByte())) shouldBe "{acute}"
        String(Mnemonics.of(0x1B)) shouldBe "{esc}"
        String(Mnemonics.of(0x0A)) shouldBe "{0A}"
    }
})
