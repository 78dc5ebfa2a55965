// SPDX-License-Identifier: Apache-2.0
package dev.marcato.schema.sources

import dev.marcato.schema.CodeList
import dev.marcato.schema.FieldDefinition
import dev.marcato.schema.MarcSchema
import dev.marcato.schema.ValueDefinition

/**
 * What a schema or a list says, as places and what is said of each: `245$a` is "NR title". Labels are lower-case
 * letters and digits, so that spelling makes no difference.
 */
internal class Flat {
    private val facts = LinkedHashMap<String, MutableSet<String>>()

    fun add(place: String, label: String?, repeatable: String = "", isObsolete: Boolean = false) {
        val text = label.orEmpty().lowercase().filter { it.isLetterOrDigit() || it in "[]" }
        facts.getOrPut(place.replace(' ', '#')) { LinkedHashSet() } +=
            listOf(repeatable, text, if (isObsolete) "obsolete" else "").filter { it.isNotEmpty() }.joinToString(" ")
    }

    /** The facts that are in only one of both: place, there, here. */
    fun differences(here: Flat, isThere: (String) -> Boolean = { true }): List<Triple<String, String, String>> {
        val places = (facts.keys + here.facts.keys).filter(isThere)
        return places.mapNotNull { place ->
            val there = facts[place].orEmpty()
            val own = here.facts[place].orEmpty()
            val difference =
                Triple(place, (there - own).sorted().joinToString("; "), (own - there).sorted().joinToString("; "))
            difference.takeIf { there != own }
        }
    }

    /** Only whether something is there and not obsolete, and whether it is repeatable. */
    fun rules(): Flat = Flat().also { rules ->
        for ((place, texts) in facts) {
            val active = texts.filterNot { it.endsWith("obsolete") }
            // Of indicators and positions, only the codes: their names differ everywhere.
            if (active.isEmpty() || place.matches(NAMED)) continue
            rules.facts[place] =
                active.mapTo(LinkedHashSet()) {
                    if (it.startsWith("R ") ||
                        it == "R"
                    ) {
                        "R"
                    } else if (it.startsWith("NR")) {
                        "NR"
                    } else {
                        "there"
                    }
                }
        }
    }

    val tags: Set<String> get() = facts.keys.map { it.take(TAG) }.toSet()

    companion object {
        const val TAG = 3
        private val NAMED = Regex(".{3}(\\$.)?(\\^[12]|(\\[.*])?/[0-9-]+)")

        fun of(schema: MarcSchema): Flat = Flat().also { flat -> schema.fields.forEach { flat.field(it) } }

        private fun Flat.field(field: FieldDefinition) {
            (listOf(field) + field.former).forEach { one ->
                val tag = one.tag
                add(tag, one.label, if (one.isRepeatable) "R" else "NR", one.isObsolete)
                for (indicator in listOfNotNull(one.indicator1, one.indicator2)) {
                    for (each in listOf(indicator) +
                        indicator.former) {
                        add("$tag^${each.number}", each.label, isObsolete = each.isObsolete)
                        each.codes?.let { codes("$tag^${each.number}", it) }
                    }
                }
                for (subfield in one.subfields.orEmpty()) {
                    for (each in listOf(subfield) + subfield.former) {
                        val place = "$tag$${each.code}"
                        add(place, each.label, if (each.isRepeatable) "R" else "NR", each.isObsolete)
                        each.codes?.let { codes(place, it) }
                        if (place == "042\$a" || place == "048\$a") each.vocabulary?.let { codes(place, it) }
                        positions(place, each)
                    }
                }
                positions(tag, one)
                one.types.values.forEach { positions("$tag[${it.key}]", it) }
            }
        }

        private fun Flat.positions(place: String, value: ValueDefinition) {
            for (position in value.positions + value.obsoletePositions) {
                val at = "$place/${position.range}"
                add(at, position.label, isObsolete = position.isObsolete)
                // The codes of undefined positions are the same everywhere, and 006 has those of 008.
                val isUndefined = position.name == null && position.flags != null
                val isImplicit = isUndefined || (place.startsWith("006") && position.start > 0)
                if (!isImplicit) position.codesOrFlags?.let { codes(at, it, isList = it.name != null) }
            }
        }

        private fun Flat.codes(place: String, list: CodeList, isList: Boolean = false) {
            // Lists of their own have hundreds of codes, and no list of fields has them.
            for (code in list.codes.filterNot { isList && it.code.isNotBlank() && it.code[0] != '|' }) {
                add("$place ${code.code}", code.label, isObsolete = code.isObsolete)
                code.former.forEach { add("$place ${code.code}", it, isObsolete = true) }
            }
        }
    }
}
