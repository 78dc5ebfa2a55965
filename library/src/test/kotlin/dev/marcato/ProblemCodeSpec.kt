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
 * Documents every code with examples: inputs that have the problem, how it is reported, and which record is read.
 *
 * The page is generated from the KDoc of the codes and from the results of reading [ProblemCases], so it can't be wrong.
 * After a change of either, run [UPDATE] and read the page.
 */
private const val PAGE = "docs/problems.md"
private const val UPDATE = "./mvnw -pl library test -Dtest=ProblemCodeSpec -Dproblems.update"

class ProblemCodeSpec : FreeSpec({
    "each code has a case" {
        val codes = ProblemCases.all().map { it.code } + TextProblemCases.all().map { it.code } +
            WriteCases.all().map { it.code } + notAlone().code
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
        withClue("$PAGE differs; to accept that: $UPDATE") { page shouldBe recorded }
    }

    "a valid but unusual record" - {
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

        "may have anything in leader/22-23, which MARC 21 leaves undefined" {
            val bytes = ProblemCases.sound().also { it[23] = 'e'.code.toByte() }
            Readers.blocking(bytes).use { it.read()?.controlNumber } shouldBe "42"
        }
    }
})

private suspend fun page(): String {
    val cases = ProblemCases.all().groupBy { it.code }
    return buildString {
        append("<!-- Generated by ProblemCodeSpec from the sources; to generate it again: $UPDATE -->\n")
        append(INTRODUCTION)
        append("\n| code | severity | meaning, and how lenient reading treats it |\n|---|---|---|\n")
        for ((code, meaning) in meanings()) append("| `$code` | ${code.severity} | $meaning |\n")
        for ((code, examples) in cases) {
            append("\n## ${code.name}\n")
            for (example in examples) append(example(example))
        }
        for (case in TextProblemCases.all()) append("\n## ${case.code.name}\n").append(example(case))
        append("\n## ${notAlone().code}\n").append(example("`Record.parse` is given two records", notAlone()))
        for ((code, examples) in WriteCases.all().groupBy { it.code }) {
            append("\n## ${code.name}\n")
            for (example in examples) append(example(example))
        }
    }
}

/** The problem that only a record by itself can have. */
private fun notAlone(): MarcProblem =
    shouldThrow<MarcException> { Record.parse(ProblemCases.sound() + ProblemCases.sound()) }.problem

private fun example(case: WriteCase): String =
    example(case.what, checkNotNull(Writing.refusalOf(case.record, case.options)))

private fun example(what: String, problem: MarcProblem): String = buildString {
    append("\n**When $what**\n\n```text\n")
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

The problems that the bytes of a file can have, by code, and how Marcato treats each. Strict reading stops at the first
problem that is more than a `WARNING`, with a `MarcException`. Lenient reading reports all problems. The examples show
its results: the problems, the bytes around the first one, and the record, if the bytes gave one. If they gave none, the
problem that is the reason is `FATAL`.

| severity | meaning |
|---|---|
| `MINOR` | all content came through |
| `MAJOR` | part of the content is missing or doubtful |
| `WARNING` | a problem is likely, but not certain: strict reading continues, and the record carries the problem |

The codes of ISO 2709 come first, then those of text formats only, then those of writing. Writers report the same codes
for content that they replace or refuse (see `inexpressible`); for example, a field that isn't UTF-8 although the leader
declares UTF-8. When a repaired record gets a new layout, it loses its problems of lengths, directory and structure. In
the examples, a dot replaces a character that can't be shown.
"""

/** The KDoc of the codes, as it stands in the source. */
private fun meanings(): Map<ProblemCode, String> {
    val source = File("src/main/kotlin/dev/marcato/ProblemCode.kt").readText()
    return ProblemCode.entries.associateWith { code ->
        val match = Regex("/\\*\\*((?:(?!\\*/).)*)\\*/\\s+${code.name}\\(", RegexOption.DOT_MATCHES_ALL).find(source)
        checkNotNull(match) { "no KDoc for $code" }.groupValues[1].lines()
            .joinToString(" ") { it.trim().removePrefix("* ") }.trim()
            .replace(Regex("\\[ReadLimits\\.(\\w+)]"), "`limits.$1`")
            .replace(Regex("\\[(?:(?:Read|Write)Options\\.)?([\\w.]+)]"), "`$1`")
    }
}
