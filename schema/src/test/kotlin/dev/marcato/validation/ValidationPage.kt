// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation

/** Prints the page about validation: what people wrote, and all rules with their examples. */
internal object ValidationPage {
    private val examples by lazy { RuleExamples.all().associateBy { it.code } }

    fun introduction(): String = checkNotNull(ValidationPage::class.java.getResource("introduction.md")).readText()

    fun page(): String = buildString {
        append(introduction())
        append(
            "\n## The rules\n\nThis part is generated from the rules and from the records that test them. Each record ",
        )
        append(
            "is sound but for\nthe fields that are shown. `marcato help rules` lists the rules, and `marcato explain` ",
        )
        append("says the same as here.\n\n")
        overview()
        for ((category, rules) in Validator.RULES.groupBy { it.category }) {
            append("\n### ${titleOf(category)}\n")
            rules.forEach { rule(it) }
        }
    }

    private fun titleOf(category: RuleCategory) = "Category ${category.name.lowercase()}"

    private fun StringBuilder.overview() {
        append("| category | rules | error | warning | hint | off by default |\n|---|---|---|---|---|---|\n")
        for ((category, rules) in Validator.RULES.groupBy { it.category }) {
            val (on, off) = rules.partition { it.isOnByDefault }
            val counts = FindingSeverity.entries.reversed().map { severity -> on.count { it.severity == severity } }
            val anchor = titleOf(category).lowercase().replace(' ', '-')
            append("| [${category.name.lowercase()}](#$anchor) | ${rules.size} | ${counts.joinToString(" | ")} ")
            append("| ${off.size} |\n")
        }
    }

    private fun StringBuilder.rule(rule: Rule) {
        val severity = rule.severity.name.lowercase() + if (rule.isOnByDefault) "" else ", off by default"
        append("\n#### ${rule.code}\n\n**${rule.title}** ($severity). ${text(rule.explanation)}")
        rule.url?.let { append(" [Source]($it)") }
        append('\n')
        val file = examples[rule.code] ?: return
        val broken = file.examples.firstOrNull { it.breaks.isNotEmpty() && it.lines.isNotEmpty() }
        val sound = file.examples.firstOrNull { it.breaks.isEmpty() && it.lines.isNotEmpty() }
        if (broken == null && sound == null) return
        append("\n```\n")
        broken?.let { example("wrong at ${it.breaks.joinToString()}", it) }
        sound?.let { example("right", it) }
        append("```\n")
    }

    private fun StringBuilder.example(heading: String, example: RuleExamples.Example) {
        append(heading).append(example.why?.let { " ($it)" }.orEmpty()).append('\n')
        for (line in example.lines) append(line).append('\n')
    }

    private fun text(text: String) = text.replace("<", "&lt;").replace("*", "\\*")
}
