// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import com.fasterxml.jackson.core.JsonFactory
import com.fasterxml.jackson.core.JsonToken
import dev.marcato.cli.reading.Formats
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.matchers.string.shouldStartWith
import kotlin.io.path.writeText

// Two titles in the first, an undefined field in the second, and nothing wrong with the third.
private val records =
    book("1", "245  00\$aWhales.", "245  00\$aMore whales.") + book("2", "244  \\\\\$aWhat?") + book("3")
private val marc = marc(records)
private val two = arrayOf("nonrepeatableField", "undefinedField")

/** The names and texts of all members of the objects in [lines]. */
private fun valuesOf(lines: List<String>, name: String): List<String> = lines.flatMap { line ->
    val found = ArrayList<String>()
    JsonFactory().createParser(line).use { json ->
        while (true) {
            val token = json.nextToken() ?: break
            if (token.isScalarValue && token != JsonToken.FIELD_NAME && json.currentName() == name) found += json.text
        }
    }
    found
}

class CheckSchemaSpec : FreeSpec({
    "check --schema sums up by rule, the worst first, with examples" {
        val ran = marcato("check", "--schema", "marc21", "--examples", 1, "-", input = marc)
        ran.code shouldBe 1
        ran.out shouldBe """
            3 records, 0 damaged stretches, 0 problems
            3 findings in 2 of 3 records (66.7 %): 3 errors

            error    nonrepeatableField: field may be there only once
                     2 findings in 1 record (33.3 %)
                     record 0 (001 1), 245[1]: found "Whales.", expected one field
                     and 1 more

            error    undefinedField: field isn't defined
                     1 finding in 1 record (33.3 %)
                     record 1 (001 2), 244[0]: found "What?"

        """.trimIndent().replace("field may be there only once", titleOf("nonrepeatableField"))
            .replace("field isn't defined", titleOf("undefinedField"))
            .replace(", expected one field", expectationIn(ran.out))
    }

    "the files of examples are named if there are several" {
        inFolder { folder ->
            val one = folder.file("one.mrc", marc)
            val out = marcato("check", "--schema", "marc21", one, "-", input = marc).out
            out shouldContain "\n         $one: record 0 (001 1), 245[1]: "
            out shouldContain "\n         standard input: record 1 (001 2), 244[0]: "
            out shouldContain "6 findings in 4 of 6 records"
        }
    }

    "a sound catalogue has no findings" {
        val ran = marcato("check", "--schema", "marc21", "-", input = marc(book("3")))
        ran.out shouldBe "1 record, 0 damaged stretches, 0 problems\n0 findings\n"
        ran.code shouldBe 0
    }

    "without --schema, what records say isn't judged" {
        marcato("check", "-", input = marc).out shouldBe "3 records, 0 damaged stretches, 0 problems\n"
        marcato("check", "--format", "jsonl", "--all", "-", input = marc).out shouldNotContain "findings"
    }

    "--each lists the findings of each record" {
        val ran = marcato("check", "--schema", "marc21", "--each", "-", input = marc)
        val listed = ran.out.substringBefore("3 records")
        listed.lines().filter { it.startsWith("standard input: ") }.map { it.substringAfterLast(": ") } shouldBe
            listOf("2 findings", "1 finding")
        listed shouldContain "\n  nonrepeatableField (error), 245[1], byte "
        listed shouldContain "\n  undefinedField (error), 244[0], byte "
        marcato("check", "--schema", "marc21", "-", input = marc).out shouldNotContain "(error)"
    }

    "bytes and findings are shown together" {
        val damaged = marc.copyOf().also {
            it[4] =
                if (it[4] == '1'.code.toByte()) '2'.code.toByte() else '1'.code.toByte()
        }
        val ran = marcato("check", "--schema", "marc21", "--each", "-", input = damaged)
        ran.lines.first() shouldContain ": 1 problem, 2 findings"
        ran.out shouldContain "RECORD_LENGTH_WRONG (minor)"
        ran.out shouldContain "nonrepeatableField (error)"
    }

    "as JSON lines, an outcome has its findings" {
        val ran = marcato("check", "--schema", "marc21", "--format", "jsonl", "-", input = marc)
        ran.lines.size shouldBe 2
        valuesOf(ran.lines, "code") shouldBe listOf(two[0], two[0], two[1])
        valuesOf(ran.lines, "path") shouldBe listOf("245[1]", "245[2]", "244[0]")
        valuesOf(ran.lines, "source") shouldBe listOf("-", "-", "-")
        valuesOf(ran.lines, "recordIndex") shouldBe listOf("0", "0", "1")
        valuesOf(ran.lines, "found").first() shouldBe "Whales."
        marcato(
            "check",
            "--schema",
            "marc21",
            "--format",
            "jsonl",
            "--all",
            "-",
            input = marc,
        ).lines.last() shouldContain
            "\"problems\":[],\"findings\":[]}"
    }

    "as CSV, a row is a finding or a problem" {
        val ran = marcato("check", "--schema", "marc21", "--format", "csv", "-", input = marc)
        ran.lines.size shouldBe 4
        ran.lines[0] shouldBe
            "file,record,controlNumber,kind,code,severity,category,path,offset,found,expected,title," +
            "label,url,identity"
        ran.lines[3] shouldStartWith "-,1,2,finding,undefinedField,error,field,244[0],"
        val damaged = marc(book("1")).also { it[4] = '9'.code.toByte() }
        marcato("check", "--format", "csv", "-", input = damaged).lines[1] shouldStartWith
            "-,0,1,problem,RECORD_LENGTH_WRONG,minor,,,0,"
    }

    "for spreadsheets, with a mark and without formulas" {
        val formula = marc(book("1", "244  \\\\\$a=1+1"))
        val out =
            marcato("check", "--schema", "marc21", "--format", "csv", "--bom", "--no-formulas", "-", input = formula)
        out.out shouldStartWith "\uFEFFfile,"
        out.out shouldContain ",'=1+1,"
        marcato("check", "--bom", "-", input = marc).code shouldBe 2
    }

    "--fail-on says which findings make the exit code 1" {
        fun code(severity: String, vararg more: Any) =
            marcato("check", "--schema", "marc21", "--fail-on", severity, *more, "-", input = marc).code
        code("error") shouldBe 1
        code("never") shouldBe 0
        inFolder { folder ->
            val profile = folder.file("hints.json", "{\"rules\": {\"all\": \"hint\"}}")
            code("error", "--profile", profile) shouldBe 0
            code("warning", "--profile", profile) shouldBe 0
            code("hint", "--profile", profile) shouldBe 1
            val damaged = marc.copyOf().also { it[4] = '9'.code.toByte() }
            marcato("check", "--schema", "marc21", "--fail-on", "never", "-", input = damaged).code shouldBe 1
        }
    }

    "schemas" - {
        val unimarc = "=LDR  00000nam0\\2200000\\\\\\450\\\n=001  1\n=101  0\\\$aeng\n" +
            "=200  1\\\$aTitle\n=278  \\\\\$ax\n\n"

        "are named, or in a file" {
            for ((schema, codes) in listOf(
                "marc21" to listOf(two[0], two[0], two[1]),
                "marc21-bibliographic" to listOf(two[0], two[0], two[1]),
            )) {
                withClue(schema) {
                    val ran = marcato("check", "--schema", schema, "--format", "jsonl", "-", input = marc)
                    valuesOf(ran.lines, "code") shouldBe codes
                }
            }
            for (schema in listOf("marc21-authority", "marc21-holdings")) {
                marcato("check", "--schema", schema, "--format", "jsonl", "-", input = marc).out shouldContain
                    "undefinedField"
            }
            val ran =
                marcato("check", "--schema", "unimarc", "--unimarc", "--format", "jsonl", "-", input = marc(unimarc))
            ran.out shouldContain "\"path\":\"278[0]\""
            inFolder { folder ->
                val avram = folder.file("ours.json", "{\"fields\": {\"245\": {\"subfields\": {\"a\": {}}}}}")
                val found = marcato("check", "--schema", avram, "--format", "jsonl", "-", input = marc(book("1"))).lines
                valuesOf(found, "path").none { it.startsWith("245") } shouldBe true
            }
        }

        "that aren't there are named" {
            marcato("check", "--schema", "marc", "-", input = marc).let {
                it.code shouldBe 2
                it.errorLines.single() shouldBe "marcato: there is no schema \"marc\" (schemas are marc21, " +
                    "marc21-bibliographic, marc21-authority, marc21-holdings, unimarc, or a file)"
            }
            inFolder { folder ->
                val missing = folder.path("none.json")
                marcato("check", "--schema", missing, "-", input = marc).let {
                    it.code shouldBe 3
                    it.errorLines.single() shouldBe "marcato: $missing: there is no such file"
                }
                val wrong = folder.file("wrong.json", "{\"fields\": {\"245\": 5}}")
                marcato("check", "--schema", wrong, "-", input = marc).let {
                    it.code shouldBe 2
                    it.errorLines.single() shouldBe "marcato: $wrong: /fields/245: an object is expected"
                }
            }
        }
    }

    "options that are for --schema are refused without it" {
        for (options in listOf(
            arrayOf("--each"),
            arrayOf("--baseline", "x"),
            arrayOf("--write-baseline", "x"),
            arrayOf("--profile", "x"),
        )) {
            val ran = marcato("check", *options, "-", input = marc)
            ran.code shouldBe 2
            ran.errorLines.single() shouldBe "marcato: ${options[0]} is for --schema, and none is named"
        }
        marcato("check", "--schema", "marc21", "--examples", -1, "-", input = marc).code shouldBe 2
    }

    "every format that can be read is validated alike" {
        for (format in Formats.writable) {
            val converted = marcato("convert", "--to", format, "-", input = marc).bytes
            withClue(format) {
                val ran = marcato("check", "--schema", "marc21", "--format", "jsonl", "-", input = converted)
                valuesOf(ran.lines, "path") shouldBe listOf("245[1]", "245[2]", "244[0]")
                valuesOf(ran.lines, "identity") shouldBe valuesOf(
                    marcato("check", "--schema", "marc21", "--format", "jsonl", "-", input = marc).lines,
                    "identity",
                )
            }
        }
    }

    "rules are explained" - {
        "by their code" {
            val ran = marcato("explain", "nonrepeatableField", "245")
            ran.code shouldBe 0
            ran.lines.first() shouldBe "nonrepeatableField: ${titleOf("nonrepeatableField")} (field; error)"
            ran.out shouldContain "\n245 Title Statement"
            marcato("explain", "nonrepeatableFeld").let {
                it.code shouldBe 2
                it.errorLines.single() shouldBe
                    "marcato: there is no rule 'nonrepeatableFeld', is 'nonrepeatableField' " +
                    "meant? (see marcato help rules)"
            }
        }

        "in a list" {
            val ran = marcato("help", "rules")
            ran.lines.filter { it.startsWith("  ") }.map { it.trim().substringBefore(' ') } shouldBe
                dev.marcato.validation.Validator.RULES.groupBy { it.category }.values.flatten().map { it.code }
            ran.errorLines.shouldBeEmpty()
        }
    }

    "stats --schema counts findings by rule" {
        val text = marcato("stats", "--schema", "marc21", "-", input = marc).out
        text shouldContain "\nRecords with findings (marcato check --schema shows these)\n"
        text shouldContain "nonrepeatableField (error)         1   33.3 %"
        val json = marcato("stats", "--schema", "marc21", "--format", "json", "-", input = marc).out
        json shouldContain "\"findings\":{\"records\":2,\"count\":3,\"rules\":[{\"code\":\"nonrepeatableField\","
        marcato("stats", "--format", "json", "-", input = marc).out shouldNotContain "\"findings\""
    }

    "the page of stats --schema shows findings, each with a way to its examples, and the fields of the schema" {
        inFolder { folder ->
            val page = folder.path("report.html")
            val evil = marc(records + book("4", "244  \\\\\$a<b>&"))
            marcato("stats", "--schema", "marc21", "--html", page, "-", input = evil).code shouldBe 0
            val html = page.toFile().readText()
            html shouldContain "<a href=\"#rule-undefinedField\">"
            html shouldContain "<article id=\"rule-undefinedField\">"
            html shouldContain "<code>&lt;b&gt;&amp;</code>"
            html shouldNotContain "<b>&"
            html shouldContain "title=\"245 Title Statement: 100.0 %\""
            html shouldContain "<li class=\"s0\" title=\"010 "
            Regex("href=\"#([^\"]+)\"").findAll(html).map { it.groupValues[1] }.toSet()
                .filterNot { "id=\"$it\"" in html }.shouldBeEmpty()
            marcato(
                "stats",
                "--schema",
                "marc21",
                "--force",
                "--html",
                page,
                "-",
                input = marc(book("3")),
            ).code shouldBe
                0
            page.toFile().readText() shouldContain "Nothing was found in 1 record."
        }
    }

    "a profile file is found again by what it says" {
        inFolder { folder ->
            val profile = folder.path("ours.json").also {
                it.writeText("{\"fields\": {\"245\":\n{\"positions\": {\"0\": {}}}}}")
            }
            val ran = marcato("check", "--schema", "marc21", "--profile", profile, "-", input = marc)
            ran.code shouldBe 2
            ran.errorLines.single() shouldStartWith "marcato: $profile"
        }
    }
})

private fun titleOf(code: String): String = checkNotNull(dev.marcato.validation.Validator.rule(code)).title

/** What the example of the first rule expects, as it is worded. */
private fun expectationIn(out: String): String =
    Regex("found \"Whales\\.\"(.*)").find(out)?.groupValues?.get(1).orEmpty()
