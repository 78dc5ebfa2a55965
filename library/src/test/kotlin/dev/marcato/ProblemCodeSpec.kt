// SPDX-License-Identifier: Apache-2.0
package dev.marcato

import dev.marcato.testing.Accounting
import dev.marcato.testing.Outcomes.codes
import dev.marcato.testing.Outcomes.fault
import dev.marcato.testing.ProblemCase
import dev.marcato.testing.ProblemCases
import dev.marcato.testing.RawRecord
import dev.marcato.testing.Readers
import dev.marcato.testing.SameOutcomes.shouldBeLike
import dev.marcato.testing.TextProblemCase
import dev.marcato.testing.TextProblemCases
import dev.marcato.testing.TextReading
import dev.marcato.testing.WriteCase
import dev.marcato.testing.WriteCases
import dev.marcato.testing.Writing
import io.kotest.assertions.throwables.shouldThrow
import io.kotest.assertions.withClue
import io.kotest.core.spec.style.FreeSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.shouldBe
import java.io.File

/**
 * Tells of every code what it means, and shows it with inputs that have the problem: how it is told, and what is read.
 *
 * The page is made from the KDoc of the codes and from what reading [ProblemCases] comes to, so it cannot say anything
 * that is not so; a change of either has to be written down by [UPDATE], and read.
 */
private const val PAGE = "docs/problems.md"
private const val UPDATE = "./mvnw -pl library test -Dtest=ProblemCodeSpec -Dproblems.update"

class ProblemCodeSpec : FreeSpec({
    "each code has a case" {
        val codes = ProblemCases.all().map { it.code } + TextProblemCases.all().map { it.code } +
            WriteCases.all().map { it.code }
        codes.toSet() shouldBe ProblemCode.entries.toSet()
    }

    for (case in TextProblemCases.all()) {
        "$case, in ${case.format}" {
            val outcomes = TextReading.outcomes(case.text.toByteArray(), case.lenientOptions())
            outcomes.codes shouldBe listOf(case.code)
            val strict = case.lenientOptions().toBuilder().strictness(Strictness.STRICT).build()
            shouldThrow<MarcException> { Readers.records(case.text.toByteArray(), strict) }.problem shouldBe
                outcomes.flatMap { it.problems }.single()
        }
    }

    for (case in ProblemCases.all()) {
        "$case" - {
            "lenient reading reports it and resumes with the next record" {
                val outcomes = Readers.outcomes(case.input(), case.lenientOptions())
                Accounting.check(case.input(), outcomes, case.lenientOptions())
                outcomes.flatMap { it.problems }.map { it.code } shouldContain case.code
                val sound = outcomes.filterIsInstance<Outcome.Read>().filter { it.problems.isEmpty() }
                sound.first().byteOffset shouldBe 0
                sound.last().record.rawBytes shouldBe ProblemCases.sound()
                sound.size shouldBe if (case.hasSoundRecordBehind) 2 else 1
            }

            "strict reading ends there with the first of the problems, unless it is a warning" {
                val outcomes = Readers.outcomes(case.input(), case.lenientOptions())
                val fault = outcomes.firstNotNullOfOrNull { it.fault }
                if (fault == null) {
                    Readers.outcomes(case.input(), case.strictOptions()).shouldBeLike(outcomes)
                } else {
                    Readers.blocking(case.input(), case.strictOptions()).use { reader ->
                        reader.read()?.controlNumber shouldBe "42"
                        shouldThrow<MarcException> { reader.read() }.problem shouldBe fault
                    }
                }
            }
        }
    }

    "the page about problems says what the code does" {
        val page = page()
        val file = File("..", PAGE)
        if (System.getProperty("problems.update") != null) {
            file.parentFile.mkdirs()
            file.writeText(page)
        }
        val recorded = if (file.exists()) file.readText() else ""
        withClue("$PAGE differs; if that is wanted: $UPDATE") { page shouldBe recorded }
    }

    "a valid record that is not plain" - {
        "may store its fields in another order than that of the directory" {
            val raw = RawRecord.of(
                dev.marcato.testing.PlainRecord.book(
                    dev.marcato.testing.PlainField.control("001", "42"),
                    dev.marcato.testing.PlainField.data("245", "10", "a", "Title"),
                    dev.marcato.testing.PlainField.data("650", " 0", "a", "Sea"),
                ),
            )
            val entries = raw.entries
            val swapped = raw.withEntries(listOf(entries[2], entries[0], entries[1])).toByteArray()
            val record = Readers.blocking(swapped).use { checkNotNull(it.read()) }
            record.fields.map { it.toString() } shouldBe listOf("650  0 \$a Sea", "001 42", "245 10 \$a Title")
            record.rawBytes shouldBe swapped
            record.edit { } shouldBe record
        }

        "may hold control characters other than delimiters" {
            val bytes = ProblemCases.sound().also { it[70] = '\t'.code.toByte() }
            Readers.blocking(bytes).use { it.read()?.get("245")?.get('a') } shouldBe "Ti\tle"
        }

        "may say in leader/22-23 what it likes, which MARC 21 leaves undefined" {
            val bytes = ProblemCases.sound().also { it[23] = 'e'.code.toByte() }
            Readers.blocking(bytes).use { it.read()?.controlNumber } shouldBe "42"
        }
    }
})

