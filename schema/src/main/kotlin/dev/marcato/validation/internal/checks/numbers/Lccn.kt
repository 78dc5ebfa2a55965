// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.hasDigits

/**
 * Control numbers of the Library of Congress. Since 2001: a prefix of two characters and ten digits. Before: a prefix of
 * three characters, eight digits, a blank, and what may follow after slashes. Blanks fill the prefix.
 */
internal object Lccn : Form {
    val FORM = contentRule(
        "lccnForm",
        FindingSeverity.WARNING,
        "not a control number of the Library of Congress",
        "010",
        "An LCCN has up to three letters, and eight digits or, since 2001, ten. Other numbers belong in 016 or 035, " +
            "and invalid ones in \$z, which isn't looked at.",
    )
    val LAYOUT = contentRule(
        "lccnLayout",
        FindingSeverity.HINT,
        "the LCCN isn't laid out as prescribed",
        "010",
        "The prefix is filled with blanks to three characters before eight digits, and to two before ten; a blank " +
            "follows eight digits. Letters are small, and there is no hyphen. Programs that compare numbers as they " +
            "are need that; those that normalize them don't.",
    )
    private const val OLD_DIGITS = 8
    private const val NEW_DIGITS = 10
    private const val OLD_PREFIX = 3
    private const val NEW_PREFIX = 2
    private const val LENGTH = 12

    override fun isFine(value: ValueView): Boolean {
        val length = value.byteLength
        if (length < LENGTH - 1 || length > LENGTH) return false
        var at = 0
        while (at < OLD_PREFIX && value.charAt(at) in 'a'..'z') at++
        while (at < OLD_PREFIX && value.charAt(at) == ' ') at++
        if (at < NEW_PREFIX || !value.hasDigits(at, LENGTH - 1 - at)) return false
        val last = value.charAt(LENGTH - 1)
        return if (at == OLD_PREFIX) last == ' ' || length < LENGTH else last in '0'..'9'
    }

    override fun fault(text: String): Fault? {
        val number = text.substringBefore('/').trim()
        val prefix = number.takeWhile { it in 'a'..'z' || it in 'A'..'Z' }
        val rest = number.substring(prefix.length).trim()
        val digits = completed(rest)
        val longest = if (digits?.length == NEW_DIGITS) NEW_PREFIX else OLD_PREFIX
        if (digits == null || prefix.length > longest) {
            return Fault(FORM, "up to three letters and eight digits, or up to two letters and ten digits")
        }
        val proper = if (digits.length == OLD_DIGITS) {
            "${prefix.lowercase().padEnd(OLD_PREFIX)}$digits "
        } else {
            "${prefix.lowercase().padEnd(NEW_PREFIX)}$digits"
        }
        val suffix = if ('/' in text) text.substring(text.indexOf('/')) else ""
        // Blanks at the end are lost in many systems.
        val isProper = text.trimEnd() == (proper + suffix).trimEnd()
        return if (isProper) null else Fault(LAYOUT, "\"$proper$suffix\"")
    }

    /** The digits of a number that may have a hyphen after the year; null if it isn't one. */
    private fun completed(number: String): String? {
        val year = number.substringBefore('-', "")
        val serial = number.substringAfter('-')
        if (!(year + serial).all { it in '0'..'9' } || serial.isEmpty()) return null
        val full = if (year.isEmpty()) serial else year + serial.padStart(SERIAL, '0')
        return full.takeIf { it.length == OLD_DIGITS || it.length == NEW_DIGITS }
    }

    private const val SERIAL = 6
}
