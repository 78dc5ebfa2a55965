// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import dev.marcato.blocking.BlockingMarcReader
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.shouldBe
import java.util.concurrent.TimeUnit

private val base = RuleExamples.of("x", "sound\n").examples.single().record

/** The sound record with these fields in addition. */
private fun with(vararg fields: String): Record =
    RuleExamples.of("x", "sound\n" + fields.joinToString("\n")).examples.single().record

private fun check(code: String, rest: String) = "{\"code\": \"$code\", \"message\": \"m\", $rest}".replace('`', '"')

private fun found(profile: String, record: Record): List<String> =
    Validator.marc21(Profile.parse(profile)).validate(record).map { "${it.code} ${it.severity} ${it.path} ${it.found}" }

private fun own(rest: String, record: Record): List<String> = found("{\"checks\": [${check("own", rest)}]}", record)

class OwnRulesSpec : FreeSpec({
    "the base record is sound" { Validator.marc21().validate(base).shouldBeEmpty() }

    "a place that is forbidden is a finding, each by itself" {
        val record = with("=700  1\\\$4aut", "=700  1\\\$aSmith\$4edt", "=710  2\\\$4pbl\$4oth")
        own("`forbid`: `7XX{\$4}{!\$a}`, `severity`: `error`", record) shouldBe listOf(
            "own ERROR 700[0] aut",
            "own ERROR 710[0] pbl oth",
        )
        own("`forbid`: `7XX\$4`", record).size shouldBe 4
        own("`forbid`: `710\$4`, `if`: `700`", record) shouldBe listOf(
            "own WARNING 710[0]\$4[0] pbl",
            "own WARNING 710[0]\$4[1] oth",
        )
        own("`forbid`: `710\$4`, `if`: `not 700`", record).shouldBeEmpty()
        own("`forbid`: `LDR/06-07`", base) shouldBe listOf("own WARNING LDR/6-7 am")
        own("`forbid`: `008/35-37`", base) shouldBe listOf("own WARNING 008[0]/35-37 eng")
    }

    "what is required and isn't there is one finding" {
        own("`require`: `6XX{^2='7'}`, `severity`: `hint`", base) shouldBe listOf("own HINT 6XX{^2 = \"7\"} null")
        own("`require`: `6XX{^2='0'}`", base).shouldBeEmpty()
        own("`require`: `020\$a or 020\$z`", base).shouldBeEmpty()
        own("`require`: `020\$q and 020\$z`", base) shouldBe listOf("own WARNING 020\$q null")
        own("`require`: `#650 > 3`", base) shouldBe listOf("own WARNING LDR null")
        own("`require`: `008/35-37 in (fre, ger)`", base) shouldBe listOf("own WARNING 008/35-37 null")
    }

    "regular expressions are those of RE2/J" {
        own("`forbid`: `856\$u{~'^https?://proxy\\\\.'}`", with("=856  40\$uhttps://proxy.example.org/x")) shouldBe
            listOf("own WARNING 856[0]\$u[0] https://proxy.example.org/x")
    }

    "a finding of an own rule knows where it is in the input, and what it is called" {
        val bytes = with("=700  1\\\$4aut").toBytes()
        val read = BlockingMarcReader.open(
            bytes + bytes,
            ReadOptions {
                strictness = Strictness.LENIENT
            },
        ).use { reader ->
            generateSequence(reader::readOutcome).filterIsInstance<dev.marcato.Outcome.Read>().toList()
        }
        val validator = Validator.marc21(Profile.parse("{\"checks\": [${check("own", "`forbid`: `700\$4`")}]}"))
        val finding = validator.validate(read[1]).single()
        finding.recordIndex shouldBe 1
        finding.byteOffset shouldBe bytes.size + String(bytes, Charsets.ISO_8859_1).indexOf("aut\u001E")
        finding.label shouldBe "Relationship"
        finding.tag shouldBe "700"
        finding.message shouldBe "m: found \"aut\""
    }

    "exceptions leave findings out" {
        val record = with("=591  \\\\\$aLocal", "=245  10\$aTitle\$y1\$xx", "=650  \\3\$ay")
        val all = found("{}", record)
        all shouldBe listOf("undefinedSubfield ERROR 245[0]\$y[0] 1", "undefinedSubfield ERROR 245[0]\$x[0] x")
        found("{\"rules\": {\"undefinedSubfield\": {\"except\": \"245\$y\"}}}", record) shouldBe all.drop(1)
        found("{\"rules\": {\"subfield\": {\"only\": \"245\$y\", \"severity\": \"hint\"}}}", record) shouldBe
            listOf("undefinedSubfield HINT 245[0]\$y[0] 1")
        found("{\"rules\": {\"undefinedSubfield\": \"off\"}}", record).shouldBeEmpty()
        found("{\"rules\": {\"invalidRecord\": \"off\"}}", record).shouldBeEmpty()
    }

    "local practice is judged if a profile says so, and by the fields that it defines" {
        val record = with("=990  \\\\\$aPlace\$xNote", "=245  10\$aTitle\$9local")
        found("{}", record).shouldBeEmpty()
        found("{\"local\": false}", record) shouldBe listOf(
            "undefinedSubfield ERROR 245[0]\$9[0] local",
            "undefinedField ERROR 990[0] Place Note",
        )
        found("{\"local\": [\"990\"]}", record) shouldBe listOf("undefinedSubfield ERROR 245[0]\$9[0] local")
        found("{\"local\": [\"XXX\$9\"]}", record) shouldBe listOf("undefinedField ERROR 990[0] Place Note")
        found("{\"fields\": {\"990\": {\"subfields\": {\"a\": {}}}}}", record) shouldBe
            listOf("undefinedSubfield ERROR 990[0]\$x[0] Note")
    }

    "fields of a profile make the schema stricter" {
        found(
            "{\"fields\": {\"650\": {\"required\": true, \"repeatable\": false}}}",
            with("=650  \\0\$aA", "=650  \\0\$aB"),
        ) shouldBe
            listOf("nonrepeatableField ERROR 650[1] B")
    }

    "a rule that takes too long is given up, and that is a finding" {
        val large = base.edit { repeat(20_000) { field("650", ' ', '0') { 'a' to "x$it" } } }
        val start = System.nanoTime()
        val findings = own("`forbid`: `650\$a{650\$a{650\$b}}`", large)
        findings shouldBe listOf("ruleStopped WARNING LDR own")
        (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) shouldBe true
    }
})
