// SPDX-License-Identifier: Apache-2.0
package dev.marcato.edit

import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.Subfield
import kotlin.random.Random

/** A data field as simple lists. */
internal data class SimpleField(val tag: String, val indicators: String, val subfields: List<Pair<Char, String>>) {
    fun toField(): DataField {
        val made = subfields.map { Subfield.of(it.first, it.second) }
        return DataField.of(tag, indicators[0], indicators[1], made)
    }

    fun values(code: Char): List<String> = subfields.filter { it.first == code }.map { it.second }
}

internal typealias SimpleRecord = List<SimpleField>

internal fun SimpleRecord.toRecord(): Record {
    val builder = Record.builder()
    forEach { builder.fields.add(it.toField()) }
    return builder.build()
}

/** A statement as text, and what it does to simple lists: slow, and with nothing in common with the library. */
internal class PlainRule(val text: String, val run: (SimpleRecord) -> SimpleRecord)

/** Draws statements on a few tags, codes and values, so that they often have something to do with one another. */
internal class PlainRules(private val random: Random) {
    private fun tag() = TAGS.random(random)

    private fun code() = CODES.random(random)

    private fun value() = List(random.nextInt(1, 4)) { "xyz".random(random) }.joinToString("")

    fun record(): SimpleRecord = List(random.nextInt(8)) {
        val indicators = "${"01 ".random(random)}${"01 ".random(random)}"
        SimpleField(tag(), indicators, List(random.nextInt(1, 4)) { code() to value() })
    }

    fun rules(): List<PlainRule> = List(random.nextInt(1, 7)) { rule(depth = 0) }

    private fun rule(depth: Int): PlainRule = when (random.nextInt(if (depth < 2) 24 else 20)) {
        0 -> removeFields()
        1 -> removeSubfields()
        2 -> addField()
        3 -> addSubfield()
        4 -> set()
        5 -> setFrom()
        6 -> replace()
        7 -> affix()
        8 -> copyFields()
        9 -> copyValues()
        10 -> renameFields()
        11 -> renameSubfields()
        12 -> duplicates()
        13 -> sort()
        14 -> sortSubfields()
        15 -> splitValues()
        16 -> splitFields()
        17 -> joinValues()
        18 -> joinFields()
        19 -> keepOnly()
        20, 21 -> conditional(depth)
        22 -> block(depth)
        else -> each()
    }

    private fun changing(tag: String, change: (SimpleField) -> SimpleField?): (SimpleRecord) -> SimpleRecord =
        { fields -> fields.mapNotNull { if (it.tag == tag) change(it) else it } }

    private fun inSubfields(tag: String, code: Char, change: (String) -> String) = changing(tag) { field ->
        field.copy(subfields = field.subfields.map { (its, value) -> its to if (its == code) change(value) else value })
    }

    private fun removeFields(): PlainRule {
        val tag = tag()
        val index = random.nextInt(-1, 2)
        if (index < 0) return PlainRule("remove $tag") { fields -> fields.filter { it.tag != tag } }
        return PlainRule("remove $tag[$index]") { fields ->
            val wanted = fields.filter { it.tag == tag }.getOrNull(index)
            fields.filter { it !== wanted }
        }
    }

    private fun removeSubfields(): PlainRule {
        val (tag, code) = tag() to code()
        return PlainRule(
            "remove $tag$$code",
            changing(tag) { field ->
                val left = field.subfields.filter { it.first != code }
                if (left.isEmpty()) null else field.copy(subfields = left)
            },
        )
    }

    private fun indexFor(tag: String, fields: SimpleRecord): Int {
        val last = fields.indexOfLast { it.tag == tag }
        val higher = fields.indexOfFirst { it.tag > tag }
        return if (last >= 0) {
            last + 1
        } else if (higher >= 0) {
            higher
        } else {
            fields.size
        }
    }

    private fun added(fields: SimpleRecord, field: SimpleField): SimpleRecord =
        indexFor(field.tag, fields).let { fields.take(it) + field + fields.drop(it) }

    private fun addField(): PlainRule {
        val field = SimpleField(tag(), "1 ", listOf(code() to value()))
        val text = "add ${field.tag} 1_ $${field.subfields[0].first} \"${field.subfields[0].second}\""
        return when (random.nextInt(4)) {
            0 -> PlainRule(text) { added(it, field) }

            1 -> PlainRule("$text last") { it + field }

            2 -> PlainRule("$text once") { if (field in it) it else added(it, field) }

            else -> PlainRule("$text first") { fields ->
                val first = fields.indexOfFirst { it.tag == field.tag }
                if (first < 0) added(fields, field) else fields.take(first) + field + fields.drop(first)
            }
        }
    }

    private fun addSubfield(): PlainRule {
        val (tag, code) = tag() to code()
        val new = code to value()
        val other = code()
        val isBefore = random.nextBoolean()
        val text = "add $tag$$code \"${new.second}\""
        return PlainRule(
            if (isBefore) "$text before $$other" else text,
            changing(tag) { field ->
                val at = field.subfields.indexOfFirst { isBefore && it.first == other }
                val index = if (at < 0) field.subfields.size else at
                field.copy(subfields = field.subfields.take(index) + new + field.subfields.drop(index))
            },
        )
    }

