// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.record

import dev.marcato.DataField
import dev.marcato.Subfield
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.matchers.types.shouldBeSameInstanceAs
import java.util.Random

private const val FRONT = 24

private fun fieldOf(content: String): DataField {
    val text = content.toByteArray()
    // A field is never at the beginning of a record, nor at its end.
    val bytes = ByteArray(FRONT) { 0x1E } + text + byteArrayOf(0x1E, 0x1D)
    val isAscii = text.all { it >= 0 }
    return DataField.view(Tags.pack("245"), littleEndian(bytes), FRONT, FRONT + text.size, isAscii, null)
}

/** The subfields of [content] by its characters: code and value of each. */
private fun expected(content: String): List<Pair<Char, String>> {
    val parts = content.split('\u001F')
    val text = parts.first().drop(2)
    val bare = if (text.isEmpty()) emptyList() else listOf('\u0000' to text)
    return bare + parts.drop(1).map { if (it.isEmpty()) '\u0000' to "" else it.first() to it.drop(1) }
}

class SubfieldListSpec :
    FreeSpec({
        "a loop, the size and look-ups find the same, in sound and in damaged fields" {
            val random = Random(11)
            val pieces = listOf("\u001F", "\u001Fa", "\u001Fb", "1", " ", "title", "é", "", "日本")
            repeat(20_000) {
                val content = (0..random.nextInt(9)).joinToString("") { pieces[random.nextInt(pieces.size)] }
                // A code beyond ASCII is one byte, which these characters aren't.
                if (Regex("\u001F[é日]").containsMatchIn(content) || content.take(2).any { it > '~' }) return@repeat
                withClue(content) {
                    val wanted = expected(content)
                    val list = fieldOf(content).subfields
                    list.isEmpty() shouldBe wanted.isEmpty()
                    list.size shouldBe wanted.size
                    list.map { it.code to it.value } shouldContainExactly wanted
                    list.indices.map { list[it].code to list[it].value } shouldContainExactly wanted
                    list.size shouldBe wanted.size
                    list.stream().map { it.value }.toList() shouldBe wanted.map { it.second }
                    list.toTypedArray().toList() shouldBe list
                }
            }
        }

        "look-ups by index find the same object each time" {
            val list = fieldOf("10\u001FaOne\u001FbTwo").subfields
            list[1] shouldBeSameInstanceAs list[1]
            list.last().value shouldBe "Two"
            list shouldBe listOf(Subfield.of('a', "One"), Subfield.of('b', "Two"))
            list.hashCode() shouldBe listOf(Subfield.of('a', "One"), Subfield.of('b', "Two")).hashCode()
        }

        "there is nothing after the end, and nothing can be changed" {
            val list = fieldOf("10\u001FaOne").subfields
            shouldThrow<IndexOutOfBoundsException> { list[1] }
            shouldThrow<IndexOutOfBoundsException> { list[-1] }
            val loop = list.iterator()
            loop.next().value shouldBe "One"
            loop.hasNext() shouldBe false
            shouldThrow<NoSuchElementException> { loop.next() }
            @Suppress("UNCHECKED_CAST", "PLATFORM_CLASS_MAPPED_TO_KOTLIN")
            val forJava = list as java.util.List<Subfield>
            shouldThrow<UnsupportedOperationException> { forJava.add(Subfield.of('b', "Two")) }
            shouldThrow<UnsupportedOperationException> { forJava.remove(0) }
            shouldThrow<UnsupportedOperationException> {
                forJava.iterator().apply { next() }.remove()
            }
        }
    })
