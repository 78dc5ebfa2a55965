// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.sources

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.internal.Json
import dev.marcato.schema.internal.JsonNode
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory
import org.w3c.dom.Element

/** Reads what other collections say of MARC 21, however they deviate from Avram: only whether something is there. */
internal object OtherSchema {
    fun avram(file: File): Flat = Flat().also { flat ->
        for ((key, node) in Json.parse(file.readText()).members().getValue("fields").members()) {
            val tag = if (key == "LEADER") "LDR" else key
            val field = node.members()
            flat.add(tag, "", repeatable(field))
            for (number in 1..2) {
                field["indicator$number"]?.takeIf {
                    it.isObject
                }?.let { codes(flat, "$tag^$number", it) }
            }
            field["subfields"]?.members().orEmpty().forEach { (code, subfield) -> subfield(flat, tag, code, subfield) }
            positions(flat, tag, field)
            field["types"]?.members().orEmpty().forEach { (type, typed) ->
                positions(flat, tag + type(tag, type), typed.members())
            }
        }
    }

    /** The key of a type here: others have "Books" or "007a". */
    private fun type(tag: String, type: String): String {
        if (type == "All Materials" || type == "Common") return ""
        val own = MarcSchema.BIBLIOGRAPHIC.field(tag)!!.types.values
        return "[${own.firstOrNull { it.label.equals(type, ignoreCase = true) }?.key ?: type.removePrefix(tag)}]"
    }

    private fun subfield(flat: Flat, tag: String, code: String, node: JsonNode) {
        val isObsolete = node.members()["deprecated"]?.value == true
        val codes = if (code.length == 1) code.single()..code.single() else code.first()..code.last()
        for (each in codes) flat.add("$tag$$each", "", repeatable(node.members()), isObsolete)
    }

    private fun repeatable(members: Map<String, JsonNode>) = if (members["repeatable"]?.value == true) "R" else "NR"

    private fun codes(flat: Flat, place: String, node: JsonNode) {
        for (name in listOf("codes", "flags")) {
            node.members()[name]?.takeIf { it.isObject }?.members()?.keys
                ?.forEach { flat.add("$place $it", "") }
        }
    }

    private fun positions(flat: Flat, place: String, members: Map<String, JsonNode>) {
        for ((key, position) in members["positions"]?.members().orEmpty()) {
            // One has pages of documentation among the positions.
            if (!position.isObject || !key[0].isDigit()) continue
            val range = key.split('-').map { it.padStart(2, '0') }.distinct().joinToString("-")
            codes(flat, "$place/$range", position)
        }
    }

    /** The tool tips of Evergreen: tags, indicators and subfields. */
    fun toolTips(file: File): Flat = Flat().also { flat ->
        val fields = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).getElementsByTagName("field")
        for (field in fields.elements()) {
            val tag = field.getAttribute("tag")
            flat.add(tag, "", repeatable(field))
            field.getElementsByTagName("indicator").elements()
                .forEach { flat.add("$tag^${it.getAttribute("position")} ${it.getAttribute("value")}", "") }
            field.getElementsByTagName("subfield").elements()
                .forEach { flat.add("$tag$${it.getAttribute("code")}", "", repeatable(it)) }
        }
    }

    private fun repeatable(element: Element) = if (element.getAttribute("repeatable") == "true") "R" else "NR"

    private fun org.w3c.dom.NodeList.elements() = (0 until length).map { item(it) as Element }
}
