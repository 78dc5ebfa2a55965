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

    private val factory = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
        .build()

    /** Parses a document; a key that an object has twice is an error. */
    fun parse(text: String): JsonNode = try {
        factory.createParser(text).use { parser ->
            val _ = parser.nextToken() ?: throw SchemaException.of("the document is empty", "")
            val value = value(parser, "")
            if (parser.nextToken() != null) throw SchemaException.of("something follows the document", "")
            JsonNode(value, "")
        }
    } catch (e: JsonProcessingException) {
        val place = e.location?.let { " at line ${it.lineNr}, column ${it.columnNr}" }.orEmpty()
        throw SchemaException.of("the document isn't valid JSON$place: ${e.originalMessage}", "")
    }

    private fun value(parser: JsonParser, pointer: String): Any? = when (parser.currentToken()) {
        JsonToken.START_OBJECT -> members(parser, pointer)
        JsonToken.START_ARRAY -> elements(parser, pointer)
        JsonToken.VALUE_STRING -> parser.text
        JsonToken.VALUE_TRUE -> true
        JsonToken.VALUE_FALSE -> false
        JsonToken.VALUE_NULL -> null
        else -> parser.numberValue
    }

    private fun members(parser: JsonParser, pointer: String): Map<String, Any?> {
        val found = LinkedHashMap<String, Any?>()
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            val key = parser.currentName()
            val at = JsonNode.child(pointer, key)
            if (key in found) throw SchemaException.of("the key \"$key\" is there twice", at)
            val _ = parser.nextToken()
            found[key] = value(parser, at)
        }
        return found
    }

    private fun elements(parser: JsonParser, pointer: String): List<Any?> {
        val found = ArrayList<Any?>()
        while (parser.nextToken() != JsonToken.END_ARRAY) found += value(parser, "$pointer/${found.size}")
        return found
    }

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

    fun fail(reason: String): Nothing = throw SchemaException.of(reason, pointer)

    companion object {
        fun child(pointer: String, key: String): String = "$pointer/${key.replace("~", "~0").replace("/", "~1")}"
    }
}
