// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.record
import dev.marcato.testing.Corpora
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.shouldBe
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.name

private val corpora = Corpora.find()

/** The suite of https://github.com/MARCspec/MARCspec-Test-Suite, version 0.3, if it is there; and cases of our own. */
class ParseSuiteSpec : FreeSpec({
    val files = corpora.files("json").filter { "marcspec-test-suite" in corpora.displayName(it) }
    val reason = "no MARCspec test suite among the corpora: ${corpora.skipReason ?: corpora.folder}"
    if (files.isEmpty()) println("ParseSuiteSpec skips the suite: $reason")

    "the suite of MARCspec".config(enabledIf = { files.isNotEmpty() }) - {
        val cases = files.flatMap(::casesOf)

        "has the cases that it is known to have" {
            cases.count { it.isValid } shouldBe 2_887
            cases.count { !it.isValid } shouldBe 88
            cases.filter { it.isFragment && it.isValid }.map { it.file }.distinct().size shouldBe 6
            cases.filter { it.isFragment && !it.isValid }.map { it.file }.distinct().size shouldBe 5
        }

        "its valid cases are read by MARCspec alone" {
            for (case in cases.filter { it.isValid }) withClue(case) { MarcPath.marcSpec(case.text) }
        }

        "its invalid cases are refused by MARCspec alone" {
            for (case in cases.filterNot { it.isValid }) withClue(case) { refusal(case.text, MarcPath::marcSpec) }
        }

        "what MARCspec reads, Marcato's paths read with the same meaning, except for small letters and X in tags" {
            for (case in cases.filter { it.isValid && it.tag.none { letter -> letter == 'X' || letter in 'a'..'z' } }) {
                withClue(case) { MarcPath.of(case.text) shouldBe MarcPath.marcSpec(case.text) }
            }
        }

        "each prints as what Marcato's paths read as an equal path, which selects the same" {
            for (case in cases.filter { it.isValid }) {
                withClue(case) {
                    val path = MarcPath.marcSpec(case.text)
                    val again = MarcPath.of("$path")
                    again shouldBe path
                    again.hashCode() shouldBe path.hashCode()
                    "$again" shouldBe "$path"
                    for (record in RECORDS) again.values(record) shouldBe path.values(record)
                }
            }
        }
    }

    "MARCspec alone reads" - {
        for (text in VALID) {
            text {
                val path = MarcPath.marcSpec(text)
                MarcPath.of("$path") shouldBe path
                val isTagOfBoth = text.take(3).none { it == 'X' || it in 'a'..'z' }
                if (isTagOfBoth) MarcPath.of(text) shouldBe path
            }
        }
    }

    "MARCspec alone refuses, with the place" - {
        for ((text, position) in INVALID) {
            (name(text)) { refusal(text, MarcPath::marcSpec).position shouldBe position }
        }
    }

    "paths of Marcato's own are read" - {
        for (text in OWN) {
            text {
                val path = MarcPath.of(text)
                MarcPath.of("$path") shouldBe path
                refusal(text, MarcPath::marcSpec)
            }
        }
    }

    "what isn't a path of Marcato is refused, with the place" - {
        for ((text, position) in NO_PATHS) {
            (name(text)) { refusal(text, MarcPath::of).position shouldBe position }
        }
    }
})

private fun name(text: String) = text.ifEmpty { "nothing" }

private fun refusal(text: String, parse: (String) -> MarcPath): MarcPathException = shouldThrow { parse(text) }

/** A case of the suite as a whole path: [text] is it with what it lacks around it. */
private class SuiteCase(val file: String, val data: String, val isValid: Boolean) {
    private val fragment: Pair<String, String>? = FRAGMENTS.firstNotNullOfOrNull { (name, around) ->
        around.takeIf { !file.startsWith("wild") && file.endsWith("$name.json") }
    }

    val isFragment: Boolean = fragment != null
    val text: String = fragment?.let { (before, after) -> before + data + after } ?: data
    val tag: String = text.take(3)

    override fun toString(): String = "$file: $data"
}

/** What whole paths are made of fragments with. */
private val FRAGMENTS = mapOf(
    "ComparisonString" to ("...{\$a=\\" to "}"),
    "Indicators" to ("...^" to ""),
    "PositionOrRange" to (".../" to ""),
    "SubSpec" to ("...\$a" to ""),
    "SubfieldRange" to ("...$" to ""),
    "SubfieldTag" to ("...$" to ""),
).toList()

private val DATA = Regex("\"data\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,\\s*\"valid\"\\s*:\\s*(true|false)")

private fun casesOf(file: Path): List<SuiteCase> = DATA.findAll(String(Files.readAllBytes(file))).map { match ->
    val (data, isValid) = match.destructured
    SuiteCase(file.name, data.replace(Regex("""\\(.)"""), "$1"), isValid.toBoolean())
}.toList()

private val RECORDS = listOf(
    record { },
    record {
        field("001", "ab12")
        field("007", "ta")
        field("007", "vf")
        field("020") { 'a' to "0394170660" }
        field("245", '1', '2') {
            'a' to "Poe /"
            'b' to "test$"
            'c' to "test="
            'a' to "test?"
        }
        field("300", ' ', '0') {
            '$' to "test|"
            '0' to "zero"
            '9' to "nine"
            '{' to "brace"
            'd' to "Poe"
        }
    },
)

