// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.path.MarcCondition
import dev.marcato.path.MarcPath
import dev.marcato.path.MarcPathException

/** Parses the parts that statements have in common. */
internal class WordParser(private val line: Scanner, private val scope: Scope?, private val context: Context) {
    /** What a statement changes. */
    fun target(): Target {
        val start = line.at
        val target = line.target(scope)
        if (scope != null && !target.isHere && "${target.path.fields}" == "${scope.path}") {
            val short = "${target.path}".removePrefix("${scope.path}").ifEmpty { "field" }
            line.fail("this would be every field ${scope.path} of the record; the one at hand is $short here", start)
        }
        return target
    }

    /** Fields with or without indicators, index and conditions. */
    fun fields(): Target = target(line.at)

    private fun target(start: Int): Target = target().also { checkFields(it, start) }

    /** The same; in a block for each field, those of the record may be meant. */
    fun anyFields(): Target {
        val start = line.at
        return line.target(scope).also { checkFields(it, start) }
    }

    private fun checkFields(target: Target, start: Int) {
        if (!target.isFields || target.isLeader) line.fail("a path of fields is expected here: 650", start)
    }

    /** Values that can be changed: of fields, subfields, positions or indicators. */
    fun values(): Target {
        val start = line.at
        val target = target()
        if (target.kind == PlaceKind.CHARACTERS && target.isData && !target.isLeader) {
            line.fail(ChangeValues.NO_CHARACTERS, start)
        }
        return target
    }

    fun subfields(): Target {
        val start = line.at
        val target = target()
        if (target.kind != PlaceKind.SUBFIELD || target.path.firstPosition != null) {
            line.fail("a path of subfields is expected here: 300\$a", start)
        }
        return target
    }

    /** Takes a tag, which a sign may precede (`@cat`); null if what follows isn't one. */
    fun takeTag(): String? {
        val token = line.peekToken() ?: return null
        val tag = token.removePrefix("@")
        val isTag = tag.length == TAG && if (token.startsWith("@")) {
            tag.all { it in '0'..'9' || it in 'A'..'Z' || it in 'a'..'z' }
        } else {
            tag.all { it in '0'..'9' || it in 'A'..'Z' } && tag != FixedTexts.LEADER && 'X' !in tag
        }
        return if (isTag) tag.also { val _ = line.token("a tag") } else null
    }

    fun code(): Char {
        val start = line.at
        val token = line.token("a subfield code")
        if (token.length != 2 || token[0] != '$' || token[1] !in '!'..'~') {
            line.fail("a subfield code is expected here: \$a", start)
        }
        return token[1]
    }

    /** Where values go: a subfield of a tag, or of the field at hand. */
    fun destination(): Destination {
        val start = line.at
        val target = line.path(scope)
        val tag = target.tag
        val isPlain = target.isPlainSubfield && (target.isHere || target.path.isSimple)
        if (!isPlain || 'X' in tag || '.' in tag || isControl(tag)) {
            line.fail("a tag, or a tag and a code, is expected here: 264\$c", start)
        }
        return Destination(target.fields, tag, target.code)
    }

    fun template(): Template = delayedTemplate()(-1)

    /** Takes a template that may name groups of an expression, as soon as their number is known. */
    fun delayedTemplate(): (Int) -> Template {
        val start = line.at
        val text = line.text()
        return { groups ->
            TemplateParser(text, scope, context, groups) { reason, index ->
                line.fail(reason, line.placeInText(start, index))
            }
                .parse()
        }
    }

    /** A text or an expression to look for. */
    class Wanted(val isExpression: Boolean, private val make: (Boolean) -> TextPattern) {
        operator fun invoke(ignoresCase: Boolean): TextPattern = make(ignoresCase)
    }

    fun pattern(): Wanted {
        val isExpression = line.take('~')
        val start = line.at
        val text = line.text()
        if (text.isEmpty()) line.fail("a text that isn't empty is expected here", start)
        if (isExpression) checkExpression(text, start)
        return Wanted(isExpression) { ignoresCase ->
            if (isExpression) TextPattern.expression(text, ignoresCase) else TextPattern.literal(text, ignoresCase)
        }
    }

    /** An expression is one if it is one in a condition: with the same limits and messages, also about RE2/J. */
    private fun checkExpression(text: String, start: Int) {
        try {
            val _ = MarcCondition.of(
                "$BEFORE_EXPRESSION${EXPRESSION_MARK}${text.replace("\"", "\"\"")}$EXPRESSION_MARK",
            )
        } catch (e: MarcPathException) {
            line.fail(e.reason, start)
        }
    }

    private companion object {
        const val TAG = 3
        const val BEFORE_EXPRESSION = "001 ~ "
        const val EXPRESSION_MARK = "\""
    }
}