private suspend fun page(): String {
    val cases = ProblemCases.all().groupBy { it.code }
    return buildString {
        append("<!-- Made by ProblemCodeSpec from the sources; to make it anew: $UPDATE -->\n")
        append(INTRODUCTION)
        append("\n| code | severity | what it means, and what is done about it |\n|---|---|---|\n")
        for ((code, meaning) in meanings()) append("| `$code` | ${code.severity} | $meaning |\n")
        for ((code, examples) in cases) {
            append("\n## ${code.name}\n")
            for (example in examples) append(example(example))
        }
        for (case in TextProblemCases.all()) append("\n## ${case.code.name}\n").append(example(case))
        for ((code, examples) in WriteCases.all().groupBy { it.code }) {
            append("\n## ${code.name}\n")
            for (example in examples) append(example(example))
        }
    }
}

private fun example(case: WriteCase): String = buildString {
    val problem = checkNotNull(Writing.refusalOf(case.record, case.options))
    append("\n**When ${case.what}**\n\n```text\n")
    append(problem.severity).append(' ').append(problem).append('\n').append(problem.hexWindow())
    append("```\n")
}

private suspend fun example(case: TextProblemCase): String = example(
    "${case.what}, in ${case.format}",
    case.code,
    Readers.outcomes(case.text.toByteArray(), case.lenientOptions()),
)

private suspend fun example(case: ProblemCase): String =
    example(case.what, case.code, Readers.outcomes(case.input(), case.lenientOptions()))

private fun example(what: String, code: ProblemCode, all: List<Outcome>): String = buildString {
    append("\n**When $what**\n\n```text\n")
    val outcomes = all.filter { it.problems.isNotEmpty() }
    for (outcome in outcomes) {
        for (problem in outcome.problems) append(problem.severity).append(' ').append(problem).append('\n')
        append(outcome.problems.first { it.code == code || outcomes.size > 1 }.hexWindow())
        if (outcome is Outcome.Read) append(outcome.record)
    }
    append("```\n")
}.map { if ((it < ' ' && it != '\n') || it in '\u007F'..'\u009F') '\u00B7' else it }.joinToString("")

private const val INTRODUCTION = """
# Problems

What can be wrong with the bytes of a file, by code, and what Marcato does about it. Strict reading ends at the
first problem that is more than a WARNING, with a `MarcException`. Lenient reading tells all of them and delivers what
the examples show: behind the problems, a window into the bytes, and the record that was made of them, if they gave one.
Where bytes gave none, the problem that says why is `FATAL`.

First come the codes of ISO 2709, then those that only text formats have; the last ones are of writing alone. Records
that have one of the other problems in what would be written are refused with the same code, such as a field that is no UTF-8 though the leader says so: what is written can be read strictly. A
record that was repaired is laid out anew, and so loses the problems of lengths, directory and structure.

MINOR means that all content came through, MAJOR that part of it is missing or doubtful. A WARNING means that something
is likely to be wrong, but nobody knows for certain: strict reading goes on, and the record carries it. Characters that
cannot be shown are dots here.
"""

/** The KDoc of the codes, as it stands in the source. */
private fun meanings(): Map<ProblemCode, String> {
    val source = File("src/main/kotlin/dev/marcato/ProblemCode.kt").readText()
    return ProblemCode.entries.associateWith { code ->
        val match = Regex("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+${code.name}\\(", RegexOption.DOT_MATCHES_ALL).find(source)
        checkNotNull(match) { "no KDoc for $code" }.groupValues[1].lines()
            .joinToString(" ") { it.trim().removePrefix("* ") }.trim()
            .replace(Regex("\\[(?:Read|Write)Options\\.(\\w+)]"), "`$1`")
    }
}
