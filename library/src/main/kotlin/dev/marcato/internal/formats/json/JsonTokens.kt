// SPDX-License-Identifier: Apache-2.0
package dev.marcato.internal.formats.json

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonParser
import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.core.JsonToken
import com.fasterxml.jackson.core.StreamReadConstraints
import com.fasterxml.jackson.core.async.ByteArrayFeeder
import dev.marcato.ProblemCode
import dev.marcato.internal.bytes.excerpt
import dev.marcato.internal.bytes.firstByteNotUtf8
import dev.marcato.internal.bytes.lengthOfWrongPart
import dev.marcato.internal.bytes.shown
import dev.marcato.internal.reading.Fault
import dev.marcato.internal.reading.TextRecord
import dev.marcato.internal.record.littleEndian
import java.io.ByteArrayOutputStream
import java.nio.ByteBuffer

/** Carries a [fault] out of nested objects; [JsonRecordParser] and [JsonEnvelope] catch it. */
internal class JsonFaultException(val fault: Fault) : RuntimeException(fault.found, null, false, false)

/** The tokens of an object, or of its beginning: Jackson's, with places counted from the object's start. */
internal class JsonTokens {
    private var parser: JsonParser = FACTORY.createNonBlockingByteArrayParser()
    private var content: ByteBuffer = littleEndian(ByteArray(0))

    // Bytes that aren't UTF-8 are replaced by three others before Jackson sees them: the places after the replacements,
    // and how much longer the text has become up to there.
    private val replacedAt = ArrayList<Int>()
    private val growth = ArrayList<Int>()

    /** Begins with the object of [size] bytes at [from]; notes bytes that aren't UTF-8 in [record]. */
    fun start(buffer: ByteBuffer, from: Int, size: Int, record: TextRecord) {
        replacedAt.clear()
        growth.clear()
        val bytes = inUtf8(ByteArray(size) { buffer.get(from + it) }, record)
        content = littleEndian(bytes)
        parser = FACTORY.createNonBlockingByteArrayParser()
        val feeder = parser.nonBlockingInputFeeder as ByteArrayFeeder
        feeder.feedInput(bytes, 0, bytes.size)
        feeder.endOfInput()
    }

    fun next(): JsonToken = try {
        // "Not available" means that the rest of a token is missing, which happens in the beginning of an object.
        parser.nextToken()?.takeIf { it != JsonToken.NOT_AVAILABLE } ?: throw ill()
    } catch (e: JsonProcessingException) {
        throw ill(e)
    }

    fun current(): JsonToken = parser.currentToken()

    /** The text of a string, a name, a number or a word. */
    fun text(): String = try {
        parser.text
    } catch (e: JsonProcessingException) {
        throw ill(e)
    }

    fun textOrNull(): String? = if (current() == JsonToken.VALUE_NULL) null else text()

    fun at(): Int = original(parser.currentTokenLocation().byteOffset.toInt())

    /** Moves to the end of the object or array that begins here, if one does. */
    fun skip() {
        var depth = 0
        var token = current()
        while (true) {
            if (token.isStructStart) depth++
            if (token.isStructEnd) depth--
            if (depth == 0) return
            token = next()
        }
    }

    fun described(): String = when (current()) {
        JsonToken.START_OBJECT -> "an object"
        JsonToken.START_ARRAY -> "an array"
        JsonToken.VALUE_STRING -> "a string"
        JsonToken.VALUE_NUMBER_INT, JsonToken.VALUE_NUMBER_FLOAT -> "a number"
        else -> parser.text
    }

    private fun ill(cause: JsonProcessingException? = null): JsonFaultException {
        val end = content.limit()
        val at = (cause?.location?.byteOffset?.toInt() ?: end).coerceIn(0, end)
        val found = shown(content, at, minOf(end, at + EXCERPT))
        return JsonFaultException(Fault(ProblemCode.SYNTAX_WRONG, original(at), found, "JSON (RFC 8259)"))
    }

    private fun inUtf8(bytes: ByteArray, record: TextRecord): ByteArray {
        val buffer = littleEndian(bytes)
        var wrong = firstByteNotUtf8(buffer, 0, bytes.size)
        if (wrong < 0) return bytes
        val sound = ByteArrayOutputStream(bytes.size + 2)
        var next = 0
        while (wrong >= 0) {
            val length = lengthOfWrongPart(buffer, wrong, bytes.size)
            val found = excerpt(buffer, wrong, wrong + length)
            record.note(ProblemCode.TEXT_NOT_UTF_8, wrong, found, "UTF-8")
            sound.write(bytes, next, wrong - next)
            sound.write(REPLACEMENT)
            replacedAt += sound.size()
            growth += (growth.lastOrNull() ?: 0) + REPLACEMENT.size - length
            next = wrong + length
            wrong = firstByteNotUtf8(buffer, next, bytes.size)
        }
        sound.write(bytes, next, bytes.size - next)
        return sound.toByteArray()
    }

    private fun original(at: Int): Int {
        val found = replacedAt.binarySearch(at)
        val before = if (found >= 0) found else -found - 2
        return if (before < 0) at else at - growth[before]
    }

    private companion object {
        const val EXCERPT = 16
        val REPLACEMENT = "\uFFFD".toByteArray()

        // The limits were checked before Jackson sees anything.
        val FACTORY: JsonFactory = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength(Int.MAX_VALUE)
                    .maxNameLength(Int.MAX_VALUE)
                    .maxNumberLength(Int.MAX_VALUE)
                    .maxNestingDepth(Int.MAX_VALUE)
                    .build(),
            )
            .build()
    }
}