private val VALID = listOf(
    "LDR", "LDR/0-4", "LDR[1]", "ABC", "6XX", "X..", "cat", "c.t", "ldr", "245[#-#]", "245[0-0]/#-9",
    "245^1", "245[3]^2",
    "245\$a-a", "245$$", "245\${", "900\${{$}}", "900$!", "900$=", "245\$a{$!!=\\x}", "245\$a{$==\\x}", "900$//0",
    "900$[[0]", "900$!{!$!}",
    "245\$a\$b-d[0]/1-#\$9", "245\$a{\$b}\$c{\$d|\$e}{^1=\\1}", "245\$a{\\x=\\x}", "245\$a{\\x}", "245\$a{!\\x}",
    "245\$a{=\\The}", "245\$a{~\\The}", "245\$a{!=\\The}", "245\$a{\$a?\$b}", "245\$a{\$a!\$b}", "245\$a{[1]}",
    "245\$a{[1]/0=\\x}", "245^2{[1]\$a}", "245^2{[1]^1=\\_}", "245\$a{\$b=\\}", "245\$a{\$b=\\=x}",
    "245\$a{\$b=\\\\s}",
    "245{007|\$a|\$b}", "245\$a{001/0-2=\$b/0-2}", "880\$a{100\$6~\$6/3-5}{100\$6~\\880}", "264{^2=\\1}",
)

// The position is that of the first character that can't be right.
private val INVALID = listOf(
    "" to 0, "2" to 0, "24" to 0, "24é" to 2, "245a" to 3, "245 " to 3, " 245" to 0, "24-" to 2, "Abc" to 0,
    "245[" to 4, "245[]" to 4, "245[01]" to 4, "245[1" to 5, "245[1-" to 6, "245[1-]" to 6, "245[2-1]" to 4,
    "245[-1]" to 4,
    "245/" to 4, "245/00" to 4, "007/01" to 4, "245/a" to 4, "245/0-2/1" to 7, "245/3-2" to 4, "245^" to 4,
    "245^0" to 4,
    "245^1^2" to 5, "245^1\$a" to 5, "245\$a^1" to 5, "245$" to 4, "245$ " to 4, "245\$A" to 4, "245$|" to 4,
    "245$@" to 4,
    "245\$é" to 4, "245\$c-a" to 6, "245\$a-9" to 6, "245\$a-" to 6, "245\$a-A" to 6, "245{" to 4, "245{}" to 4,
    "245{\$a" to 6, "245{\$a}}" to 7, "245{\$a=}" to 7, "245{\$a||\$b}" to 7, "245{\$a|}" to 7, "245{|\$a}" to 4,
    "245{ \$a}" to 4, "245{\$a\$b}" to 6, "245{\$a}\$b" to 7, "245\$a{\$c{\$b}}" to 8, "245{\$a==\\x}" to 7,
    "245{\$a=\\x y}" to 9, "245{\$a=\"x\"}" to 7, "900$!{$}" to 8, "245\${\$a}" to 7, "900$!!=" to 5,
    "900$==" to 5, "245|1_|\$a" to 3, "@cat" to 0, "245\$a\$b+\" \"" to 7,
    "800[0]{\$a~\\Poe}{^2=1}" to 20, "245/0-7{^1}" to 8, "245^2{/0=\\1}" to 6, "245 and 020" to 3, "not 020" to 3,
)

private val OWN = listOf(
    "6XX\$a\$b+\" \"", "245a", "245ab", "008/07-10", "LDR/06", "856|4*|\$u", "856|4#|\$u", "856|__|", "@6XX",
    "@cat\$a",
    "650{^2=\"7\"}\$a", "020\$c{\$q=\"paperback\"}", "245\$a{\$c{/0=\"b\"}}", "020{\$a and not \$c}",
    "020{#\$a > 1}\$a",
    "245\$a\$b+' '/0-2", "245\$a\$b+\", \"{~ \"x\"}", "6XX{\$2 in (fast, mesh)}\$a", "020{(\$a or \$z) and \$q}",
    "245\$a{ = \"a \"\"quoted\"\" text\" }", "245\$a{~ 'it''s't}", "@001\$a", "650{\$a < \"m\"}", "650{ \$a | \$b }",
)

private val NO_PATHS = listOf(
    "" to 0, "24" to 2, "whale" to 0, "6xx" to 1, "245\$a\$b+" to 8, "245\$a+x" to 6, "245$" to 4, "245[" to 4,
    "245[2-1]" to 4, "008/35-34" to 4, "245\$c-a" to 6, "001\$a" to 3, "LDR^1" to 3, "245 020" to 4, "245\$a{" to 6,
    "245\$a{\$b" to 8, "245\$a{\"x}" to 6, "856|4|" to 4, "856|4*" to 6, "@" to 1, "@24" to 1, "245\$a}" to 5,
    "245\$a{(\$b}" to 9, "245/1234567890" to 4, "245[1234567890]" to 4,
)
