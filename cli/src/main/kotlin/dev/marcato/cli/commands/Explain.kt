// SPDX-License-Identifier: Apache-2.0
package dev.marcato.cli.commands

import dev.marcato.cli.kinds.Command
import dev.marcato.cli.messages.ExitCode
import dev.marcato.cli.messages.Failure
import dev.marcato.cli.messages.oneLine
import dev.marcato.cli.messages.usageFailure
import dev.marcato.cli.options.Lines
import dev.marcato.cli.options.getValue
import dev.marcato.cli.options.hintAt
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException
import dev.marcato.schema.Description
import dev.marcato.schema.MarcSchema
import dev.marcato.validation.Rule
import dev.marcato.validation.Validator

internal enum class SchemaChoice(val schema: () -> MarcSchema) {
    BIBLIOGRAPHIC({ MarcSchema.BIBLIOGRAPHIC }),
    AUTHORITY({ MarcSchema.AUTHORITY }),
    HOLDINGS({ MarcSchema.HOLDINGS }),
    UNIMARC({ MarcSchema.UNIMARC }),
}

internal class Explain :
    Command(
        name = "explain",
        description = "Says what a field, an indicator, a subfield or positions mean, and which codes there are; or " +
            "what a rule of marcato check --schema is about.",
        footer = listOf(
            "",
            "Paths: 245, 245^2, 856\$u, 008/06, 6XX. If no format is named, the first of bibliographic, authority and",
            "holdings that has such a field is meant. marcato help rules lists the rules.",
            "",
            "Examples:",
            "  marcato explain 245",
            "  marcato explain 008/06 '856\$u'",
            "  marcato explain nonrepeatableField",
            "Exit code 1 if the format has no such place.",
        ),
    ) {
    private val format by options.choice(
        "--format",
        label = "FORMAT",
        choices = SchemaChoice.entries,
        description = "bibliographic, authority or holdings of MARC 21, or unimarc.",
    )

    private val words by options.files(label = "PATH", description = "What is to be explained: paths, or rules.")

    override fun run(): Int {
        if (words.isEmpty()) throw usageFailure("no path is named", "such as marcato explain 245")
        val explanations = words.map { word ->
            Validator.rule(word)?.let { { explain(it) } }
                ?: parsed(word).let { { explain(it) } }
        }
        var code = ExitCode.DONE
        for ((index, explain) in explanations.withIndex()) {
            if (index > 0) console.text.append('\n')
            if (!explain()) code = ExitCode.FOUND
        }
        return code
    }

    private fun explain(rule: Rule): Boolean {
        val severity = rule.severity.name.lowercase() + if (rule.isOnByDefault) "" else ", off unless a profile says so"
        console.text.append("${rule.code}: ${rule.title} (${rule.category.name.lowercase()}; $severity)\n")
        Lines(console.text, WIDTH, indent = 0).add(rule.explanation.split(' ')).end()
        rule.url?.let { console.text.append(it).append('\n') }
        return true
    }

    private fun parsed(word: String): MarcPath = try {
        MarcPath.of(word)
    } catch (e: MarcPathException) {
        // What is longer than a tag and has no signs is meant as a rule.
        if (word.length > TAG_LENGTH && word.all { it in 'a'..'z' || it in 'A'..'Z' }) {
            val hint = hintAt(word, Validator.RULES.map { it.code })
            throw usageFailure("there is no rule '$word'$hint", "see marcato help rules")
        }
        throw Failure(ExitCode.USAGE, e.reason, "see marcato help paths", "${e.picture}\n")
    }

    private fun explain(path: MarcPath): Boolean {
        val choices = format?.let { listOf(it) } ?: SchemaChoice.entries - SchemaChoice.UNIMARC
        for (choice in choices) {
            val schema = choice.schema()
            val found = schema.describe(path).filter { isFound(path, it) }
            if (found.isEmpty()) continue
            console.text.append(listOfNotNull(schema.title, schema.update?.let { "update $it" }).joinToString(", "))
                .append('\n')
            for (description in found) {
                for (line in description.toString().lines()) console.text.append(oneLine(line)).append('\n')
            }
            return true
        }
        note("${oneLine("$path")}: the format has no such place; fields of a library's own aren't in it")
        return false
    }

    // A field that lacks the subfield or the positions says nothing of them.
    private fun isFound(path: MarcPath, found: Description): Boolean {
        val text = "${path.general}"
        return when {
            '$' in text -> found.subfields.isNotEmpty()
            '^' in text -> found.indicator != null
            '/' in text -> found.positions.isNotEmpty()
            else -> true
        }
    }

    private companion object {
        const val WIDTH = 100
        const val TAG_LENGTH = 3
    }
}
