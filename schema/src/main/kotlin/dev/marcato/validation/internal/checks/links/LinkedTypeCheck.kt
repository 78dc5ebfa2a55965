// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.LINK
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck
import dev.marcato.validation.internal.checks.NONE

/** Looks at $7 of linking fields, in which each character is a code. */
internal object LinkedTypeCheck : SubfieldCheck(
    Scope.BIBLIOGRAPHIC,
    listOf("76X\$7", "77X\$7", "78X\$7"),
    listOf(
        Rule.of(
            "linkedTypeCodes",
            LINK,
            WARNING,
            "codes of the linked record don't exist",
            "\$7 of a linking field has up to four characters: the type of the main entry (c, m, n, p, u), the " +
                "form of its name, and leader/06 and leader/07 of the other record.",
            "https://www.loc.gov/marc/bibliographic/bd76x78x.html",
        ),
    ),
) {
    private const val TYPES = "acdefgijkmoprt"
    private const val LEVELS = "abcdims"
    private const val LENGTH = 4

    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        if (!value.isEmpty && wrongIn(value) != null) at.reportSubfield(rules.first(), field, wrongIn(value))
    }

    /** What would be right where [value] is wrong. */
    private fun wrongIn(value: SubfieldCursor): String? = when {
        value.charAt(0) !in "cmnpu" -> "c, m, n, p or u at position 0"
        !isIn(value.charAt(1), if (value.charAt(0) in "nu") "n" else "0123") -> "a form of name at position 1"
        !isIn(value.charAt(2), TYPES) -> "a type of record as in leader/06 at position 2"
        !isIn(value.charAt(LENGTH - 1), LEVELS) -> "a level as in leader/07 at position 3"
        value.charAt(LENGTH) != NONE -> "at most four characters"
        else -> null
    }

    private fun isIn(character: Char, codes: String): Boolean = character == NONE || character in codes
}
