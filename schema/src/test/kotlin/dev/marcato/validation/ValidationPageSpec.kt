// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.Record
import dev.marcato.schema.generated.CheckedIn
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.collections.shouldNotContain
import io.kotest.matchers.shouldBe

class ValidationPageSpec : FreeSpec({
    "the page about validation is the one that the rules make" {
        CheckedIn.shouldBeUpToDate("../docs/validation.md", ValidationPage.page())
    }

    "the profile that it shows does what it says" - {
        val profile = Profile.parse(ValidationPage.introduction().substringAfter("```json\n").substringBefore("```"))
        val validator = Validator.marc21(profile)
        fun record(vararg fields: String): Record =
            RuleExamples.of("x", "sound\n" + fields.joinToString("\n")).examples.single().record
        fun found(vararg fields: String) = validator.validate(record(*fields)).map { "${it.code} ${it.severity}" }

        "by default nothing is wrong" { found() shouldBe emptyList() }

        "what is said of rules" {
            found("=244  \\\\\$aa", "=590  \\\\\$aa").none { it.startsWith("undefinedField") } shouldBe true
            found("=247  \\5\$aa") shouldNotContain "invalidIndicator ERROR"
            found("=650  \\9\$aa") shouldContain "invalidIndicator ERROR"
            found("=245  10\$aTitle\$y1") shouldContain "undefinedSubfield WARNING"
            found("=245  10\$aTitle\$91") shouldNotContain "undefinedSubfield WARNING"
            found("=991  \\\\\$aa") shouldBe emptyList()
            found("=990  \\\\\$x1") shouldBe listOf("undefinedSubfield WARNING", "missingSubfield ERROR")
        }

        "its own rules" {
            found("=650  \\7\$aWhales\$2fast") shouldContain "noSubject WARNING"
            found("=700  1\\\$4aut") shouldContain "roleWithoutName ERROR"
            found("=020  \\\\\$qpaperback") shouldContain "noNumber HINT"
            found("=020  \\\\\$z123") shouldNotContain "noNumber HINT"
            found("=856  40\$uhttps://proxy.example.org/x") shouldContain "proxyAddress WARNING"
            found("=040  \\\\\$aXYZ\$beng\$erda\$cXYZ") shouldContain "foreignAgency WARNING"
        }
    }

    "the profile that a program makes is one" {
        PageExample.profile().rules.map { it.code } shouldBe listOf("roleWithoutName", "noSubject")
    }
})
