// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli

import dev.marcato.cli.checking.DocumentFault
import dev.marcato.cli.checking.YamlDocument
import dev.marcato.validation.Profile
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

private val record = marc(book("1", "244  \\\\\$aA", "591  \\\\\$aLocal"))

private const val PROFILE = """
title: Ours
# A comment.
rules:
  undefinedField: {severity: hint, except: [245, '243']}
  style: off
local: [59X]
fields:
  990:
    label: Place
    subfields: {a: {label: Shelf mark, repeatable: true}}
checks:
  - code: roleWithoutName
    message: a role without a name
    severity: error
    forbid: 7XX{${'$'}4}{!${'$'}a}
  - code: noSubject
    message: |-
      no subject heading
    if: LDR/06 = a
    require: 6XX
"""

private val wrong = listOf(
    "rules:\n  undefinedFeld: off\n" to
        "line 2, column 3: there is no rule \"undefinedFeld\"; is \"undefinedField\" meant?",
    "title: x\nrulez: {}\n" to "line 2, column 1: there is no key \"rulez\" here; is \"rules\" meant?",
    "checks:\n  - code: a\n    message: m\n    forbid: '24'\n" to
        "line 4, column 5: \"24\", character 3: a tag of three characters is expected here, such as 245, 6XX or LDR",
    "checks:\n  - code: a\n    message: m\n" to "line 2, column 5: one of \"forbid\" and \"require\" is expected",
    "title: a\ntitle: b\n" to "line 2, column 1: the key \"title\" is there twice",
    "local:\n  - 9XX\n  - 245^1\n" to
        "line 3, column 5: a tag, or a tag and a subfield, is expected, such as 9XX or XXX\$9",
    "title: [a\n" to "line 2, column 1: this isn't YAML: expected ',' or ']', but got <stream end>",
    "title: \"a\n" to "line 2, column 1: this isn't YAML: found unexpected end of stream",
    "\ttitle: a\n" to "line 1, column 1: this isn't YAML: found character '\\t(TAB)' that cannot start any token. " +
        "(Do not use \\t(TAB) for indentation)",
    "" to "line 1, column 1: the document is empty",
    "- a\n" to "line 1, column 1: an object is expected",
    "title: a\n---\ntitle: b\n" to "line 2, column 1: this isn't YAML: but found another document",
    "[a]: b\n" to
        "line 1, column 1: this isn't YAML: Non scalar key is detected but it is not configured to be allowed.",
    "rules: &a\n  style: *a\n" to "line 1, column 8: the document is too large or too deep",
)

class ProfileFilesSpec : FreeSpec({
    fun check(vararg options: Any) = marcato("check", "--schema", "marc21", *options, "-", input = record)

    "a profile in YAML says the same as one in JSON" {
        inFolder { folder ->
            val yaml = folder.file("ours.yaml", PROFILE)
            val json = folder.file("ours.json", YamlDocument(PROFILE).json)
            val ran = check("--profile", yaml)
            ran.out shouldContain "hint     undefinedField"
            ran.out shouldContain "warning  noSubject: no subject heading\n"
            ran.out shouldNotContain "591"
            check("--profile", json).out shouldBe ran.out
            ran.code shouldBe 0
        }
    }

    "of several profiles, the later ones are laid over the earlier ones, whose rules they may name" {
        inFolder { folder ->
            val ours = folder.file("ours.yml", PROFILE)
            val more = folder.file("more.json", "{\"rules\": {\"noSubject\": \"off\", \"undefinedField\": \"error\"}}")
            val ran = check("--profile", ours, "--profile", more)
            ran.out shouldContain "error    undefinedField"
            ran.out shouldNotContain "noSubject"
            check("--profile", "$ours,$more").out shouldBe ran.out
        }
    }

    "what is wrong in YAML has its line there" - {
        for ((text, message) in wrong) {
            message {
                inFolder { folder ->
                    val file = folder.file("wrong.yaml", text)
                    val ran = check("--profile", file)
                    ran.errorLines.single() shouldBe "marcato: $file, $message"
                    ran.code shouldBe 2
                    ran.out shouldBe ""
                }
            }
        }
    }

    "what is wrong in JSON has its line there" {
        inFolder { folder ->
            val file = folder.file("wrong.json", "{\n  \"rules\": {\n    \"undefinedFeld\": \"off\"}}")
            check("--profile", file).errorLines.single() shouldBe
                "marcato: $file, line 3, column 5: there is no rule " +
                "\"undefinedFeld\"; is \"undefinedField\" meant?"
            val latin = folder.file("latin.json", byteArrayOf('"'.code.toByte(), 0xE4.toByte()))
            check("--profile", latin).errorLines.single() shouldBe "marcato: $latin: it isn't in UTF-8"
            val missing = folder.path("missing.json")
            check("--profile", missing).errorLines.single() shouldBe "marcato: $missing: there is no such file"
            check("--profile", missing).code shouldBe 3
            folder.file("mark.json", "\uFEFF{\"rules\": {\"all\": \"off\"}}").let {
                check("--profile", it).code shouldBe
                    0
            }
        }
    }

    "what stands for very much in YAML is refused" {
        val bomb = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n" +
            (1..9).joinToString("") { "a$it: &a$it [${List(10) { _ -> "*a${it - 1}" }.joinToString(",")}]\n" }
        shouldThrow<DocumentFault> { YamlDocument(bomb) }.message shouldBe
            "this isn't YAML: Number of aliases for non-scalar nodes exceeds the specified max=50"
    }

    "the profiles that the page about validation shows are the same" {
        val page = java.nio.file.Path.of("../docs/validation.md").toFile().readText()
        fun block(language: String) = page.substringAfter("```$language\n").substringBefore("```")
        Profile.parse(YamlDocument(block("yaml")).json) shouldBe Profile.parse(block("json"))
    }

    "any text is JSON, or has a fault with its place" {
        checkAll(1_000, Arb.int(PROFILE.indices), Arb.string(0..4)) { at, letters ->
            val text = PROFILE.replaceRange(at, at + 1, letters)
            try {
                YamlDocument(text).json.first() shouldBe '{'
            } catch (e: DocumentFault) {
                (e.line in 1..100) shouldBe true
                (e.column > 0) shouldBe true
            }
        }
    }
})
