// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

import dev.marcato.MarcFormat
import dev.marcato.ReadOptions
import dev.marcato.Record
import dev.marcato.Strictness
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContainExactly
import io.kotest.matchers.shouldBe

private const val GOOD_LEADER = "=LDR  00000nam\\a2200000\\i\\4500"
private const val GOOD_008 = "=008  200131s2019\\\\\\\\enka\\\\\\\\\\b\\\\\\\\001\\0\\eng\\d"

/** One cause is one finding. */
class CascadesSpec : FreeSpec({
    val validator = Validator.marc21()

    fun found(vararg lines: String, leader: String = GOOD_LEADER, general: String = GOOD_008): List<String> {
        val all = listOf(leader, "=001  42", general, "=245  00\$aTitle").filterNot { line ->
            line != leader && lines.any { it.take(4) == line.take(4) }
        } + lines
        val options = ReadOptions { strictness = Strictness.LENIENT }
        val record = Record.parse(all.filter { it.isNotEmpty() }.joinToString("\n"), MarcFormat.MNEMONIC, options)
        return validator.validate(record).map { "${it.code} ${it.path}" }
    }

    "nothing is wrong with the record that these are made of" { found() shouldBe emptyList() }

    "a field 008 that is short or long" {
        found(general = GOOD_008.dropLast(1)) shouldContainExactly listOf("invalidPosition 008[0]")
        found(general = "=008  x") shouldContainExactly listOf("invalidPosition 008[0]")
        found(general = "$GOOD_008\\") shouldContainExactly listOf("invalidPosition 008[0]")
    }

    "a field 007 that is short, also of a category that nobody knows" {
        found("=007  sd\\f") shouldContainExactly listOf("invalidPosition 007[0]")
        found("=007  yd\\f") shouldContainExactly listOf("undefinedCode 007[0]/0")
    }

    "a field 007 of blanks" {
        found("=007  sd\\\\\\\\\\\\\\\\\\\\\\\\") shouldContainExactly listOf("undefinedCode 007[0]/3-13")
    }

    "a type of record that is none: what 008 means isn't known, but where the language is" {
        val leader = "=LDR  00000n@m\\a2200000\\i\\4500"
        found(leader = leader, general = GOOD_008.replace("001\\0", "zzz\\z")) shouldContainExactly
            listOf("undefinedCode LDR/6")
        found(leader = leader, general = GOOD_008.replace("eng", "xyz")) shouldContainExactly
            listOf("undefinedCode LDR/6", "undefinedCode 008[0]/35-37")
    }

    "a leader that nobody filled in" {
        found(leader = "=LDR  00000\\\\\\\\\\2200000\\\\\\4500") shouldContainExactly listOf("undefinedCode LDR/5-7")
    }

    "hashes for blanks everywhere" {
        found("=300  ##\$ax", general = GOOD_008.replace('\\', '#')) shouldContainExactly
            listOf("signForBlank 008[0]/11-14")
    }

    "a field without subfield codes" {
        found("=500  Some text") shouldContainExactly listOf("missingSubfieldCode 500[0]")
    }

    "a field with a tag that is undefined" {
        found("=248  99\$a\$!x") shouldContainExactly listOf("undefinedField 248[0]")
    }

    "a field 880 whose link is broken" {
        for (link in listOf("245", "24501/(N", "-01", "", "xyz-01")) {
            withClue(link) {
                found("=880  99\$6$link\$!x").filterNot { "\$6" in it }.shouldContainExactly(emptyList())
            }
        }
    }

    "a field that is obsolete is judged as it was then" {
        found("=440  \\0\$aSeries\$v1") shouldContainExactly listOf("deprecatedField 440[0]")
        found("=440  \\0\$aSeries\$!x") shouldContainExactly
            listOf("deprecatedField 440[0]", "undefinedSubfield 440[0]\$![0]")
    }

    "a record with a thousand findings and more" {
        val findings = found(*Array(1200) { "=248  \\\\\$aText" })
        findings.size shouldBe 1001
        findings.last() shouldBe "moreFindings LDR"
    }
})
