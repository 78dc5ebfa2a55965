// SPDX-License-Identifier: Apache-2.0
package dev.marcato.mongodb.internal.bson

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.util.Random
import org.bson.BsonSerializationException
import org.bson.io.BasicOutputBuffer
import org.bson.io.BsonOutput

/** The buffer writes text as the driver's own does. */
class DocumentBufferSpec : FreeSpec({
    fun bytesBy(buffer: BasicOutputBuffer, write: (BsonOutput) -> Unit): ByteArray = buffer.also(write).toByteArray()

    fun shouldBeAsTheDriverWrites(write: (BsonOutput) -> Unit) {
        bytesBy(DocumentBuffer(1), write) shouldBe bytesBy(BasicOutputBuffer(), write)
    }

    "text of all kinds" {
        val halves = listOf("\uD83D", "\uDE00", "a\uDE00\uD83Db", "?\uD83D", "\uD83D?")
        val whole =
            listOf("", "a", "?", "Gr\u00F6\u00DFe?", "\u65E5\u672C", "\uD83D\uDE00", "a\u0000b", "x".repeat(99_999))
        for (text in halves + whole) shouldBeAsTheDriverWrites { it.writeString(text) }
    }

    "names of all kinds, again and again, among them some of the same hash code" {
        val names = List(200) { "name$it" } + listOf("", "Aa", "BB", "\u00E4", "\uD83D", "?")
        shouldBeAsTheDriverWrites { output -> repeat(3) { names.forEach(output::writeCString) } }
    }

    "names with NUL are refused, and leave the buffer as the driver does" {
        val buffer = DocumentBuffer(16)
        buffer.writeCString("ab")
        shouldThrow<BsonSerializationException> { buffer.writeCString("a\u0000b") }
        shouldBeAsTheDriverWrites { output ->
            try {
                output.writeCString("a\u0000b")
            } catch (e: BsonSerializationException) {
                output.writeString(e.message)
            }
        }
    }

    "text and names at random" {
        val random = Random(2709)
        val characters = "?az\u00E9\u4E2D\uD83D\uDE00"
        fun text() = String(CharArray(random.nextInt(40)) { characters[random.nextInt(characters.length)] })
        repeat(2_000) {
            val texts = List(8) { text() }
            shouldBeAsTheDriverWrites { output ->
                for (text in texts) {
                    output.writeCString(text)
                    output.writeString(text)
                }
            }
        }
    }
})
