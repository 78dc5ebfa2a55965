// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit.internal

import dev.marcato.edit.EditRule
import dev.marcato.path.MarcPath

/** Parses one statement, from its first word up to `if`, `unless` or the end. */
internal class ActionParser(
    private val line: Scanner,
    private val rule: EditRule,
    private val scope: Scope?,
    private val context: Context,
) {
    private val words = WordParser(line, scope, context)

    fun action(): Action = when (line.takeWord(*VERBS)) {
        "add" -> AddParser(line, rule, scope, words).add()
        "remove" -> remove()
        "keep" -> keep()
        "set" -> SetParser(line, rule, words).set()
        "replace" -> replace()
        "prefix" -> affix(FieldText.FIRST) { text, affix -> if (text.startsWith(affix)) null else affix + text }
        "suffix" -> affix(FieldText.LAST) { text, affix -> if (text.endsWith(affix)) null else text + affix }
        "copy" -> copy(isMove = false)
        "move" -> copy(isMove = true)
        "rename" -> rename()
        "change" -> change()
        "look" -> lookUp()
        "sort" -> sort()
        "split" -> split()
        "join" -> join()
        "renumber" -> RenumberPairs(rule).also { line.expect("pairs") }
        "drop" -> drop()
        else -> line.fail("a statement begins with ${VERBS.joinToString()}, if, each, include or parameter")
    }

    private fun remove(): Action {
        if (line.takeWord("duplicates") != null) {
            line.expect("of")
            val target = words.fields()
            val ignores = line.takeWord("ignoring") != null
            if (ignores) line.expect("indicators")
            return RemoveDuplicates(rule, target, ignores)
        }
        val start = line.at
        val target = words.target()
        val isFixed = target.tag in FixedTexts.TAGS && target.kind == PlaceKind.CHARACTERS
        if (isFixed || target.isLeader) line.fail("positions can't be removed: set them to blanks", start)
        if (target.kind == PlaceKind.CHARACTERS && target.isData) line.fail(ChangeValues.NO_CHARACTERS, start)
        if (!target.isFields) return ChangeValues(rule, target, FieldText.NONE) { _, _ -> null }
        val isWithPair = line.takeWord("with") != null
        if (isWithPair) {
            line.expect("its")
            line.expect("pair")
        }
        return RemoveFields(rule, target, isWithPair)
    }

    private fun keep(): Action {
        val start = line.at
        val word = line.expectOneOf("only", "record", "field")
        if (word == "only") {
            val targets = ArrayList<Target>()
            do targets += words.anyFields() while (line.take(','))
            return KeepOnly(rule, targets)
        }
        if (word == "field" &&
            scope == null
        ) {
            line.fail("no field is at hand here: this is for blocks that begin with each", start)
        }
        val isWanted = line.expectOneOf("if", "unless") == "if"
        val condition = line.condition(scope)
        if (word == "record") return KeepRecord(rule, condition, isWanted)
        return KeepField(rule, Target(scope!!.path, isHere = true), condition, isWanted)
    }

    private fun replace(): Action {
        val isFirst = line.takeWord("first") != null
        val pattern = words.pattern()
        line.expect("with")
        val makeTemplate = words.delayedTemplate()
        line.expect("in")
        val target = words.values()
        val ignoresCase = line.takeWord("ignoring") != null
        if (ignoresCase) line.expect("case")
        val found = pattern(ignoresCase)
        val with = makeTemplate(if (pattern.isExpression) found.groupCount else -1)
        return ChangeValues(rule, target, FieldText.EVERY) { text, at ->
            found.replace(text, with, isFirst, at) ?: text
        }
    }

    private inline fun affix(whole: FieldText, crossinline once: (String, String) -> String?): Action {
        val target = words.values()
        line.expect("with")
        val template = words.template()
        val isOnce = line.takeWord("once") != null
        return ChangeValues(rule, target, whole) { text, at ->
            val affix = template.textOf(at)
            if (affix == null) text else once(text, affix) ?: if (isOnce) text else twice(whole, text, affix)
        }
    }

    private fun twice(whole: FieldText, text: String, affix: String) =
        if (whole == FieldText.FIRST) affix + text else text + affix

    private fun copy(isMove: Boolean): Action {
        val place = line.at
        val target = words.target()
        if (target.isLeader && isMove) line.fail("the leader can't be moved", place)
        line.expect("to")
        val start = line.at
        val tag = words.takeTag()
        if (tag == null) return CopyValues(rule, target, words.destination(), isMove)
        if (target.isFields && !target.isLeader && !(target.isControl && !isControl(tag))) {
            checkKind(target, tag, start)
            return CopyFields(rule, target, tag, isMove)
        }
        if (!isControl(tag)) line.fail("a subfield is expected here, since $target has a text: $tag\$a", start)
        return CopyValues(rule, target, Destination(Target(MarcPath.of(tag), isHere = false), tag, null), isMove)
    }

    private fun checkKind(target: Target, tag: String, start: Int) {
        if (isControl(tag) &&
            target.isData
        ) {
            line.fail("$tag has no subfields, so fields that have some can't be $tag", start)
        }
        if (!isControl(tag) &&
            target.isControl
        ) {
            line.fail("$tag has subfields, so fields without them can't be $tag", start)
        }
    }

    private fun rename(): Action {
        val place = line.at
        val target = words.target()
        if (target.kind == PlaceKind.SUBFIELD && target.path.firstPosition == null) {
            line.expect("to")
            return RenameSubfields(rule, target, words.code())
        }
        if (!target.isFields || target.isLeader) line.fail("fields or subfields are expected here: 260, 700\$e", place)
        line.expect("to")
        val start = line.at
        val tag = words.takeTag() ?: line.fail("a tag is expected here", start)
        checkKind(target, tag, start)
        return RenameFields(rule, target, tag)
    }

    /** `change 245$a to upper`. */
    private fun change(): Action {
        val target = words.values()
        line.expect("to")
        val start = line.at
        val word = line.token("the name of a function")
        val function = TextFunction.named(word)
            ?: line.fail("there is no function \"$word\": there are ${TextFunction.WORDS}", start)
        return ChangeValues(rule, target, FieldText.EVERY) { text, _ -> function.of(text) ?: text }
    }

    private fun lookUp(): Action {
        line.expect("up")
        val place = line.at
        val target = words.values()
        if (target.isFields && target.isData) line.fail("a subfield is expected here: 090\$a", place)
        line.expect("in")
        val start = line.at
        val name = line.text()
        val column = if (line.takeWord("column") != null) line.text() else null
        val table = try {
            context.table(Sources.resolved(name, line.source), column)
        } catch (e: Sources.Failure) {
            line.fail(checkNotNull(e.message), start)
        }
        val destination = if (line.takeWord("into") != null) words.destination() else null
        val default = if (line.takeWord("else") != null) words.template() else null
        return LookUp(rule, target, table, destination, default)
    }

    private fun sort(): Action {
        if (line.expectOneOf("fields", "subfields") == "fields") {
            val hasPath = !line.isAtEnd && line.peekWord() !in setOf("if", "unless")
            return SortFields(rule, if (hasPath) words.fields() else Target(MarcPath.of("XXX"), isHere = false))
        }
        line.expect("of")
        val target = words.fields()
        line.expect("by")
        return SortSubfields(rule, target, line.text())
    }

    private fun split(): Action {
        if (line.takeWord("fields") != null) {
            val target = words.fields()
            line.expect("at")
            return SplitFields(rule, target, words.code())
        }
        val target = words.subfields()
        line.expect("at")
        val pattern = words.pattern()(false)
        val code = if (line.takeWord("into") != null) words.code() else null
        return SplitValues(rule, target, pattern, code)
    }

    private fun join(): Action {
        if (line.takeWord("fields") != null) return JoinFields(rule, words.fields())
        val target = words.subfields()
        line.expect("with")
        return JoinValues(rule, target, words.template())
    }

    private fun drop(): Action {
        if (line.takeWord("record") == null) line.fail("\"record\" is expected here; fields are removed")
        return DropRecord(rule)
    }

    private companion object {
        val VERBS = arrayOf(
            "add", "remove", "keep", "set", "replace", "prefix", "suffix", "copy", "move", "rename", "change", "look",
            "sort", "split", "join", "renumber", "drop",
        )
    }
}
