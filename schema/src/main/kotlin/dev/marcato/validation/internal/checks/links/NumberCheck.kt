// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.links

import dev.marcato.FieldCursor
import dev.marcato.SubfieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity.HINT
import dev.marcato.validation.FindingSeverity.WARNING
import dev.marcato.validation.Rule
import dev.marcato.validation.RuleCategory.LINK
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.SubfieldCheck
import dev.marcato.validation.internal.checks.NONE

/** Rules about numbers of other records. */
internal object NumberRules {
    val record = Rule.of(
        "recordNumberForm",
        LINK,
        WARNING,
        "number of a linked record doesn't say whose it is",
        "\$w of a linking or series field is the control number of the other record after the code of the agency in " +
            "parentheses, like (DE-101)967682460. Without it, the number means something in one catalogue only.",
        CONTROL_SUBFIELDS,
    )
    val authority = Rule.of(
        "authorityNumberForm",
        LINK,
        WARNING,
        "number of an authority record doesn't say whose it is",
        "\$0 is either a URI, or a number after the code of its source in parentheses, like (DLC)n79021164.",
        CONTROL_SUBFIELDS,
    )
    val thing = Rule.of(
        "realWorldObjectForm",
        LINK,
        WARNING,
        "identifier of a thing isn't a URI",
        "\$1 is the URI of a person, a place or another thing itself. The number of a record about it is in \$0.",
        CONTROL_SUBFIELDS,
    )
    val system = Rule.of(
        "systemNumberForm",
        LINK,
        HINT,
        "system control number doesn't say whose it is",
        "035 \$a is the control number of a system after its code in parentheses, like (OCoLC)814782. Without it, " +
            "numbers of several systems can't be distinguished.",
        "https://www.loc.gov/marc/bibliographic/bd035.html",
    )
}

/** Checks the form of numbers of other records. */
internal object NumberChecks {
    private const val CODED = "the code of its source in parentheses, and a number"

    private val LINKING = listOf("76X", "77X", "78X", "800", "810", "811", "830").map { "$it\$w" }

    val all = listOf(
        FormCheck(Scope.BIBLIOGRAPHIC, LINKING, NumberRules.record, CODED) { isCoded(it) },
        FormCheck(Scope.MARC_21, listOf("XXX\$0"), NumberRules.authority, "$CODED, or a URI") {
            isCoded(it) || isUri(it)
        },
        FormCheck(Scope.MARC_21, listOf("XXX\$1"), NumberRules.thing, "a URI") { isUri(it) },
        FormCheck(Scope.MARC_21, listOf("035\$a"), NumberRules.system, CODED) { isCoded(it) },
    )

    /** Whether [value] is something in parentheses, and something more. */
    fun isCoded(value: ValueView): Boolean {
        if (value.charAt(0) != '(') return false
        var at = 1
        while (value.charAt(at) != ')') if (value.charAt(at++) == NONE) return false
        return at > 1 && value.charAt(at + 1) != NONE
    }

    /** Whether [value] begins with the scheme of a URI. */
    fun isUri(value: ValueView): Boolean {
        var at = 0
        while (isOfScheme(value.charAt(at))) at++
        return at > 1 && value.charAt(at) == ':' && value.charAt(at + 1) != NONE
    }

    private fun isOfScheme(character: Char): Boolean =
        character in 'a'..'z' || character in 'A'..'Z' || character in '0'..'9' || character in "+.-"
}

/** Reports values that don't have a form. */
internal class FormCheck(
    scope: Scope,
    places: List<String>,
    private val rule: Rule,
    private val expected: String,
    private val isRight: (ValueView) -> Boolean,
) : SubfieldCheck(scope, places, listOf(rule)) {
    override fun check(value: SubfieldCursor, field: FieldCursor, at: Examination) {
        if (!value.isEmpty && !isRight(value)) at.reportSubfield(rule, field, expected)
    }
}
