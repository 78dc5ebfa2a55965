// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.internal

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonGenerator
import com.fasterxml.jackson.core.JsonParser
import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.core.JsonToken
import com.fasterxml.jackson.core.StreamReadConstraints
import com.fasterxml.jackson.core.util.DefaultIndenter
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter
import dev.marcato.schema.SchemaException
import java.io.StringWriter

/** A JSON document as maps, lists, strings, numbers, booleans and nulls. */
internal object Json {
    private const val DEEPEST = 100
    private const val HEXADECIMAL = 16

    private val factory = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
        .build()

    /** Parses a document; a key that an object has twice is an error. */
    fun parse(text: String): JsonNode = try {
        read(text)
    } catch (e: JsonProcessingException) {
        val place = e.location?.let { " at line ${it.lineNr}, column ${it.columnNr}" }.orEmpty()
        throw SchemaException.of("the document isn't valid JSON$place: ${e.originalMessage}", "")
    }

    /** The same, but of a text that isn't JSON throws a [JsonProcessingException], which knows the line. */
    fun read(text: String): JsonNode = factory.createParser(text).use { JsonReading(it).document() }

    /**
     * Finds where the member or element that [pointer] leads to begins in [text]; the last one, if a key is there
     * twice. Only errors ask for places, so nodes needn't keep them.
     */
    fun placeOf(text: String, pointer: String): JsonPlace = factory.createParser(text).use { parser ->
        val reading = JsonReading(parser, pointer)
        try {
            val _ = reading.document()
        } catch (_: JsonProcessingException) {
            // What isn't JSON comes after the place.
        } catch (_: SchemaException) {
            // A key that is there twice.
        }
        reading.place
    }

    /** Prints a document in one line that can be encoded, and that no terminal obeys. */
    fun line(value: Any?): String {
        val text = StringWriter()
        factory.createGenerator(text).use { generator -> write(generator, value) }
        val line = "$text"
        if (line.none(::isEscaped)) return line
        return line.map { if (isEscaped(it)) escaped(it) else "$it" }.joinToString("")
    }

    // These stand in strings only.
    private fun isEscaped(character: Char) = character in '\u007F'..'\u009F' || character.isSurrogate()

    private fun escaped(character: Char) = "\\u" + character.code.toString(HEXADECIMAL).padStart(4, '0')

    fun print(value: Any?): String {
        val text = StringWriter()
        val printer = DefaultPrettyPrinter()
        DefaultIndenter("  ", "\n").let {
            printer.indentObjectsWith(it)
            printer.indentArraysWith(it)
        }
        factory.createGenerator(text).setPrettyPrinter(printer).use { generator -> write(generator, value) }
        return "$text"
    }

    private fun write(generator: JsonGenerator, value: Any?) {
        when (value) {
            is Map<*, *> -> {
                generator.writeStartObject()
                for ((key, member) in value) {
                    generator.writeFieldName("$key")
                    write(generator, member)
                }
                generator.writeEndObject()
            }

            is List<*> -> {
                generator.writeStartArray()
                value.forEach { write(generator, it) }
                generator.writeEndArray()
            }

            is Boolean -> generator.writeBoolean(value)

            is Number -> generator.writeNumber("$value")

            null -> generator.writeNull()

            else -> generator.writeString("$value")
        }
    }
}

/** A place in a text. Both numbers count from 1. */
internal class JsonPlace(val line: Int, val column: Int)

/** Reads a document, and looks for the place that the pointer [sought] leads to. */
private class JsonReading(private val parser: JsonParser, private val sought: String? = null) {
    var place = JsonPlace(1, 1)
        private set

    fun document(): JsonNode {
        val _ = parser.nextToken() ?: throw SchemaException.of("the document is empty", "")
        val value = value("")
        if (parser.nextToken() != null) throw SchemaException.of("something follows the document", "")
        return JsonNode(value, "")
    }

    private fun value(pointer: String): Any? = when (parser.currentToken()) {
        JsonToken.START_OBJECT -> members(pointer)
        JsonToken.START_ARRAY -> elements(pointer)
        JsonToken.VALUE_STRING -> parser.text
        JsonToken.VALUE_TRUE -> true
        JsonToken.VALUE_FALSE -> false
        JsonToken.VALUE_NULL -> null
        else -> parser.numberValue
    }

    private fun members(pointer: String): Map<String, Any?> {
        val found = LinkedHashMap<String, Any?>()
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            val key = parser.currentName()
            val at = JsonNode.child(pointer, key)
            note(at)
            if (key in found) throw SchemaException.of("the key \"$key\" is there twice", at)
            val _ = parser.nextToken()
            found[key] = value(at)
        }
        return found
    }

    private fun elements(pointer: String): List<Any?> {
        val found = ArrayList<Any?>()
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            val at = "$pointer/${found.size}"
            note(at)
            found += value(at)
        }
        return found
    }

    private fun note(pointer: String) {
        if (pointer == sought) place = parser.currentTokenLocation().let { JsonPlace(it.lineNr, it.columnNr) }
    }
}

/** A part of a JSON document, and where it is. */
internal class JsonNode(val value: Any?, val pointer: String) {
    val isObject: Boolean get() = value is Map<*, *>

    fun members(): Map<String, JsonNode> {
        val map = value as? Map<*, *> ?: fail("an object is expected")
        return map.entries.associate { (key, member) -> "$key" to JsonNode(member, child(pointer, "$key")) }
    }

    fun text(): String = value as? String ?: fail("a string is expected")

    fun filled(): String = text().ifEmpty { fail("a string that isn't empty is expected") }

    fun boolean(): Boolean = value as? Boolean ?: fail("true or false is expected")

    fun elements(): List<JsonNode> {
        val list = value as? List<*> ?: fail("an array is expected")
        return list.mapIndexed { index, element -> JsonNode(element, "$pointer/$index") }
    }

    fun fail(reason: String): Nothing = throw SchemaException.of(reason, pointer)

    companion object {
        fun child(pointer: String, key: String): String = "$pointer/${key.replace("~", "~0").replace("/", "~1")}"
    }
}
