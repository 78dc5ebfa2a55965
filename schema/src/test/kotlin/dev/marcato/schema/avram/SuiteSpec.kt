// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.avram

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.SchemaException
import dev.marcato.schema.internal.Json
import dev.marcato.schema.internal.JsonNode
import dev.marcato.testing.Corpora
import dev.marcato.validation.Finding
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.SchemaCounts
import dev.marcato.validation.Validator
import dev.marcato.validation.internal.Local
import dev.marcato.validation.internal.SchemaRules
import dev.marcato.validation.internal.StandardRules
import dev.marcato.validation.internal.Switches
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.shouldBe

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

    "records are valid or not as the suites say, if MARC can express them".config(enabledIf = { folder != null }) {
        val refusals = ArrayList<String>()
        var records = 0
        for (file in folder!!.resolve("suite").listFiles()!!.sorted()) {
            for (case in elements(Json.parse(file.readText()))) {
                val schema = case.members().getValue("schema")
                for (test in elements(case.members().getValue("tests"))) {
                    val suite = SuiteCase(file.name, schema, test.members())
                    suite.refusal?.let { refusals += "${file.name}: $it" } ?: suite.run()
                    records += suite.records.size
                }
            }
        }
        records shouldBe 41
        refusals shouldContainExactly listOf(
            "indicators.json: a field with a value and indicators",
            // A record of MARC has one type of material, and each 007 a category of its own.
            "types.json: a record of several types",
            "types.json: a record of several types",
        )
    }
})

/** A test of a suite: [records], and what is wrong in them. */
private class SuiteCase(private val file: String, schema: JsonNode, test: Map<String, JsonNode>) {
    private val wrapped = test["record"]?.takeIf { it.isObject }?.members()
    private val options = test["options"]?.members().orEmpty().mapValues { it.value.boolean() }
    val records: List<List<SuiteField>> = when {
        test["records"] != null -> elements(test.getValue("records")).map(::elements)
        wrapped != null -> listOf(elements(wrapped.getValue("fields")))
        else -> listOf(elements(test.getValue("record")))
    }.map { it.map(SuiteField::of) }
    private val members = schema.members()
    private val tags = SuiteTags(members.getValue("fields").members(), records)
    private val marcSchema = MarcSchema.parse(
        Json.print(
            members.mapValues { (key, node) ->
                if (key == "fields") node.members().entries.associate { tags[it.key] to it.value.value } else node.value
            },
        ),
    )
    private val expected = test["errors"]?.let(::elements).orEmpty().map { error(it.members()) }

    /** Why MARC can't express it, or null. */
    val refusal: String?
        get() = records.flatten().firstNotNullOfOrNull { it.refusal }
            ?: "a record of several types".takeIf { wrapped?.get("types") != null && options["recordTypes"] != false }

    fun run() {
        val settings = options.mapValues { (_, isOn) -> FindingSeverity.ERROR.takeIf { isOn } }
        val switches = Switches(settings + OURS.associateWith { null }, Local(emptyList(), ""), options)
        val validator = Validator.of(marcSchema, switches)
        val counts = SchemaCounts.of(marcSchema, switches)
        val marc = records.map(tags::record).onEach(counts::add)
        val found = (marc.flatMap(validator::validate) + counts.findings()).map(::error)
        withClue("$file ${marc.map { "$it" }} $options") {
            // Of a value that is too short, we don't report the positions that are there.
            val short = expected.filter { it.error == "invalidPosition" }.map { it.tag }
            found shouldContainExactlyInAnyOrder
                expected.filterNot { it.tag in short && it.error != "invalidPosition" }
        }
    }

    private fun error(members: Map<String, JsonNode>): SuiteError {
        fun text(key: String) = members[key]?.text()
        val error = text("error")!!
        return SuiteError(
            error,
            text("tag")?.let(tags::get),
            text("subfield"),
            text("indicator"),
            text("value").takeIf { error in WITH_VALUE },
        )
    }

    private fun error(finding: Finding): SuiteError = SuiteError(
        finding.code,
        finding.tag.takeUnless { finding.code in WITHOUT_TAG },
        Regex("\\$(.)").find(finding.path)?.groupValues?.get(1).takeUnless { finding.code in WITHOUT_TAG },
        Regex("\\^(.)").find(finding.path)?.let { "indicator${it.groupValues[1]}" },
        finding.found.takeIf { finding.code in WITH_VALUE },
    )

    private companion object {
        /** Rules that Avram doesn't have. */
        val OURS = StandardRules.rules.map { it.code }.filter { code ->
            SchemaRules.all.none { it.code == code } || code.startsWith("empty")
        }
        val WITH_VALUE = setOf("undefinedCode", "invalidFlag", "patternMismatch", "invalidPosition")

        /** The suites name what is missing or counted as an identifier only. */
        val WITHOUT_TAG = setOf("missingField", "undefinedCodelist", "countRecord", "countField", "countSubfield")
    }
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
