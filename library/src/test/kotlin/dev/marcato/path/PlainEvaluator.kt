// SPDX-License-Identifier: Apache-2.0
package dev.marcato.path

import dev.marcato.ControlField
import dev.marcato.DataField
import dev.marcato.Record
import dev.marcato.path.PlainCondition.Literal
import dev.marcato.path.PlainPath.Indicator
import dev.marcato.path.PlainPath.Subfields
import dev.marcato.path.PlainPath.Whole
import java.math.BigInteger

/** A value that a path selects, and where it is: [field] is -1 for the leader, [subfield] -1 for none. */
internal data class Spot(
    val field: Int,
    val subfield: Int,
    val indicator: Int,
    val start: Int,
    val end: Int,
    val value: String,
    /** What was joined, whose places are those of the value. */
    val parts: List<Spot>? = null,
)

/**
 * Evaluates paths slowly and plainly, straight from the rules of the language: it makes all fields, all values and all
 * lists that a rule speaks of.
 */
internal class PlainEvaluator(record: Record) {
    private val leader = record.leader.toString()
    private val fields = record.fields

    /**
     * What braces follow: the [field] of some [choice], a subfield of it if [codes] isn't null, and the [value]. The
     * value of subfields that are [joined] is what characters are counted in.
     */
    private class Here(
        val choice: Choice,
        val field: Int,
        val value: String,
        val codes: CharRange? = null,
        val subfield: Int = -1,
        val joined: String? = null,
    )

    /** Which fields a path is about, before its index. */
    private class Choice(val tag: String, val indicators: String?)

    fun spots(path: PlainPath): List<Spot> = spots(path, null)

    fun places(path: PlainPath): List<Spot> = spots(path, null).flatMap { it.parts ?: listOf(it) }

    fun values(path: PlainPath): List<String> = spots(path).map { it.value }

    fun holds(condition: PlainCondition): Boolean = holds(condition, null)

    private fun spots(path: PlainPath, here: Here?): List<Spot> {
        if (path.tag == null) return shortened(path, checkNotNull(here))
        val choice = Choice(path.tag, path.indicators)
        return pick(fieldsOf(choice), path.index).flatMap { inField(path, choice, it) }
    }

    private fun shortened(path: PlainPath, here: Here): List<Spot> {
        val part = path.part
        if (part is Whole && here.codes != null) {
            val such =
                if (path.index == null) {
                    listOf(here.subfield)
                } else {
                    pick(subfieldsOf(here.field, here.codes), path.index)
                }
            return such.mapNotNull { subfield ->
                cut(here.field, subfield, subfieldValue(here.field, subfield), part.chars)?.takeIf { spot ->
                    val there = Here(here.choice, here.field, spot.value, here.codes, subfield)
                    part.braces.all { holds(it, there) }
                }
            }
        }
        if (part is Whole && path.index == null && here.joined != null) {
            return listOfNotNull(cut(here.field, -1, here.joined, part.chars))
        }
        val such = if (path.index == null) listOf(here.field) else pick(fieldsOf(here.choice), path.index)
        return such.flatMap { inField(path, here.choice, it) }
    }

    private fun inField(path: PlainPath, choice: Choice, field: Int): List<Spot> {
        val all = wholeValue(field)
        if (!path.braces.all { holds(it, Here(choice, field, all)) }) return emptyList()
        return when (val part = path.part) {
            is Whole -> listOfNotNull(cut(field, -1, all, part.chars)).filter { accepts(part.braces, choice, it) }
            is Indicator -> indicator(field, part.number).filter { accepts(part.braces, choice, it) }
            is Subfields -> subfields(part, choice, field)
        }
    }

    private fun accepts(braces: List<PlainCondition>, choice: Choice, spot: Spot): Boolean =
        braces.all { holds(it, Here(choice, spot.field, spot.value)) }

    private fun indicator(field: Int, number: Int): List<Spot> {
        val dataField = fields.getOrNull(field) as? DataField ?: return emptyList()
        val value = if (number == 1) dataField.indicator1 else dataField.indicator2
        return listOf(Spot(field, -1, number, 0, 1, value.toString()))
    }

    private fun subfields(part: Subfields, choice: Choice, field: Int): List<Spot> {
        val found = LinkedHashSet<Spot>()
        for (subfield in subfieldsOf(field, '\u0000'..'\uFFFF')) {
            for (group in part.groups) {
                if (subfield !in pick(subfieldsOf(field, group.codes), group.index)) continue
                val spot = cut(field, subfield, subfieldValue(field, subfield), group.chars) ?: continue
                val here = Here(choice, field, spot.value, group.codes, subfield)
                if (group.braces.all { holds(it, here) }) found += spot
            }
        }
        val join = part.join ?: return found.toList()
        if (found.isEmpty()) return emptyList()
        val joined = found.joinToString(join.separator) { it.value }
        return listOfNotNull(cut(field, -1, joined, join.chars)?.copy(parts = found.toList())).filter { spot ->
            join.braces.all { holds(it, Here(choice, field, spot.value, joined = joined)) }
        }
    }

