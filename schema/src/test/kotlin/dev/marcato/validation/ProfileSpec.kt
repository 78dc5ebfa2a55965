// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.record
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.internal.OwnCheck
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.shouldNotBe

class ProfileSpec : FreeSpec({
    val stopped = OwnCheck.STOPPED

    "a profile that says everything is read" {
        val profile = Profile.parse(EVERYTHING)
        profile.title shouldBe "Our library"
        "$profile" shouldBe "Our library"
        profile.rules.map { "$it ${it.severity} ${it.title} ${it.url}" } shouldBe listOf(
            "subjectMissing WARNING no subject heading null",
            "roleWithoutName ERROR a role without a name https://example.org/roles",
        )
        profile.switches.severityOf(stopped) shouldBe FindingSeverity.HINT
        profile.over(MarcSchema.BIBLIOGRAPHIC).field("990")?.subfield('a')?.label shouldBe "Shelf mark"
        profile.switches.local.hasTag("991") shouldBe true
        profile.switches.local.hasTag("590") shouldBe false
        profile.switches.local.hasCode("245", '9') shouldBe true
        profile.switches.local.hasCode("245", '8') shouldBe false
        profile shouldBe Profile.parse(EVERYTHING)
        profile.hashCode() shouldBe Profile.parse(EVERYTHING).hashCode()
        profile shouldNotBe Profile.parse(EVERYTHING.replace("a role", "the role"))
    }

    "an empty profile is the default" {
        Profile.parse("{}") shouldBe Profile.DEFAULT
        Profile {} shouldBe Profile.DEFAULT
        "${Profile.DEFAULT}" shouldBe "profile"
    }

    "what is said of a rule counts more than what is said of its category, of the schema's rules, and of all" {
        fun severity(rules: String) = Profile.parse("{\"rules\": {$rules}}").switches.severityOf(stopped)
        severity("") shouldBe FindingSeverity.WARNING
        severity("\"all\": \"off\"") shouldBe null
        severity("\"all\": \"off\", \"profile\": \"error\"") shouldBe FindingSeverity.ERROR
        severity("\"ruleStopped\": \"on\", \"all\": \"off\", \"profile\": \"error\"") shouldBe FindingSeverity.WARNING
        severity("\"ruleStopped\": {\"severity\": \"hint\"}, \"profile\": \"off\"") shouldBe FindingSeverity.HINT
        severity("\"ruleStopped\": {\"except\": \"245\"}, \"profile\": \"off\"") shouldBe null
        severity("\"invalidRecord\": false") shouldBe FindingSeverity.WARNING
        severity("\"ruleStopped\": false") shouldBe null
        severity("\"all\": false, \"ruleStopped\": true") shouldBe FindingSeverity.WARNING
    }

    "of two profiles the newer one counts, and exceptions are added" {
        val older = Profile.parse(
            "{\"title\": \"old\", \"rules\": {\"style\": \"off\", \"link\": {\"except\": \"880\"}}}",
        )
        val newer = Profile.parse(
            "{\"rules\": {\"style\": \"error\", \"link\": {\"except\": [\"76X\"]}}, \"local\": false}",
        )
        val both = older.with(newer)
        both shouldBe Profile {
            title("old")
            severity(FindingSeverity.ERROR, "style")
            except("link", MarcPath.of("880"), MarcPath.of("76X"))
            local()
        }
        Profile.DEFAULT.with(older) shouldBe older
        older.with(Profile.DEFAULT) shouldBe older
    }

    "a profile may name the rules of the one that it is laid over" {
        val base = Profile.parse(EVERYTHING)
        val both = Profile.parse("{\"rules\": {\"subjectMissing\": \"off\"}}", base)
        both.switches.severityOf(base.rules[0]) shouldBe null
        both.title shouldBe "Our library"
        shouldThrow<ProfileException> { Profile.parse("{\"rules\": {\"subjectMissing\": \"off\"}}") }.pointer shouldBe
            "/rules/subjectMissing"
        val replaced = Profile.parse(
            "{\"checks\": [{\"code\": \"subjectMissing\", \"message\": \"m\", \"require\": \"650\"}]}",
            base,
        )
        replaced.rules.map { it.title } shouldBe listOf("a role without a name", "m")
    }

    "fields are laid over the formats of MARC 21 that have them, and one's own over all" {
        val profile = Profile.parse("{\"fields\": {\"650\": {\"label\": \"S\"}, \"990\": {\"label\": \"T\"}}}")
        val bibliographic = profile.overFormat(MarcSchema.BIBLIOGRAPHIC)
        val authority = profile.overFormat(MarcSchema.AUTHORITY)
        bibliographic.field("650")?.label shouldBe "S"
        authority.field("650") shouldBe null
        listOf(bibliographic, authority).map { it.field("990")?.label } shouldBe listOf("T", "T")
        Profile { schema(MarcSchema.parse("{\"fields\": {\"990\": {\"label\": \"T\"}}}")) }
            .over(MarcSchema.UNIMARC).field("990")?.label shouldBe "T"
    }

    "exceptions are places" - {
        val whales = record {
            field("001", "1")
            field("008", "260101s1851    nyu           000 1 eng d")
            field("650", ' ', '0') { 'a' to "Whaling" }
            field("650", ' ', '7') {
                'a' to "whales"
                '2' to "fast"
            }
            field("856", '4', '0') { 'u' to "" }
        }
        val cases = listOf(
            "650" to "650[0]" to true,
            "6XX" to "650[1]\$a[0]" to true,
            "650\$a" to "650[1]\$a[0]" to true,
            "650\$2" to "650[1]\$a[0]" to false,
            "650{^2=\"7\"}" to "650[1]\$a[0]" to true,
            "650{^2=\"7\"}" to "650[0]\$a[0]" to false,
            "650[1]" to "650[0]\$a[0]" to false,
            "650" to "650[0]^1" to true,
            "650^2" to "650[0]^1" to false,
            "650^1" to "650[0]^1" to true,
            "008/35-37" to "008[0]/36" to true,
            "008/35-37" to "008[0]/06" to false,
            "008" to "008[0]/06" to true,
            "LDR/06" to "LDR/06-07" to true,
            "LDR" to "LDR/17" to true,
            "856\$u" to "856[0]\$u[0]" to true,
            // What is missing.
            "245" to "245" to true,
            "2XX" to "245" to true,
            "100" to "245" to false,
            "650\$b" to "650[0]\$b" to true,
            "650" to "650[0]\$b" to true,
            "650{^2=\"7\"}" to "650[0]\$b" to false,
            "650{^2=\"7\"}" to "650[1]\$b" to true,
            "650\$c" to "650[0]\$b" to false,
        )
        for ((pair, isCovered) in cases) {
            val (exception, place) = pair
            "$exception ${if (isCovered) "has" else "doesn't have"} what is found at $place" {
                fun allows(what: String) =
                    Profile.parse("{\"rules\": {\"ruleStopped\": {\"$what\": \"${exception.replace("\"", "\\\"")}\"}}}")
                        .switches.allow(stopped, place, whales)
                allows("except") shouldBe !isCovered
                allows("only") shouldBe isCovered
            }
        }

        "of a category, too" {
            val switches = Profile { except("profile", MarcPath.of("650")) }.switches
            switches.allow(stopped, "650[0]", whales) shouldBe false
            switches.allow(stopped, "008", whales) shouldBe true
            Profile.DEFAULT.switches.allow(stopped, "650[0]", whales) shouldBe true
        }
    }

    "programs make profiles" - {
        "with the same rules as JSON" {
            val made = Profile {
                forbid("roleWithoutName", "a role without a name", MarcPath.of("7XX{\$4}{!\$a}"))
                require("subjectMissing", "no subject heading", MarcCondition.of("650"), MarcCondition.of("LDR/06=a"))
            }
            made.rules.map { it.code } shouldBe listOf("roleWithoutName", "subjectMissing")
            made shouldBe Profile.parse(
                """{"checks": [
                    {"code": "roleWithoutName", "message": "a role without a name", "forbid": "7XX{${'$'}4}{!${'$'}a}"},
                    {"code": "subjectMissing", "message": "no subject heading", "require": "650", "if": "LDR/06=a"}]}""",
            )
        }

        "and the message says what is wrong" {
            fun reason(make: Profile.Builder.() -> Unit) =
                shouldThrow<IllegalArgumentException> { Profile(make) }.message
            reason { off("ruleStoppd") } shouldBe "there is no rule \"ruleStoppd\"; is \"ruleStopped\" meant?"
            reason { forbid("ruleStopped", "m", MarcPath.of("245")) } shouldBe "\"ruleStopped\" is a rule of Marcato's"
            reason { local(MarcPath.of("245^1")) } shouldBe
                "Local practice is a tag, or a tag and a subfield, not 245^1"
        }
    }

    "tags of local practice" {
        val local = Profile.DEFAULT.switches.local
        val judged = listOf("245", "940".replace('9', '8'), "LDR", "001")
        withClue("judged") { judged.filter(local::hasTag) shouldBe emptyList() }
        listOf("900", "999", "090", "690", "049").filterNot(local::hasTag) shouldBe emptyList()
        Profile { local() }.switches.local.hasTag("999") shouldBe false
        Profile.parse("{\"local\": true}").switches.local.hasTag("999") shouldBe true
        Profile.parse("{\"local\": false}").switches.local.hasTag("999") shouldBe false
    }
}) {
    companion object {
        val EVERYTHING = """
            {
              "title": "Our library",
              "rules": {
                "ruleStopped": "hint",
                "style": "off",
                "field": {"severity": "warning", "except": ["59X", "650{^2=\"7\"}"], "only": "XXX"}
              },
              "local": ["99X", "XXX${'$'}9"],
              "codelists": {"places": {"codes": {"n": {"label": "North"}}}},
              "fields": {
                "990": {"label": "Place", "subfields": {"a": {"label": "Shelf mark"}, "p": {"codes": "places"}}}
              },
              "checks": [
                {"code": "subjectMissing", "message": "no subject heading", "if": "LDR/06 = a", "require": "6XX{^2=\"0\"}"},
                {"code": "roleWithoutName", "message": "a role without a name", "severity": "error",
                 "url": "https://example.org/roles", "explanation": "Names.", "forbid": "7XX{${'$'}4}{!${'$'}a}"}
              ]
            }
        """.trimIndent()
    }
}
