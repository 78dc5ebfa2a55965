// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.checking

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonGenerator
import java.io.StringWriter
import org.snakeyaml.engine.v2.api.LoadSettings
import org.snakeyaml.engine.v2.api.lowlevel.Compose
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException
import org.snakeyaml.engine.v2.exceptions.YamlEngineException
import org.snakeyaml.engine.v2.nodes.MappingNode
import org.snakeyaml.engine.v2.nodes.Node
import org.snakeyaml.engine.v2.nodes.ScalarNode
import org.snakeyaml.engine.v2.nodes.SequenceNode
import org.snakeyaml.engine.v2.nodes.Tag

/** A fault in a document. Both numbers count from 1. */
internal class DocumentFault(val line: Int, val column: Int, reason: String) : Exception(reason)

/** A document in YAML 1.2, which is also shown as JSON; what JSON can't express is a [DocumentFault]. */
internal class YamlDocument(text: String) {
    // Where members and elements begin, by their JSON pointers.
    private val starts = HashMap<String, Node>()
    private var nodes = 0

    val json: String = StringWriter().also { out ->
        JsonFactory().createGenerator(out).use { json ->
            val root = compose(text) ?: throw DocumentFault(1, 1, "the document is empty")
            write(root, "", json, depth = 0)
        }
    }.toString()

    /** Returns [reason] with the place in the YAML document that [pointer] leads to in the JSON. */
    fun fault(pointer: String, reason: String): DocumentFault = faultAt(starts[pointer], reason)

    private fun compose(text: String): Node? = try {
        Compose(LoadSettings.builder().build()).composeString(text).orElse(null)
    } catch (e: MarkedYamlEngineException) {
        val mark = e.problemMark.or { e.contextMark }.orElse(null)
        throw DocumentFault((mark?.line ?: 0) + 1, (mark?.column ?: 0) + 1, "this isn't YAML: ${e.problem}")
    } catch (e: YamlEngineException) {
        throw DocumentFault(1, 1, "this isn't YAML: ${e.message.orEmpty().lines().first()}")
    }

    private fun write(node: Node, pointer: String, json: JsonGenerator, depth: Int) {
        // An alias may lead back to what it is in, or stand for very much.
        if (depth > DEEPEST || ++nodes > MOST_NODES) throw faultAt(node, "the document is too large or too deep")
        when (node) {
            is MappingNode -> {
                json.writeStartObject()
                for (member in node.value) {
                    // Other keys are refused already.
                    val key = member.keyNode as ScalarNode
                    val at = "$pointer/${key.value.replace("~", "~0").replace("/", "~1")}"
                    starts[at] = key
                    json.writeFieldName(key.value)
                    write(member.valueNode, at, json, depth + 1)
                }
                json.writeEndObject()
            }

            is SequenceNode -> {
                json.writeStartArray()
                node.value.forEachIndexed { index, element ->
                    starts["$pointer/$index"] = element
                    write(element, "$pointer/$index", json, depth + 1)
                }
                json.writeEndArray()
            }

            is ScalarNode -> write(node, json)

            else -> throw faultAt(node, "this can't be in a profile")
        }
    }

    private fun write(node: ScalarNode, json: JsonGenerator) {
        when (node.tag) {
            Tag.BOOL -> json.writeBoolean(node.value.toBoolean())
            Tag.NULL -> json.writeNull()
            Tag.INT -> node.value.toBigIntegerOrNull()?.let(json::writeNumber) ?: json.writeString(node.value)
            Tag.FLOAT -> node.value.toBigDecimalOrNull()?.let(json::writeNumber) ?: json.writeString(node.value)
            else -> json.writeString(node.value)
        }
    }

    private fun faultAt(node: Node?, reason: String): DocumentFault {
        val mark = node?.startMark?.orElse(null)
        return DocumentFault((mark?.line ?: 0) + 1, (mark?.column ?: 0) + 1, reason)
    }

    private companion object {
        const val DEEPEST = 100
        const val MOST_NODES = 1_000_000
    }
}
