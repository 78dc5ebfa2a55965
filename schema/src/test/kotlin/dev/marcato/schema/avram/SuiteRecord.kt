// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.avram

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.schema.internal.JsonNode

/** A field as in the suites of Avram: of any format. */
internal class SuiteField(
    val tag: String,
    val indicators: List<String?>,
    val subfields: List<Pair<String, String>>?,
    val value: String?,
) {
    val isVariable: Boolean get() = subfields != null || indicators.any { it != null } || value == null

    /** Why MARC can't express it, or null. */
    val refusal: String?
        get() = when {
            isVariable && value != null -> "a field with a value and indicators"
            indicators.any { it == null } && indicators.any { it != null } -> "a field with one indicator"
            else -> null
        }

    companion object {
        fun of(node: JsonNode): SuiteField {
            val members = node.members()
            return SuiteField(
                members.getValue("tag").text(),
                listOf(members["indicator1"]?.text(), members["indicator2"]?.text()),
                members["subfields"]?.let { list ->
                    elements(list).map { it.text() }.chunked(2) { (code, value) -> code to value }
                },
                members["value"]?.text(),
            )
        }
    }
}

/** What a finding of the suites says, in the words of MARC: the positions aren't compared, since they have other names. */
internal data class SuiteError(
    val error: String,
    val tag: String?,
    val subfield: String?,
    val indicator: String?,
    val value: String?,
)

/** Tags of MARC for the tags of a suite: those of fields without subfields are of control fields. */
internal class SuiteTags(schema: Map<String, JsonNode>, records: List<List<SuiteField>>) {
    private val names = LinkedHashMap<String, String>()

    init {
        val variable = records.flatten().filter { it.isVariable }.map { it.tag }.toSet() +
            schema.filterValues { it.isObject && "subfields" in it.members() }.keys
        val control = ArrayDeque(listOf("001", "002", "003", "004", "005"))
        val data = ArrayDeque(listOf("210", "211", "212", "213"))
        for (tag in schema.keys + records.flatten().map { it.tag }) {
            val isMarc = tag.length == 3 && tag.all { it.isDigit() } && tag != "000"
            names.getOrPut(tag) { if (isMarc) tag else (if (tag in variable) data else control).removeFirst() }
        }
    }

    operator fun get(tag: String): String = names.getValue(tag)

    /** The record in MARC. */
    fun record(fields: List<SuiteField>): Record {
        val lines = fields.map { field ->
            val start = "=${this[field.tag]}  "
            if (field.isVariable) {
                val indicators = field.indicators.joinToString("") { (it ?: " ").replace(' ', '\\') }
                start + indicators + field.subfields.orEmpty().joinToString("") { (code, value) -> "$$code$value" }
            } else {
                start + field.value
            }
        }
        val text = listOf("=LDR  00000nam a2200000   4500") + lines
        val options = ReadOptions { strictness = Strictness.LENIENT }
        return Record.parse(text.joinToString("\n", postfix = "\n"), MarcFormat.MNEMONIC, options)
    }
}

internal fun elements(node: JsonNode): List<JsonNode> = (node.value as List<*>).mapIndexed { index, value ->
    JsonNode(value, "${node.pointer}/$index")
}
