// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

private val wrong = listOf(
    Triple("", "line 1, column 1: the document is empty", ""),
    Triple("[]", "line 1, column 1: an object is expected", ""),
    Triple("{} {}", "line 1, column 1: something follows the document", ""),
    Triple(
        "{\n  \"title\": \"x\",\n}",
        "line 3, column 1: this isn't JSON: Unexpected character ('}' (code 125)): was expecting double-quote to " +
            "start field name",
        "",
    ),
    Triple(
        "{\"title\": \"x",
        "line 1, column 13: this isn't JSON: Unexpected end-of-input: was expecting closing quote " +
            "for a string value",
        "",
    ),
    Triple("{\n  \"rule\": {}\n}", "line 2, column 3: there is no key \"rule\" here; is \"rules\" meant?", "/rule"),
    Triple(
        "{\n  \"whatever\": {}\n}",
        "line 2, column 3: there is no key \"whatever\" here; there are title, " +
            "rules, local, checks, fields, codelists",
        "/whatever",
    ),
    Triple("{\"title\": 5}", "line 1, column 2: a string is expected", "/title"),
    Triple("{\"title\": \"a\",\n \"title\": \"b\"}", "line 2, column 2: the key \"title\" is there twice", "/title"),
    Triple(
        "{\"rules\": {\n    \"ruleStoped\": \"off\"}}",
        "line 2, column 5: there is no rule \"ruleStoped\"; is \"ruleStopped\" meant?",
        "/rules/ruleStoped",
    ),
    Triple(
        "{\"rules\": {\"externalRule\": true}}",
        "line 1, column 12: there is no rule \"externalRule\": own rules are in \"checks\"",
        "/rules/externalRule",
    ),
    Triple(
        "{\"rules\": {\"style\": \"fatal\"}}",
        "line 1, column 12: \"off\", \"on\", \"hint\", \"warning\" or \"error\" is expected",
        "/rules/style",
    ),
    Triple(
        "{\"rules\": {\"style\": {\"exept\": []}}}",
        "line 1, column 22: there is no key \"exept\" here; is \"except\" meant?",
        "/rules/style/exept",
    ),
    Triple(
        "{\"rules\": {\"style\": {\"except\":\n [\"245\",\n  \"24\"]}}}",
        "line 3, column 3: \"24\", character 3: a tag of three characters is expected here, such as 245, 6XX " +
            "or LDR",
        "/rules/style/except/1",
    ),
    Triple("{\"local\": \"9XX\"}", "line 1, column 2: an array is expected", "/local"),
    Triple(
        "{\"local\": [\"9XX\", \"856\$u\$z\"]}",
        "line 1, column 19: a tag, or a tag and a subfield, is expected, such as 9XX or XXX\$9",
        "/local/1",
    ),
    Triple("{\"checks\": {}}", "line 1, column 2: an array is expected", "/checks"),
    Triple("{\"checks\": [\n{}]}", "line 2, column 1: the key \"code\" is missing", "/checks/0"),
    Triple("{\"checks\": [{\"code\": \"a\"}]}", "line 1, column 13: the key \"message\" is missing", "/checks/0"),
    Triple(
        "{\"checks\": [{\"code\": \"A b\", \"message\": \"m\", \"forbid\": \"245\"}]}",
        "line 1, column 14: the code \"A b\" of a rule is a letter in lower case, then letters and digits",
        "/checks/0/code",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"ruleStopped\", \"message\": \"m\", \"forbid\": \"245\"}]}",
        "line 1, column 14: \"ruleStopped\" is a rule of Marcato's",
        "/checks/0/code",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"style\", \"message\": \"m\", \"forbid\": \"245\"}]}",
        "line 1, column 14: \"style\" is the name of several rules",
        "/checks/0/code",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"a\", \"message\": \"m\"}]}",
        "line 1, column 13: one of \"forbid\" and \"require\" is expected",
        "/checks/0",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"a\", \"message\": \"m\", \"forbid\": \"245\", \"severity\": \"off\"}]}",
        "line 1, column 60: \"hint\", \"warning\" or \"error\" is expected",
        "/checks/0/severity",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"a\", \"message\": \"m\", \"forbid\": \"245\", \"url\": \"loc.gov\"}]}",
        "line 1, column 60: a URL begins with http:// or https://",
        "/checks/0/url",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"a\", \"message\": \"m\",\n  \"require\": \"6XX{^2=\\\"0\\\"\"}]}",
        "line 2, column 3: \"6XX{^2=\"0\"\", character 11: a closing } is expected here, or " +
            "another condition",
        "/checks/0/require",
    ),
    Triple(
        "{\"checks\": [{\"code\": \"a\", \"message\": \"m\", \"forbid\": \"245\"},\n" +
            "{\"code\": \"a\", \"message\": \"m\", \"forbid\": \"245\"}]}",
        "line 2, column 2: there is another rule \"a\" in this profile",
        "/checks/1/code",
    ),
    Triple(
        "{\"fields\": {\"990\": {\n \"subfield\": {}, \"label\": 5}}}",
        "line 2, column 18: a string is expected",
        "/fields/990/label",
    ),
    Triple(
        "{\"fields\": {\"1234\": {}}}",
        "line 1, column 13: invalid field identifier '1234' for the family marc",
        "/fields/1234",
    ),
)

class ProfileErrorsSpec : FreeSpec({
    for ((text, message, pointer) in wrong) {
        "${text.replace('\n', ' ')} is refused: $message" {
            val thrown = shouldThrow<ProfileException> { Profile.parse(text) }
            thrown.message shouldBe message
            thrown.pointer shouldBe pointer
            message shouldBe "line ${thrown.line}, column ${thrown.column}: ${thrown.reason}"
        }
    }

    "what contradicts the schema is found when the two are put together, with its place" {
        val text = "{\"fields\": {\"245\":\n {\"positions\": {\"0-2\": {}}}}}"
        val thrown = shouldThrow<ProfileException> { Validator.marc21(Profile.parse(text)) }
        thrown.line shouldBe 2
        thrown.pointer shouldBe "/fields/245/positions"
    }

    "of a text with any fault a place in it is named" {
        val sound = ProfileSpec.EVERYTHING
        val lines = sound.lines()
        checkAll(2_000, Arb.int(sound.indices), Arb.string(0..3)) { at, letters ->
            val text = sound.replaceRange(at, at + 1, letters)
            try {
                Profile.parse(text)
            } catch (e: ProfileException) {
                withClue(text) {
                    (e.line in 1..lines.size + letters.count { it == '\n' }) shouldBe true
                    (e.column > 0) shouldBe true
                }
            }
        }
    }
})
