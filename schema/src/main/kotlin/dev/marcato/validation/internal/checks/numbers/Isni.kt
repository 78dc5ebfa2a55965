// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule

/** ISNI and ORCID, which have the same form: 16 characters, the last of them computed. */
internal object Isni : Form {
    val RULE = contentRule(
        "isniForm",
        FindingSeverity.ERROR,
        "not an ISNI or ORCID iD",
        "024",
        "An ISNI and an ORCID iD have 16 characters: 15 digits, and a digit or X that is computed from them. Blanks " +
            "and hyphens may be between them. They are looked at in 024 with isni or orcid in \$2, and in \$0 and " +
            "\$1 if these begin with (isni), (orcid), or the address of these services.",
    )
    private val STARTS = listOf(
        "(isni)",
        "(orcid)",
        "https://isni.org/isni/",
        "http://isni.org/isni/",
        "https://www.isni.org/isni/",
        "http://www.isni.org/isni/",
        "https://orcid.org/",
        "http://orcid.org/",
        "https://www.orcid.org/",
    )
    private const val DIGITS = 15
    private const val LONGEST = 60

    override fun isFine(value: ValueView): Boolean {
        val first = value.charAt(0)
        if (first != '(' && first != 'h') return true
        val start = startOf(value)
        return start == 0 || isNumber(value, start)
    }

    /** Where the number begins. */
    private fun startOf(value: ValueView): Int {
        for (start in STARTS) if (value.valueStartsWith(start)) return start.length
        return 0
    }

    /** Whether there is a number from [start] to the end. */
    fun isNumber(value: ValueView, start: Int): Boolean {
        var sum = 0
        var count = 0
        val length = value.byteLength
        if (length > LONGEST) return false
        for (index in start until length) {
            val character = value.charAt(index)
            if (character == '-' || character == ' ') continue
            if (++count > DIGITS) return index == length - 1 && character == CheckDigits.character((12 - sum) % 11)
            if (character !in '0'..'9') return false
            sum = (sum + (character - '0')) * 2 % 11
        }
        return false
    }

    override fun fault(text: String): Fault? {
        val rest = STARTS.fold(text) { rest, start -> rest.removePrefix(start) }
        val number = rest.trimEnd('/').filterNot { it == ' ' || it in Isbn.HYPHENS }
        val isNumber = number.length == DIGITS + 1 && number.dropLast(1).all { it in '0'..'9' } &&
            (number.last() in '0'..'9' || number.last() == 'X')
        if (!isNumber) return Fault(RULE, "15 digits, and a digit or X")
        val right = CheckDigits.powers11(DIGITS) { number[it] - '0' }
        return if (number.last() == right) null else Fault(RULE, "a check digit of $right")
    }
}

/** An ISNI or ORCID iD, whatever it begins with. */
internal object IsniNumber : Form by Isni {
    override fun isFine(value: ValueView): Boolean = Isni.isNumber(value, 0)
}
