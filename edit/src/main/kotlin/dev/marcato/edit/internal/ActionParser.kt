// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath

/** Parses one statement, from its first word up to `if`, `unless` or the end. */
internal class ActionParser(
    private val line: Scanner,
    private val rule: EditRule,
    private val tag: String?,
    private val parameters: Map<String, String>,
) {
    fun action(): Action = when (line.takeWord(*VERBS)) {
        "add" -> add()
        "remove" -> remove()
        "keep" -> keepOnly()
        "set" -> set()
        "replace" -> replace()
        "prefix" -> affix { text, affix -> if (text.startsWith(affix)) null else affix + text }
        "suffix" -> affix { text, affix -> if (text.endsWith(affix)) null else text + affix }
        "copy" -> copy(isMove = false)
        "move" -> copy(isMove = true)
        "rename" -> rename()
        "change" -> change()
        "sort" -> sort()
        "split" -> split()
        "join" -> join()
        "drop" -> drop()
        else -> line.fail("a statement begins with ${VERBS.joinToString()}, each, if or parameter")
    }

    private fun path() = line.path(tag)

    private fun template(): Template {
        var start = 0
        val text = line.text { start = it }
        return TemplateParser(text, tag, parameters) { reason, at -> line.fail(reason, start + at) }.parse()
    }

    private fun add(): Action {
        val token = line.peekToken() ?: line.fail("a tag or a path is expected here")
        return if (isTag(token)) addField(line.token("a tag")) else addSubfield()
    }

    private fun addField(tag: String): Action {
        val isControl = tag.startsWith("00")
        val hasNone = isControl || line.peekToken()?.startsWith("$") == true
        val indicators = if (hasNone) "  " else indicators()
        val value = if (isControl) template() else null
        val subfields = ArrayList<Pair<Char, Template>>()
        while (!isControl && line.peekToken()?.startsWith("$") == true) subfields += code() to template()
        if (!isControl && subfields.isEmpty()) line.fail("a subfield is expected here: \$a \"text\"")
        var placing: Placing = Placing.InOrder
        var isOnce = false
        while (true) {
            when (line.takeWord("first", "last", "before", "after", "once") ?: break) {
                "first" -> placing = Placing.First
                "last" -> placing = Placing.Last
                "before" -> placing = Placing.Beside(path(), isBefore = true)
                "after" -> placing = Placing.Beside(path(), isBefore = false)
                else -> isOnce = true
            }
        }
        return AddField(rule, FieldTemplate(tag, indicators, subfields, value), placing, isOnce)
    }

    private fun indicators(): String {
        val token = line.token("indicators")
        val blank = token.replace('_', ' ').replace('#', ' ')
        if (blank.length != 2 || blank.any { it !in '0'..'9' && it !in 'a'..'z' && it != ' ' }) {
            line.fail("two indicators are expected before this, with _ for a blank: 1_")
        }
        return blank
    }

    private fun code(): Char {
        val token = line.token("a subfield code")
        if (token.length != 2 || token[0] != '$' || token[1] !in '!'..'~') {
            line.fail("a subfield code is expected before this: \$a")
        }
        return token[1]
    }

    private fun addSubfield(): Action {
        val path = path()
        val code = path.code ?: line.fail("a tag, or a path of a subfield, is expected before this: 040\$e")
        val value = template()
        val placing = when (line.takeWord("first", "last", "before", "after")) {
            "first" -> SubfieldPlacing.FIRST
            "before" -> SubfieldPlacing(code(), isBefore = true)
            "after" -> SubfieldPlacing(code(), isBefore = false)
            else -> SubfieldPlacing.LAST
        }
        return AddSubfield(rule, path.fields, code, value, placing)
    }

    private fun remove(): Action {
        if (line.takeWord("duplicates") == null) return ChangeValues(rule, path()) { _, _ -> null }
        line.expect("of")
        val path = path()
        val ignores = line.takeWord("ignoring") != null
        if (ignores) line.expect("indicators")
        return RemoveDuplicates(rule, path, ignores)
    }

    private fun keepOnly(): Action {
        line.expect("only")
        val paths = ArrayList<MarcPath>()
        do paths += path() while (line.take(','))
        return KeepOnly(rule, paths)
    }

    private fun set(): Action {
        val token = line.peekToken()
        if (token in FIXED) element(line.token("a tag"))?.let { return it }
        val path = path()
        line.expect("to")
        val start = line.at
        val value = template()
        val first = path.firstPosition ?: return SetValues(rule, path, value)
        val length = path.lastPosition?.let { it - first + 1 }
        if (length != null && value.isConstant && value.length != length) {
            line.fail("$path has $length characters, so a text of $length is expected here", start)
        }
        return if (path.isOfControlField) SetPositions(rule, path.fields, first, value) else SetValues(rule, path, value)
    }

    /** `008 form of item`; null if no name follows the tag. */
    private fun element(tag: String): Action? {
        val words = ArrayList<String>()
        while (line.peekWord() != null && line.peekWord() != "to") words += line.token("a word")
        line.expect("to")
        if (words.isEmpty()) return SetValues(rule, MarcPath.of(tag), template())
        return SetElement(rule, tag, words.joinToString(" "), template())
    }

    private fun replace(): Action {
        val isFirst = line.takeWord("first") != null
        val pattern = pattern()
        line.expect("with")
        val with = template()
        line.expect("in")
        return ChangeValues(rule, path()) { text, at ->
            with.textOf(at)?.let { pattern.replace(text, it, isFirst) } ?: text
        }
    }

    private fun pattern(): TextPattern {
        val isExpression = line.take('~')
        val start = line.at
        val text = line.text()
        if (text.isEmpty()) line.fail("a text that isn't empty is expected here", start)
        if (!isExpression) return TextPattern.literal(text)
        return try {
            TextPattern.expression(text, ignoresCase = false)
        } catch (e: TextPattern.Refusal) {
            line.fail(checkNotNull(e.message), start)
        }
    }

    private inline fun affix(crossinline once: (String, String) -> String?): Action {
        val path = path()
        line.expect("with")
        val template = template()
        val isOnce = line.takeWord("once") != null
        return ChangeValues(rule, path) { text, at ->
            val affix = template.textOf(at)
            if (affix == null) text else once(text, affix) ?: if (isOnce) text else affix + text
        }
    }

    private fun copy(isMove: Boolean): Action {
        val path = path()
        line.expect("to")
        val start = line.at
        val token = line.token("a tag or a path")
        val target = if (isTag(token)) null else MarcPath.of(token)
        val isValues = path.code != null || target?.code != null
        if (!isValues && target == null) return CopyField(rule, path, token, isMove)
        val tag = target?.tag ?: token
        if (tag.any { it == 'X' }) line.fail("a tag without X is expected here", start)
        return CopyValues(rule, path, tag, MarcPath.of(tag), target?.code, isMove)
    }

    private fun rename(): Action {
        val path = path()
        line.expect("to")
        val code = path.code
        if (code != null) return RenameSubfields(rule, path, code())
        val start = line.at
        val tag = line.token("a tag")
        if (!isTag(tag)) line.fail("a tag is expected here", start)
        return RenameField(rule, path, tag)
    }

    /** `change 245$a to upper`. */
    private fun change(): Action {
        val path = path()
        line.expect("to")
        val start = line.at
        val word = line.token("the name of a function")
        val function = TextFunction.named(word)
            ?: line.fail("there is no function \"$word\": there are ${TextFunction.entries.joinToString { it.word }}", start)
        return ChangeValues(rule, path) { text, _ -> function.of(text) ?: text }
    }

    private fun sort(): Action {
        if (line.expectOneOf("fields", "subfields") == "fields") {
            val hasPath = !line.isAtEnd && line.peekWord() !in setOf("if", "unless")
            return SortFields(rule, if (hasPath) path() else MarcPath.of("XXX"))
        }
        line.expect("of")
        val path = path()
        line.expect("by")
        return SortSubfields(rule, path, line.text())
    }

    private fun split(): Action {
        if (line.takeWord("fields") != null) {
            val path = path()
            line.expect("at")
            return SplitField(rule, path, code())
        }
        val path = path()
        line.expect("at")
        val pattern = pattern()
        val code = if (line.takeWord("into") != null) code() else null
        return SplitValues(rule, path, pattern, code)
    }

    private fun join(): Action {
        if (line.takeWord("fields") != null) return JoinFields(rule, path())
        val path = path()
        line.expect("with")
        return JoinValues(rule, path, template())
    }

    private fun drop(): Action {
        line.expect("record")
        return DropRecord(rule)
    }

    private companion object {
        val VERBS = arrayOf(
            "add", "remove", "keep", "set", "replace", "prefix", "suffix", "copy", "move", "rename", "change", "sort",
            "split", "join", "drop",
        )
        val FIXED = setOf("LDR", "006", "007", "008")

        val MarcPath.isOfControlField: Boolean get() = tag.startsWith("00") && code == null

        fun isTag(token: String) =
            token.length == 3 && token.all { it in '0'..'9' || it in 'A'..'Z' } && token != "LDR" && 'X' !in token
    }
}