    private fun set(): PlainRule {
        val (tag, code) = tag() to code()
        val value = value()
        if (random.nextInt(4) == 0) {
            return PlainRule("set $tag^1 to \"7\"", changing(tag) { it.copy(indicators = "7${it.indicators[1]}") })
        }
        return PlainRule("set $tag$$code to \"$value\"", changing(tag) { setting(it, code, value) })
    }

    private fun setting(field: SimpleField, code: Char, value: String) = field.copy(
        subfields = if (field.values(code).isEmpty()) {
            field.subfields + (code to value)
        } else {
            field.subfields.map { (its, old) -> its to if (its == code) value else old }
        },
    )

    private fun setFrom(): PlainRule {
        val (tag, code) = tag() to code()
        val (from, fromCode) = TAGS.filter { it != tag }.random(random) to code()
        return PlainRule("set $tag$$code to \"{upper($from$$fromCode)}!\"") { fields ->
            val value = fields.filter { it.tag == from }.flatMap { it.values(fromCode) }.firstOrNull()
            if (value == null) return@PlainRule fields
            fields.map { if (it.tag == tag) setting(it, code, value.uppercase() + "!") else it }
        }
    }

    private fun replace(): PlainRule {
        val (tag, code) = tag() to code()
        return if (random.nextBoolean()) {
            PlainRule("replace \"x\" with \"yy\" in $tag$$code", inSubfields(tag, code) { it.replace("x", "yy") })
        } else {
            PlainRule(
                "replace ~ \"([xy])z\" with \"$1-\" in $tag$$code",
                inSubfields(tag, code) {
                    it.replace("xz", "x-").replace("yz", "y-")
                },
            )
        }
    }

    private fun affix(): PlainRule {
        val (tag, code) = tag() to code()
        return if (random.nextBoolean()) {
            val once = inSubfields(tag, code) { if (it.startsWith("x")) it else "x$it" }
            PlainRule("prefix $tag$$code with \"x\" once", once)
        } else {
            PlainRule(
                "suffix $tag with \"x\"",
                changing(tag) { field ->
                    val last = field.subfields.indexOfLast { it.first !in "01256" }
                    val parts = field.subfields.mapIndexed { i, (c, v) -> c to if (i == last) "${v}x" else v }
                    field.copy(subfields = parts)
                },
            )
        }
    }

    private fun copyFields(): PlainRule {
        val (tag, other) = tag() to tag()
        val isMove = random.nextBoolean()
        val verb = if (isMove) "move" else "copy"
        return PlainRule("$verb $tag to $other") { fields ->
            val chosen = fields.filter { it.tag == tag }
            val left = if (isMove) fields.filter { it.tag != tag } else fields
            chosen.fold(left) { all, field -> added(all, field.copy(tag = other)) }
        }
    }

    private fun copyValues(): PlainRule {
        val (tag, code) = tag() to code()
        val (other, otherCode) = tag() to code()
        val isMove = random.nextBoolean()
        val verb = if (isMove) "move" else "copy"
        val removal = changing(tag) { field ->
            field.copy(subfields = field.subfields.filter { it.first != code }).takeIf { it.subfields.isNotEmpty() }
        }
        return PlainRule("$verb $tag$$code to $other$$otherCode") { fields ->
            val new = fields.filter { it.tag == tag }.flatMap { it.values(code) }.map { otherCode to it }
            val left = if (isMove) removal(fields) else fields
            val target = left.firstOrNull { it.tag == other }
            when {
                new.isEmpty() -> fields
                target == null -> added(left, SimpleField(other, "  ", new))
                else -> left.map { if (it === target) it.copy(subfields = it.subfields + new) else it }
            }
        }
    }

    private fun renameFields(): PlainRule {
        val (tag, other) = tag() to tag()
        return PlainRule("rename $tag to $other", changing(tag) { it.copy(tag = other) })
    }

    private fun renameSubfields(): PlainRule {
        val (tag, code) = tag() to code()
        val other = code()
        return PlainRule(
            "rename $tag$$code to $$other",
            changing(tag) { field ->
                val parts = field.subfields.map { (its, value) -> (if (its == code) other else its) to value }
                field.copy(subfields = parts)
            },
        )
    }

    private fun duplicates(): PlainRule {
        val tag = tag()
        val ignores = random.nextBoolean()
        val ignoring = if (ignores) " ignoring indicators" else ""
        return PlainRule("remove duplicates of $tag$ignoring") { fields ->
            val seen = ArrayList<SimpleField>()
            fields.filter { field ->
                val key = if (ignores) field.copy(indicators = "") else field
                field.tag != tag || (key !in seen).also { seen += key }
            }
        }
    }

    private fun sort() = PlainRule("sort fields") { fields -> fields.sortedBy { it.tag } }

    private fun sortSubfields(): PlainRule {
        val tag = tag()
        return PlainRule(
            "sort subfields of $tag by \"ca\"",
            changing(tag) { field ->
                val parts = field.subfields
                val others = parts.filter { it.first !in "ca" }
                field.copy(subfields = parts.filter { it.first == 'c' } + parts.filter { it.first == 'a' } + others)
            },
        )
    }

