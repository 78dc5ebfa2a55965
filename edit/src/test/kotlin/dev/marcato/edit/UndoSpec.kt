// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldEndWith
import io.kotest.property.Arb
import io.kotest.property.arbitrary.bind
import io.kotest.property.arbitrary.boolean
import io.kotest.property.arbitrary.byte
import io.kotest.property.arbitrary.byteArray
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.list
import io.kotest.property.arbitrary.map
import io.kotest.property.checkAll
import java.io.ByteArrayOutputStream

class UndoSpec : FreeSpec({
    fun undoOf(vararg pieces: Pair<String, String>): String {
        val out = ByteArrayOutputStream()
        UndoWriter.to(out).use { undo ->
            for ((old, new) in pieces) {
                if (old == new) undo.same(old.length.toLong()) else undo.changed(old.toByteArray(), new.toByteArray())
            }
        }
        return "$out"
    }

    fun revert(edited: ByteArray, undo: String): ByteArray {
        val original = ByteArrayOutputStream()
        Undo.revert(edited.inputStream(), undo.byteInputStream(), original)
        return original.toByteArray()
    }

    val undo = undoOf("aa" to "aa", "old" to "new!", "gone" to "", "" to "more", "bb" to "bb")
    val edited = "aanew!morebb"

    "the text has the place, the length and the digest of new bytes, and the old bytes" {
        undo.lines().map { it.split(' ').filterIndexed { index, _ -> index != 2 }.joinToString(" ") } shouldBe
            listOf("marcato undo", "2 4 b2xk", "6 0 Z29uZQ==", "6 4 ", "end 12", "")
    }

    "the old file comes back" {
        String(revert(edited.toByteArray(), undo)) shouldBe "aaoldgonebb"
        revert(ByteArray(0), undoOf()) shouldBe ByteArray(0)
    }

    "any pieces come back" {
        val bytes = Arb.byteArray(Arb.int(0..300), Arb.byte())
        val piece = Arb.bind(bytes, bytes, Arb.boolean()) { old, new, isSame -> old to if (isSame) old else new }
        checkAll(200, Arb.list(piece, 0..20).map { it }) { pieces ->
            val out = ByteArrayOutputStream()
            val writer = UndoWriter.to(out)
            for ((old, new) in pieces) writer.changed(old, new)
            writer.close()
            writer.close()
            val new = pieces.fold(ByteArray(0)) { all, it -> all + it.second }
            revert(new, "$out") shouldBe pieces.fold(ByteArray(0)) { all, it -> all + it.first }
        }
    }

    "another file, or another text, is refused" {
        fun refusal(edited: String, undo: String) = shouldThrow<UndoException> { revert(edited.toByteArray(), undo) }
        refusal("aaNew!morebb", undo).message shouldBe "line 2: the 4 bytes at 2 are others than edits made"
        refusal("aaNew!morebb", undo).line shouldBe 2
        refusal("aanew", undo).message shouldBe "line 2: the file ends at 5, and should have 1 bytes more here"
        refusal(edited + "b", undo).message shouldBe "line 5: the file goes on after the 12 bytes that it had"
        refusal(edited, "").message shouldEndWith "this isn't a text to undo edits: it begins with \"marcato undo 1\""
        refusal(edited, undo.substringBefore("end")).message shouldBe
            "line 5: the text is cut off: its last line is missing"
        refusal(edited, "marcato undo 1\na b").message shouldBe
            "line 2: a place, a length, a digest and the old bytes are expected here"
        refusal(edited, "marcato undo 1\nend x").message shouldBe "line 2: a number is expected here, not \"x\""
        refusal(edited, "marcato undo 1\nend -1").message shouldBe "line 2: a number is expected here, not \"-1\""
        refusal(edited, undo.replace("b2xk", "b?")).message shouldBe "line 2: the old bytes aren't in Base64"
        refusal(edited, undo.replace("6 0", "1 0")).message shouldBe
            "line 3: this place is before the one that was reached, 6"
        refusal(edited, undo + "end 12\n").message shouldBe "line 5: something follows the last line"
    }
})
