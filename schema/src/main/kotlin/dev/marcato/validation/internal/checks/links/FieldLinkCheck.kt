// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.validation.FindingSeverity.ERROR
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.LINK
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.RecordCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.isUnknown

/** Rules about $8. */
internal object FieldLinkRules {
    val form = Rule.of(
        "fieldLinkForm",
        LINK,
        ERROR,
        "field link has the wrong form",
        "\$8 is a number that linked fields have in common, which may be followed by a full stop and a number for " +
            "their order, and by a backslash and a letter for the type of link.",
        CONTROL_SUBFIELDS,
    )
    val type = Rule.of(
        "fieldLinkType",
        LINK,
        WARNING,
        "field link has no known type",
        "After a backslash, \$8 says why fields are linked: a action, c constituent item, p metadata provenance, " +
            "r reproduction, u unspecified, x order. Only in fields of holdings it doesn't.",
        CONTROL_SUBFIELDS,
    )
    val alone = Rule.of(
        "fieldLinkAlone",
        LINK,
        WARNING,
        "field is linked to no other field",
        "\$8 has a number that no other field of the record has, so it links nothing. Only a constituent item " +
            "(type c) may have a single field, and a sequence (type x) a single member.",
        CONTROL_SUBFIELDS,
    )
    val caption = Rule.of(
        "enumerationWithoutCaption",
        LINK,
        WARNING,
        "enumeration has no captions",
        "\$8 of a field 863, 864 or 865 begins with the number of a field 853, 854 or 855, which says what its " +
            "levels are called. Without it, programs can't show the enumeration.",
        "https://www.loc.gov/marc/holdings/hd863865.html",
    )

    val all = listOf(form, type, alone, caption)
}

/** Looks at each $8, and whether fields share the numbers that link them. */
internal object FieldLinkCheck : RecordCheck(Scope.MARC_21, FieldLinkRules.all) {
    override fun check(at: Examination) {
        if (at.notes and LinkNotes.FIELD_LINK == 0) return
        val numbers = HashMap<Long, Int>()
        val captions = HashSet<Long>()
        forEachLink(at) { field, number ->
            val kind = kindOf(field)
            when {
                number == FieldLink.BROKEN ->
                    at.reportSubfield(FieldLinkRules.form, field, "a number like 1 or 1.2, and a type like \\p")

                kind == OTHER -> {
                    numbers.merge(number, 1, Int::plus)
                    if (hasWrongType(field)) {
                        at.reportSubfield(FieldLinkRules.type, field, "a backslash and a, c, p, r, u or x")
                    }
                }

                kind == CAPTION -> captions += keyOf(field, number)
            }
        }
        forEachLink(at) { field, number ->
            val kind = kindOf(field)
            if (number != FieldLink.BROKEN && kind == OTHER && numbers[number] == 1 && needsPartner(field)) {
                at.reportSubfield(FieldLinkRules.alone, field, "the number of another field")
            }
            if (number != FieldLink.BROKEN && kind == ENUMERATION && keyOf(field, number) !in captions) {
                val expected = "a number of a field 85${field.tag.last()}"
                at.reportSubfield(FieldLinkRules.caption, field, expected)
            }
        }
    }

    private fun hasWrongType(field: FieldCursor): Boolean = FieldLink.typeIn(field.subfields) !in FieldLink.TYPES

    private fun needsPartner(field: FieldCursor): Boolean =
        FieldLink.typeIn(field.subfields) in FieldLink.TYPES_OF_PAIRS

    // $8 of 852 is a number of its own kind, which brings holdings into order.
    private inline fun forEachLink(at: Examination, action: (field: FieldCursor, number: Long) -> Unit) {
        val fields = at.otherFields()
        while (fields.next()) {
            val value = fields.subfields
            if (at.isUnknown(fields) || fields.hasTag("852")) continue
            while (value.next()) if (value.code == '8') action(fields, FieldLink.numberIn(value))
        }
    }

    // The last digits of the tags for captions and enumeration agree.
    private fun keyOf(field: FieldCursor, number: Long): Long = number * TEN + (field.tag.last() - '0')

    private fun kindOf(field: FieldCursor): Int = when {
        field.hasTag("853") || field.hasTag("854") || field.hasTag("855") -> CAPTION
        field.hasTag("863") || field.hasTag("864") || field.hasTag("865") -> ENUMERATION
        field.hasTag("84X") || field.hasTag("86X") || field.hasTag("87X") -> HOLDINGS
        else -> OTHER
    }

    private const val OTHER = 0
    private const val CAPTION = 1
    private const val ENUMERATION = 2
    private const val HOLDINGS = 3
    private const val TEN = 10L
}
