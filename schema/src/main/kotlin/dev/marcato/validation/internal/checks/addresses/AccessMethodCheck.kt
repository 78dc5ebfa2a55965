// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.addresses

import dev.marcato.FieldCursor
import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.Examination
import dev.marcato.validation.internal.FieldCheck
import dev.marcato.validation.internal.Scope
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.eachSubfield

private val RULE = contentRule(
    "accessMethod",
    FindingSeverity.WARNING,
    "the first indicator names another way of access than the address",
    "856",
    "The first indicator of 856 says how the resource is reached: 0 by mail, 1 by FTP, 4 by HTTP. The address " +
        "begins with mailto:, ftp:, http: or https: accordingly. Other addresses, and a blank, aren't looked at.",
)

/** Compares the first indicator of 856 with the scheme of its addresses. */
internal object AccessMethodCheck : FieldCheck(Scope.MARC_21, listOf("856", "857"), listOf(RULE)) {
    override fun check(field: FieldCursor, at: Examination) {
        val indicator = field.indicator1
        if (indicator != '0' && indicator != '1' && indicator != '4') return
        var found = ' '
        field.eachSubfield {
            if (it.code == 'u') {
                val method = methodOf(it)
                if (method == indicator || method == ' ') return
                found = method
            }
        }
        if (found != ' ') at.reportIndicator(RULE, field, 1, "$found, by which the address is reached")
    }

    private fun methodOf(address: ValueView): Char = when {
        address.valueStartsWith("http:") || address.valueStartsWith("https:") -> '4'
        address.valueStartsWith("ftp:") -> '1'
        address.valueStartsWith("mailto:") -> '0'
        else -> ' '
    }
}
