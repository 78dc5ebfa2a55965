// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.Leader
import dev.marcato.edit.EditRule

/** Parses `set`. */
internal class SetParser(private val line: Scanner, private val rule: EditRule, private val words: WordParser) {
    fun set(): Action {
        val token = line.peekToken()
        if (token in FixedTexts.TAGS && isBeforeName(token!!)) return element(line.token("a tag"))
        val start = line.at
        val target = words.target()
        line.expect("to")
        val place = line.at
        val value = words.template()
        return when {
            target.isLeader -> leader(target, start, value, place)

            target.kind == PlaceKind.INDICATOR -> indicator(target, value, place)

            target.path.firstPosition != null && target.path.lastPosition != null -> positions(
                target,
                start,
                value,
                place,
            )

            target.isPlainSubfield -> SetSubfields(rule, target, value)

            target.kind == PlaceKind.SUBFIELD || !target.isData -> values(target, value)

            else -> line.fail(
                "a field with subfields has no text of its own: name a subfield, such as ${target.tag}\$a",
                start,
            )
        }
    }

    private fun values(target: Target, value: Template) =
        ChangeValues(rule, target, FieldText.NONE) { text, at -> value.textOf(at) ?: text }

    private fun isBeforeName(tag: String): Boolean {
        val rest = line.rest.substring(tag.length).trimStart()
        return rest.isNotEmpty() && rest[0].isLetter() && !rest.startsWith("to \"") && !rest.startsWith("to '")
    }

    /** `set 008 form of item to "online"`. */
    private fun element(tag: String): Action {
        val start = line.at
        val name = line.rest.substringBefore(" to ", "").trim()
        if (name.isEmpty()) line.fail("the name of an element and \"to\" are expected here")
        while (line.at < start + name.length) {
            val _ = line.token("a word")
        }
        line.expect("to")
        val definitions = FixedNames.definitions(tag, name)
        if (definitions.isEmpty()) {
            line.fail("$tag has no element \"$name\": it has ${FixedNames.names(tag).joinToString()}", start)
        }
        val place = line.at
        val value = words.template()
        val isComputed = tag == FixedTexts.LEADER && definitions.any { it.start in COMPUTED }
        if (isComputed) line.fail(FixedTexts.COMPUTED, start)
        val constant = value.constant
        if (constant != null && definitions.none { FixedNames.codeFor(it, constant) != null }) {
            val codes = definitions.flatMap { it.codesOrFlags?.codes.orEmpty() }.filter { !it.isObsolete }
            line.fail("\"$constant\" is neither a code nor a value of $name: ${codes.joinToString { "$it" }}", place)
        }
        return SetElement(rule, tag, name, value)
    }

    private fun leader(target: Target, start: Int, value: Template, place: Int): Action {
        val first = target.path.firstPosition ?: 0
        val last = if (target.kind == PlaceKind.FIELD) Leader.LENGTH - 1 else target.path.lastPosition ?: -1
        if (last !in 0 until Leader.LENGTH || target.shift != 0) {
            line.fail("positions 0 to ${Leader.LENGTH - 1} of the leader are expected here: LDR/17", start)
        }
        if (target.kind != PlaceKind.FIELD &&
            (first..last).any { it in COMPUTED }
        ) {
            line.fail(FixedTexts.COMPUTED, start)
        }
        checkLength(target, value, last - first + 1, place)
        value.constant?.firstOrNull {
            it !in ' '..'~'
        }?.let { line.fail("the leader has only printable ASCII characters", place) }
        return SetLeader(rule, first, last - first + 1, value)
    }

    private fun indicator(target: Target, value: Template, place: Int): Action {
        val constant = value.constant
        if (constant != null && (constant.length != 1 || constant[0] !in ' '..'~')) {
            line.fail("an indicator is one character", place)
        }
        return values(target, value)
    }

    private fun positions(target: Target, start: Int, value: Template, place: Int): Action {
        val first = target.path.firstPosition!!
        val length = target.path.lastPosition!! - first + 1
        if (target.kind == PlaceKind.CHARACTERS && target.isData) line.fail(ChangeValues.NO_CHARACTERS, start)
        checkLength(target, value, length, place)
        if (target.kind == PlaceKind.SUBFIELD) return SetCharacters(rule, target, value)
        return SetPositions(rule, target.fields, first, length, value)
    }

    private fun checkLength(target: Target, value: Template, length: Int, place: Int) {
        val constant = value.constant
        if (constant != null && constant.length != length) {
            line.fail("$target has $length characters, so a text of $length is expected here", place)
        }
    }

    private companion object {
        val COMPUTED = (0..4) + 9 + (12..16)
    }
}