    private fun fieldsOf(choice: Choice): List<Int> = if (choice.tag == "LDR") {
        listOf(-1)
    } else {
        fields.indices.filter { fitsTag(choice.tag, fields[it].tag) && fitsIndicators(choice.indicators, it) }
    }

    private fun fitsTag(pattern: String, tag: String) = pattern.indices.all {
        pattern[it] == '.' ||
            pattern[it] == tag[it]
    }

    private fun fitsIndicators(wanted: String?, field: Int): Boolean {
        if (wanted == null) return true
        val dataField = fields[field] as? DataField ?: return false
        return (wanted[0] == '*' || wanted[0] == dataField.indicator1) &&
            (wanted[1] == '*' || wanted[1] == dataField.indicator2)
    }

    private fun subfieldsOf(field: Int, codes: CharRange): List<Int> {
        val subfields = (fields.getOrNull(field) as? DataField)?.subfields ?: return emptyList()
        return subfields.indices.filter { subfields[it].code in codes }
    }

    private fun subfieldValue(field: Int, subfield: Int) = (fields[field] as DataField).subfields[subfield].value

    private fun wholeValue(field: Int): String = when (val it = fields.getOrNull(field)) {
        null -> leader
        is ControlField -> it.value
        is DataField -> it.subfields.joinToString(" ") { subfield -> subfield.value }
    }

    private fun pick(all: List<Int>, index: Span?): List<Int> = if (index ==
        null
    ) {
        all
    } else {
        all.slice(index.of(all.size))
    }

    /** Characters are code points; an empty value has none, and one that isn't cut is there all the same. */
    private fun cut(field: Int, subfield: Int, value: String, chars: Span?): Spot? {
        if (chars == null) return Spot(field, subfield, 0, 0, value.length, value)
        val positions = chars.of(value.codePointCount(0, value.length))
        if (positions.isEmpty()) return null
        val start = value.offsetByCodePoints(0, positions.first)
        val end = value.offsetByCodePoints(0, positions.last + 1)
        return Spot(field, subfield, 0, start, end, value.substring(start, end))
    }

    private fun holds(condition: PlainCondition, here: Here?): Boolean = when (condition) {
        is PlainCondition.All -> condition.of.all { holds(it, here) }
        is PlainCondition.AnyOf -> condition.of.any { holds(it, here) }
        is PlainCondition.Not -> !holds(condition.of, here)
        is PlainCondition.Exists -> valuesOf(condition.term, here).isNotEmpty()
        is PlainCondition.Compares -> compares(valuesOf(condition.left, here), condition.sign, condition.right, here)
        is PlainCondition.Counts -> fits(spots(condition.path, here).size.compareTo(condition.number), condition.sign)
    }

    private fun valuesOf(term: PlainCondition.Term, here: Here?): List<String> = when (term) {
        is Literal -> listOf(term.text)
        is PlainCondition.Of -> spots(term.path, here).map { it.value }
        PlainCondition.Itself -> listOf(checkNotNull(here).value)
    }

    private fun compares(left: List<String>, sign: String, right: PlainCondition.Right, here: Here?): Boolean {
        if (left.isEmpty()) return false
        val isSome = left.any { isAlike(it, sign.removePrefix("!"), right, here) }
        return if (sign.startsWith("!")) !isSome else isSome
    }

    private fun isAlike(value: String, sign: String, right: PlainCondition.Right, here: Here?): Boolean = when (right) {
        is PlainCondition.Values -> {
            spots(right.path, here).any { if (sign == "~") it.value in value else it.value == value }
        }

        is PlainCondition.Contained -> {
            value.contains(right.text, right.ignoresCase)
        }

        is PlainCondition.Pattern -> {
            val options = if (right.ignoresCase) setOf(RegexOption.IGNORE_CASE) else emptySet()
            Regex(right.expression, options).containsMatchIn(value)
        }

        is PlainCondition.Texts -> {
            right.texts.any { text ->
                if (sign == "=" || sign == "in") value.equals(text, right.ignoresCase) else isOrdered(value, sign, text)
            }
        }
    }

    private fun isOrdered(value: String, sign: String, text: String): Boolean {
        if (!isNumber(text)) return fits(compareCodePoints(value, text), sign)
        return isNumber(value) && fits(BigInteger(value).compareTo(BigInteger(text)), sign)
    }

    private fun isNumber(text: String) = text.isNotEmpty() && text.all { it in '0'..'9' }

    private fun compareCodePoints(one: String, other: String): Int {
        val points = one.codePoints().toArray().zip(other.codePoints().toArray())
        val difference = points.firstOrNull { (a, b) -> a != b }
        return difference?.let { (a, b) -> a.compareTo(b) }
            ?: one.codePointCount(0, one.length).compareTo(other.codePointCount(0, other.length))
    }

    private fun fits(comparison: Int, sign: String): Boolean = when (sign) {
        "=" -> comparison == 0
        "!=" -> comparison != 0
        "<" -> comparison < 0
        "<=" -> comparison <= 0
        ">" -> comparison > 0
        else -> comparison >= 0
    }
}
