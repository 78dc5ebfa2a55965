// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.avram

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.SchemaException
import dev.marcato.schema.internal.Json
import dev.marcato.schema.internal.JsonNode
import dev.marcato.testing.Corpora
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe
import java.io.File

/** The suites of Avram: schemas that are none, and records that are valid against a schema or not. */
class SuiteSpec : FreeSpec({
    val corpora = Corpora.find()
    val folder = corpora.folder?.resolve("reference/avram")?.toFile()?.takeIf { it.isDirectory }
    if (folder == null) println("SuiteSpec skips the suites: ${corpora.skipReason ?: "no reference data"}")

    "valid schemas are read, invalid ones are refused with the place".config(enabledIf = { folder != null }) {
        val suite = Json.parse(folder!!.resolve("avram-js-schema-suite.json").readText()).members()
        elements(suite.getValue("valid")).forEach { MarcSchema.parse(Json.print(it.value)) }
        val invalid = elements(suite.getValue("invalid"))
        invalid.forEach { case ->
            val schema = case.members().getValue("schema")
            withClue(Json.print(schema.value)) {
                val thrown = shouldThrow<SchemaException> { MarcSchema.parse(Json.print(schema.value)) }
                val places = elements(case.members().getValue("errors")).map { pointer(it.members()) }
                withClue("${thrown.pointer} is in one of $places") {
                    places.any { thrown.pointer.startsWith(it) } shouldBe true
                }
            }
        }
        invalid.size shouldBe 14
    }

    "records are valid or not as the suites say".config(enabledIf = { folder != null }) {
        var records = 0
        for (file in folder!!.resolve("suite").listFiles()!!.sorted()) {
            for (case in elements(Json.parse(file.readText()))) {
                val schema = MarcSchema.parse(Json.print(case.members().getValue("schema").value))
                for (test in elements(case.members().getValue("tests"))) {
                    records += run(file, schema, test.members())
                }
            }
        }
        records shouldBe 41
    }
})

private fun run(file: File, schema: MarcSchema, test: Map<String, JsonNode>): Int {
    val single = test["record"]
    val wrapped = single?.takeIf { it.isObject }?.members()
    val records = when {
        test["records"] != null -> elements(test.getValue("records")).map(::elements)
        wrapped != null -> listOf(elements(wrapped.getValue("fields")))
        else -> listOf(elements(single!!))
    }
    val types = wrapped?.get("types")?.let { node -> elements(node).map { it.text() } }.orEmpty().toSet()
    val options = test["options"]?.members().orEmpty().mapValues { it.value.boolean() }
    val expected = test["errors"]?.let(::elements).orEmpty().map { error(it.members()) }
    withClue("${file.name} ${Json.print(records.map { r -> r.map { it.value } })} $options") {
        AvramValidator(schema, options).validate(records.map { it.map(::field) }, types) shouldContainExactlyInAnyOrder
            expected
    }
    return records.size
}

private fun elements(node: JsonNode) = (node.value as List<*>).mapIndexed { index, value ->
    JsonNode(value, "${node.pointer}/$index")
}

private fun field(node: JsonNode): SuiteField {
    val members = node.members()
    val subfields = members["subfields"]?.let {
        elements(it).map { part -> part.text() }.chunked(2) { (code, value) ->
            code to
                value
        }
    }
    return SuiteField(
        members.getValue("tag").text(),
        members["occurrence"]?.text(),
        listOf(members["indicator1"]?.text(), members["indicator2"]?.text()),
        subfields,
        members["value"]?.text(),
    )
}

private fun error(members: Map<String, JsonNode>): SuiteError {
    fun text(key: String) = members[key]?.text()
    val position = text("position")?.split('-')?.map { it.toInt() }?.let { "${it.first()}-${it.last()}" }
    val error = text("error")!!
    // The suites name the field that is missing as its identifier only.
    return SuiteError(error, text("tag"), text("subfield"), text("indicator"), position, text("value"), text("pattern"))
}

private fun pointer(error: Map<String, JsonNode>): String {
    fun text(key: String) = error[key]?.text()
    val field =
        text("field")?.let { JsonNode.child("/fields", it) } ?: text("codelist")?.let { "/codelists/$it" } ?: return ""
    return field +
        listOfNotNull(
            text("position")?.let {
                "/positions/$it"
            },
            text("subfield")?.let { "/subfields/$it" },
        ).joinToString("")
}