    private fun splitValues(): PlainRule {
        val (tag, code) = tag() to code()
        return PlainRule(
            "split $tag$$code at \"y\"",
            changing(tag) { field ->
                field.copy(
                    subfields = field.subfields.flatMap { (its, value) ->
                        val parts = value.split("y").filter { it.isNotEmpty() }
                        if (its != code || parts.size < 2) listOf(its to value) else parts.map { its to it }
                    },
                )
            },
        )
    }

    private fun splitFields(): PlainRule {
        val (tag, code) = tag() to code()
        return PlainRule("split fields $tag at $$code") { fields ->
            fields.flatMap { field ->
                if (field.tag != tag) return@flatMap listOf(field)
                val starts = field.subfields.indices.filter { field.subfields[it].first == code }.drop(1)
                val bounds = listOf(0) + starts + field.subfields.size
                bounds.zipWithNext { from, to -> field.copy(subfields = field.subfields.subList(from, to)) }
            }
        }
    }

    private fun joinValues(): PlainRule {
        val (tag, code) = tag() to code()
        return PlainRule(
            "join $tag$$code with \"-\"",
            changing(tag) { field ->
                val first = field.subfields.indexOfFirst { it.first == code }
                val text = field.values(code).joinToString("-")
                field.copy(
                    subfields = field.subfields.mapIndexedNotNull { index, (its, value) ->
                        if (its != code) {
                            its to value
                        } else if (index == first) {
                            its to text
                        } else {
                            null
                        }
                    },
                )
            },
        )
    }

    private fun joinFields(): PlainRule {
        val tag = tag()
        return PlainRule("join fields $tag") { fields ->
            val first = fields.firstOrNull { it.tag == tag }
            val all = fields.filter { it.tag == tag }.flatMap { it.subfields }
            fields.mapNotNull {
                if (it.tag != tag) {
                    it
                } else if (it === first) {
                    it.copy(subfields = all)
                } else {
                    null
                }
            }
        }
    }

    private fun keepOnly(): PlainRule {
        val (one, two) = tag() to tag()
        return PlainRule("keep only $one, $two, 9XX") { fields ->
            fields.filter { it.tag == one || it.tag == two || it.tag[0] == '9' }
        }
    }

    private fun condition(): Pair<String, (SimpleRecord) -> Boolean> {
        val (tag, code) = tag() to code()
        val value = value()
        return when (random.nextInt(4)) {
            0 -> tag to { fields -> fields.any { it.tag == tag } }
            1 -> "not $tag$$code" to { fields -> fields.none { it.tag == tag && it.values(code).isNotEmpty() } }
            2 -> "$tag$$code = \"$value\"" to { fields -> fields.any { it.tag == tag && value in it.values(code) } }
            else -> "#$tag > 1" to { fields -> fields.count { it.tag == tag } > 1 }
        }
    }

    private fun conditional(depth: Int): PlainRule {
        val (text, holds) = condition()
        var rule = rule(depth + 1)
        while ('\n' in rule.text || " if " in rule.text || " unless " in rule.text) rule = rule(depth + 1)
        val isIf = random.nextBoolean()
        val word = if (isIf) "if" else "unless"
        return PlainRule("${rule.text} $word $text") { if (holds(it) == isIf) rule.run(it) else it }
    }

    private fun block(depth: Int): PlainRule {
        val (text, holds) = condition()
        val yes = List(random.nextInt(3)) { rule(depth + 1) }
        val no = List(random.nextInt(3)) { rule(depth + 1) }
        val lines = listOf("if $text {") + yes.map { it.text } + "} else {" + no.map { it.text } + "}"
        return PlainRule(lines.joinToString("\n")) { fields ->
            (if (holds(fields)) yes else no).fold(fields) { all, rule -> rule.run(all) }
        }
    }

    private fun each(): PlainRule {
        val (tag, code) = tag() to code()
        val (other, value) = code() to value()
        return when (random.nextInt(3)) {
            0 -> PlainRule(
                "each $tag {\nset $$code to \"{$$other}\"\n}",
                changing(tag) { field ->
                    field.values(other).firstOrNull()?.let { setting(field, code, it) } ?: field
                },
            )

            1 -> PlainRule(
                "each $tag {\nremove field if $$code = \"$value\"\n}",
                changing(tag) { field ->
                    field.takeIf { value !in it.values(code) }
                },
            )

            else -> {
                val add = "add $$code \"$value\" first unless $$other"
                PlainRule(
                    "each $tag {\nkeep field if ^1 = \"1\"\n$add\n}",
                    changing(tag) { field ->
                        val hasOther = field.values(other).isNotEmpty()
                        field.takeIf { it.indicators[0] == '1' }
                            ?.let { if (hasOther) it else it.copy(subfields = listOf(code to value) + it.subfields) }
                    },
                )
            }
        }
    }

    private companion object {
        val TAGS = listOf("100", "245", "500", "650", "900")
        const val CODES = "abc2"
    }
}
