// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.avram

import dev.marcato.schema.MarcSchema
import dev.marcato.schema.SchemaException
import dev.marcato.schema.internal.Json
import dev.marcato.testing.Corpora
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.arbitrary
import io.kotest.property.arbitrary.element
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

class AvramSpec : FreeSpec({
    val schemas = listOf(MarcSchema.BIBLIOGRAPHIC, MarcSchema.AUTHORITY, MarcSchema.HOLDINGS, MarcSchema.UNIMARC)

    "the schemas of this library are Avram, and say the same when they are read again" {
        for (schema in schemas) {
            val avram = schema.toAvram()
            val read = MarcSchema.parse(avram)
            withClue("$schema") { (read.toAvram() == avram) shouldBe true }
            read.fields.map { it.tag } shouldContainExactly schema.fields.map { it.tag }
            read.field("245")?.subfields?.size shouldBe schema.field("245")?.subfields?.size
        }
    }

    "what is read is written again, even keys that this library has no property for" {
        checkAll(500, anySchema) { tree ->
            val text = Json.print(tree)
            val schema = MarcSchema.parse(text)
            val again = MarcSchema.parse(schema.toAvram())
            again shouldBe schema
            again.toAvram() shouldBe schema.toAvram()
        }
    }

    "any JSON is a schema or refused with a place in it" {
        checkAll(2_000, anyJson) { tree ->
            try {
                val schema = MarcSchema.parse(Json.print(tree))
                MarcSchema.parse(schema.toAvram()).toAvram() shouldBe schema.toAvram()
            } catch (e: SchemaException) {
                withClue("${e.pointer} in ${Json.print(tree)}") { isThere(tree, e.pointer) shouldBe true }
            }
        }
    }

    "any text is a schema or refused" {
        checkAll(1_000, Arb.string(0..50)) { text ->
            try {
                MarcSchema.parse(text)
            } catch (e: SchemaException) {
                e.message?.isNotEmpty() shouldBe true
            }
        }
    }

    "what is no schema is refused with a place" - {
        listOf(
            "" to "",
            "[]" to "",
            "{" to "",
            """{"fields": {}} 1""" to "",
            """{"fields": {}, "fields": {}}""" to "/fields",
            """{"fields": {"245": {"label": 1}}}""" to "/fields/245/label",
            """{"fields": {"245": {"repeatable": "yes"}}}""" to "/fields/245/repeatable",
            """{"fields": {"245": {"subfields": {"ab": {}}}}}""" to "/fields/245/subfields/ab",
            """{"fields": {"245": {"subfields": {"a": {"code": "b"}}}}}""" to "/fields/245/subfields/a/code",
            """{"fields": {"a/b": {"tag": "c"}}}""" to "/fields/a~1b/tag",
            """{"fields": {"a/01": {}, "a/01-03": {}}}""" to "/fields/a~101-03",
            """{"fields": {"008": {"positions": {"1-3": {}, "3": {}}}}}""" to "/fields/008/positions/3",
            """{"fields": {"008": {"positions": {"1-3": {"codes": {"ab": {}}}}}}}""" to
                "/fields/008/positions/1-3/codes/ab",
            """{"fields": {"008": {"types": {"x": {"positions": {"x": {}}}}}}}""" to "/fields/008/types/x/positions/x",
            """{"fields": {"008": {"codes": {"": {}}}}}""" to "/fields/008/codes/",
            """{"fields": {"008": {"codes": 1}}}""" to "/fields/008/codes",
            """{"fields": {"008": {"pattern": "("}}}""" to "/fields/008/pattern",
            """{"fields": {"008": {"total": -1}}}""" to "/fields/008/total",
            """{"fields": {}, "codelists": {"x": {}}}""" to "/codelists/x",
            """{"fields": {}, "rules": {}}""" to "/rules",
            """{"fields": {}, "language": "?"}""" to "/language",
            """{"fields": {"001": {"indicator1": {}}}, "family": "marc"}""" to "/fields/001/indicator1",
            """{"fields": {"1": {}}, "family": "mab"}""" to "/fields/1",
        ).forEach { (text, pointer) ->
            "\"$text\"" { shouldThrow<SchemaException> { MarcSchema.parse(text) }.pointer shouldBe pointer }
        }

        "a pattern that is too long" {
            val text = """{"fields": {"008": {"pattern": "${"(".repeat(1001)}"}}}"""
            shouldThrow<SchemaException> { MarcSchema.parse(text) }.pointer shouldBe "/fields/008/pattern"
        }

        "a document that is nested too deep" {
            shouldThrow<SchemaException> { MarcSchema.parse("[".repeat(10_000)) }.pointer shouldBe ""
        }
    }

    "schemas of others are read, or refused with the place" {
        val folder = Corpora.find().folder?.resolve("reference/avram")?.toFile()?.takeIf { it.isDirectory }
        val files = folder?.listFiles().orEmpty().filter { it.name.endsWith(".json") && it.length() > 100_000 }
        val places = files.associate { file ->
            file.name to try {
                val schema = MarcSchema.parse(file.readText())
                MarcSchema.parse(schema.toAvram()).toAvram() shouldBe schema.toAvram()
                ""
            } catch (e: SchemaException) {
                e.pointer
            }
        }
        // What one of them has twice, another one as code of a length that its positions don't have.
        if (folder != null) {
            places shouldBe mapOf(
                "marc21-authority.avram.json" to "",
                "marc21-authority.yale.json" to "/010",
                "marc21-bibliographic-all-versions.avram.json" to "/fields/533/subfields/7/positions/09-11/codes/-air",
                "marc21-bibliographic.gbv.json" to "",
                "timathom-authority.avram.json" to "/fields/LDR/positions/12-16/codes/[number]",
                "timathom-bibliographic.avram.json" to "/fields/LDR/positions/12-16/codes/[number]",
                "unimarc.avram.json" to "/fields/145/subfields/d/positions/07/codes/0",
            )
        }
    }

    "ranges of codes and subfields, as published schemas have them" {
        val parts = """"indicator1": {"codes": {"0-9": "Number"}}, "subfields": {"a-z": {"repeatable": true}}"""
        val text = """{"fields": {"880": {$parts}}}"""
        val field = MarcSchema.parse(text).field("880")!!
        field.indicator1?.codes?.get("7")?.label shouldBe "Number"
        field.subfields.orEmpty().map { it.code } shouldContainExactly ('a'..'z').toList()
    }

    "codes of one character for several positions, as published schemas have them" {
        val codes = """{" ": "None", "a": "Some", "||||": "Fill"}"""
        val text = """{"fields": {"008": {"positions": {"18-21": {"codes": $codes}}}}}"""
        val position = MarcSchema.parse(text).field("008")!!.positions.single()
        position.codes shouldBe null
        position.flags?.codes?.map { it.code } shouldBe listOf(" ", "a", "|")
        position.codeLength shouldBe 1
    }

    "a profile over a schema" - {
        fun profile(fields: String) = MarcSchema.BIBLIOGRAPHIC.with(MarcSchema.parse("""{"fields": {$fields}}"""))

        "adds fields" {
            val schema = profile(""""990": {"label": "Shelf", "subfields": {"a": {"label": "Mark"}}}""")
            schema.field("990")?.subfield('a')?.label shouldBe "Mark"
            schema.field("245") shouldBe MarcSchema.BIBLIOGRAPHIC.field("245")
        }

        "adds subfields and codes, and makes rules stricter" {
            val schema = profile(""""300": {"repeatable": false, "subfields": {"9": {}, "a": {"required": true}}}""")
            schema.field("300")?.isRepeatable shouldBe false
            schema.field("300")?.label shouldBe "Physical Description"
            schema.field("300")?.subfield('a')?.let { it.isRequired to it.isRepeatable } shouldBe (true to true)
            schema.field("300")?.subfields.orEmpty().map { it.code } shouldContain '9'
        }

        "adds codes to positions, and declares others obsolete" {
            val schema = profile(
                """"LDR": {"positions": {"17": {"codes": {"I": "Full level by OCLC", "4": {"deprecated": true}}}}}""",
            )
            val codes = schema.field("LDR")!!.positions.single { it.start == 17 }.codes!!
            codes["I"]?.label shouldBe "Full level by OCLC"
            codes["4"]?.let { it.isObsolete to it.label } shouldBe (true to "Core level")
            codes["7"]?.label shouldBe "Minimal level"
        }

        "replaces an indicator that had no meaning" {
            val schema = profile(""""300": {"indicator1": {"label": "Own", "codes": {"1": "One"}}}""")
            schema.field("300")?.indicator1?.codes?.codes?.map { it.code } shouldBe listOf("1")
        }

        "changes the positions of one type only" {
            val schema = profile(""""008": {"types": {"BK": {"positions": {"33": {"label": "Form"}}}}}""")
            schema.field("008")?.types?.get("BK")?.positions?.single { it.start == 33 }?.label shouldBe "Form"
            schema.field("008")?.types?.get("MU") shouldBe MarcSchema.BIBLIOGRAPHIC.field("008")?.types?.get("MU")
        }

        "is refused if it contradicts the schema" {
            shouldThrow<SchemaException> { profile(""""008": {"positions": {"05-06": {}}}""") }.pointer shouldBe
                "/fields/008/positions/05-06"
            shouldThrow<SchemaException> { profile(""""245": {"codes": {"a": {}}}""") }.pointer shouldBe
                "/fields/245/codes"
        }
    }
})

