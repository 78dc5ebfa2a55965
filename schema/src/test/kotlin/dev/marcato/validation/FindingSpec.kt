// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.schema.internal.Json
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe
import io.kotest.property.Arb
import io.kotest.property.arbitrary.int
import io.kotest.property.arbitrary.string
import io.kotest.property.checkAll

internal fun rule(code: String, severity: FindingSeverity = FindingSeverity.ERROR, url: String? = null): Rule =
    Rule.of(code, RuleCategory.FIELD, severity, "field isn't $code", "Because.", url)

internal fun finding(
    rule: Rule = rule("right", url = "https://example.org/245"),
    path: String = "245[1]",
    found: String? = "Title",
    number: String? = "ocm1",
    recordIndex: Long? = 3,
): Finding = Finding.of(
    rule, rule.severity, path,
    path.take(
        3,
    ),
    recordIndex, 4711, number, found, "one field", "Title Statement",
)

class FindingSpec : FreeSpec({
    "a finding is one line of JSON with all that is known" {
        finding().at("a.mrc", 3).toJson() shouldBe
            "{\"code\":\"right\",\"severity\":\"ERROR\",\"category\":\"FIELD\"," +
            "\"source\":\"a.mrc\",\"recordIndex\":3,\"offset\":4711,\"controlNumber\":\"ocm1\",\"path\":\"245[1]\"," +
            "\"tag\":\"245\",\"label\":\"Title Statement\",\"found\":\"Title\",\"expected\":\"one field\"," +
            "\"message\":\"field isn't right: found \\\"Title\\\", expected one field\"," +
            "\"url\":\"https://example.org/245\",\"identity\":\"${finding().identity}\"}"
        finding(rule("right"), "245", null, null, null).toJson() shouldBe
            "{\"code\":\"right\",\"severity\":\"ERROR\"," +
            "\"category\":\"FIELD\",\"offset\":4711,\"path\":\"245\",\"tag\":\"245\",\"label\":\"Title Statement\"," +
            "\"expected\":\"one field\",\"message\":\"field isn't right: expected one field\"," +
            "\"identity\":\"${finding(rule("right"), "245", null, null, null).identity}\"}"
    }

    "any text in it can be read again, and obeyed by no terminal" {
        checkAll(Arb.string(0..20)) { text ->
            val json = finding(found = text).toJson()
            json.none { it.isISOControl() || it.isSurrogate() } shouldBe true
            Json.parse(json).members().getValue("found").value shouldBe text
        }
        Json.parse(finding(found = "\u009B\uD800").toJson()).members().getValue("found").value shouldBe "\u009B\uD800"
    }

    "its identity" - {
        val one = finding()

        "is 16 digits, which stay the same" {
            one.identity shouldBe "b07e1482aec280e4"
        }

        "doesn't depend on the file, on the index of a record with a control number, or of a field" {
            one.at("b.mrc", 9).identity shouldBe one.identity
            finding(path = "245[0]").identity shouldBe one.identity
        }

        "depends on the record, the rule, the place and what was found" {
            val others = listOf(
                finding(number = "ocm2"),
                finding(number = null),
                finding(number = null, recordIndex = 4),
                finding(number = null, recordIndex = null),
                finding(rule("other")),
                finding(path = "246[1]"),
                finding(path = "245[1]\$a[0]"),
                finding(found = "Titles"),
                finding(found = null),
                finding(found = ""),
            )
            (others + one).map { it.identity }.toSet().size shouldBe 11
        }

        "is hardly ever that of another finding" {
            val seen = HashSet<String>()
            for (number in 1..200_000) seen += finding(number = "$number").identity
            seen.size shouldBe 200_000
        }
    }

    "findings are values" {
        finding() shouldBe finding()
        finding().hashCode() shouldBe finding().hashCode()
        finding().at("a", 1) shouldNotBe finding()
        "${finding()}" shouldBe "245[1]: field isn't right: found \"Title\", expected one field"
    }

    "the rules that there are have different codes" {
        Validator.RULES.map { it.code }.distinct().size shouldBe Validator.RULES.size
        Validator.rule("ruleStopped") shouldBe Validator.RULES.single { it.code == "ruleStopped" }
        Validator.rule("nothing") shouldBe null
        checkAll(Arb.int(Validator.RULES.indices)) {
            Validator.rule(Validator.RULES[it].code) shouldBe
                Validator.RULES[it]
        }
    }
})
