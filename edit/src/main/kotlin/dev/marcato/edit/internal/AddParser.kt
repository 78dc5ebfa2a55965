// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule

/** Parses `add`. */
internal class AddParser(
    private val line: Scanner,
    private val rule: EditRule,
    private val scope: Scope?,
    private val words: WordParser,
) {
    fun add(): Action {
        if (line.isAtEnd) line.fail("a tag or a path is expected here")
        val tag = words.takeTag() ?: return subfield()
        return if (isControl(tag)) controlField(tag) else dataField(tag)
    }

    private fun controlField(tag: String): Action {
        if (!line.isText) line.fail("the text of $tag in quotation marks is expected here")
        return field(FieldTemplate(tag, "", emptyList(), words.template()))
    }

    private fun dataField(tag: String): Action {
        val indicators = if (isAtSubfield) "  " else indicators()
        val subfields = ArrayList<FieldTemplate.Part>()
        while (isAtSubfield) {
            val isOptional = line.take('[')
            val code = words.code()
            subfields += FieldTemplate.Part(code, words.template(), isOptional)
            if (isOptional && !line.take(']')) line.fail("] is expected here")
        }
        if (subfields.isEmpty()) line.fail("a subfield is expected here: \$a \"text\"")
        return field(FieldTemplate(tag, indicators, subfields, null))
    }

    private val isAtSubfield: Boolean get() = line.startsWith("$") || line.startsWith("[")

    private fun indicators(): String {
        val start = line.at
        val token = line.token("a subfield")
        val blank = token.map { if (it in BLANKS) ' ' else it }.joinToString("")
        if (blank.length != 2 || blank.any { it !in '0'..'9' && it !in 'a'..'z' && it != ' ' }) {
            line.fail("two indicators are expected here, with _ for a blank: 1_", start)
        }
        return blank
    }

    private fun field(template: FieldTemplate): Action {
        var placing: Placing = Placing.InOrder
        var isOnce = false
        while (true) {
            when (line.takeWord("first", "last", "before", "after", "once") ?: break) {
                "first" -> placing = Placing.First
                "last" -> placing = Placing.Last
                "before" -> placing = Placing.Beside(words.anyFields(), isBefore = true)
                "after" -> placing = Placing.Beside(words.anyFields(), isBefore = false)
                else -> isOnce = true
            }
        }
        return AddField(rule, template, placing, isOnce)
    }

    private fun subfield(): Action {
        val start = line.at
        val target = words.target()
        val code = target.code
        if (code == null ||
            !target.isPlainSubfield
        ) {
            line.fail("a tag, or a path of a subfield, is expected here: 040\$e", start)
        }
        val value = words.template()
        var placing = SubfieldPlacing.LAST
        var isOnce = false
        while (true) {
            when (line.takeWord("first", "last", "before", "after", "once") ?: break) {
                "first" -> placing = SubfieldPlacing.FIRST
                "last" -> placing = SubfieldPlacing.LAST
                "before" -> placing = SubfieldPlacing(words.code(), isBefore = true)
                "after" -> placing = SubfieldPlacing(words.code(), isBefore = false)
                else -> isOnce = true
            }
        }
        return AddSubfields(rule, target.fields, code, value, placing, isOnce)
    }

    private companion object {
        const val BLANKS = "_#\\"
    }
}