/** Whether the JSON [pointer] leads to something in [tree]. */
private fun isThere(tree: Any?, pointer: String): Boolean {
    var node = tree
    for (key in pointer.split('/').drop(1).map { it.replace("~1", "/").replace("~0", "~") }) {
        node = when (val parent = node) {
            is Map<*, *> -> if (key in parent) parent[key] else return false
            is List<*> -> parent.getOrNull(key.toInt()) ?: return false
            else -> return false
        }
    }
    return true
}

private val label = Arb.element("Title", "", "Größe \"x\"", "a/b~c")

private val anySchema = arbitrary {
    fun codes(vararg codes: String): Map<String, Any?> = codes.associateWith { code ->
        if (code == "b") mapOf("label" to "B", "deprecated" to true, "url" to "http://example.org/") else "code $code"
    }
    val subfields = listOf("a", "b", "0").associateWith {
        mapOf("label" to label.bind(), "repeatable" to (Arb.int(0..1).bind() == 1), "order" to 1, "pattern" to "^x")
    }
    val positions = mapOf(
        "00" to mapOf("label" to label.bind(), "codes" to codes("a", "b")),
        "01-4" to mapOf("flags" to codes("aa", "bb"), "groups" to mapOf("1" to mapOf("label" to "x"))),
    )
    val field = when (Arb.int(0..2).bind()) {
        0 -> mapOf("subfields" to subfields, "indicator1" to null, "indicator2" to mapOf("codes" to codes("1", " ")))
        1 -> mapOf("positions" to positions, "types" to mapOf("x" to mapOf("label" to "X", "codes" to "list")))
        else -> mapOf("codes" to "list", "comment" to label.bind(), "examples" to listOf("x", 1, null))
    }
    mapOf(
        "title" to label.bind(),
        "fields" to mapOf(Arb.element("245", "abc", "028B/01").bind() to field + mapOf("total" to 7)),
        "codelists" to mapOf("list" to mapOf("title" to "List", "codes" to codes("x", "y"))),
        "rules" to listOf("http://example.org/rule", mapOf("class" to "x")),
    )
}

private val keys =
    "fields 245 008 subfields positions 00-01 codes flags label types codelists family indicator1 pattern a ab".split(
        ' ',
    )

private val anyJson = arbitrary { source ->
    val random = source.random
    fun tree(depth: Int): Any? = when (random.nextInt(if (depth > 5) 5 else 10)) {
        0 -> null
        1 -> true
        2 -> random.nextInt(-1, 6)
        3 -> (keys + listOf("marc", "(", "", "a")).random(random)
        4 -> listOf<Any?>()
        5 -> listOf(tree(depth + 1))
        else -> List(random.nextInt(4)) { keys.random(random) }.associateWith { tree(depth + 1) }
    }
    val field = listOf("245", "008", "LDR").random(random)
    mapOf(
        "fields" to mapOf(field to tree(1)),
        listOf("title", "codelists", "family", "x").random(random) to tree(3),
    )
}
