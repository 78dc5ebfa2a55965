// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.numbers

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule
import dev.marcato.validation.internal.checks.hasDigits

/** DOI: 10, a full stop, a number, a slash, and anything. */
internal object Doi : Form {
    val RULE = contentRule(
        "doiForm",
        FindingSeverity.WARNING,
        "not a DOI",
        "024",
        "In 024 with doi in \$2, \$a begins with 10 and a full stop, and has a slash after the number of the " +
            "registrant: 10.1000/182. The address of a resolver and the letters doi don't belong to it.",
        "https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html",
    )
    private const val START = "10."
    private const val LONGEST = 200

    override fun isFine(value: ValueView): Boolean {
        val length = value.byteLength
        if (!value.valueStartsWith(START) || length > LONGEST) return false
        var at = START.length
        while (value.charAt(at) in '0'..'9') at++
        if (at == START.length || value.charAt(at) != '/' || at == length - 1) return false
        for (index in at until length) if (value.charAt(index) <= ' ') return false
        return true
    }

    override fun fault(text: String): Fault? {
        val slash = text.indexOf('/')
        val isRight = text.startsWith(START) && slash > START.length && slash < text.length - 1 &&
            text.substring(START.length, slash).all { it in '0'..'9' || it == '.' } && ' ' !in text.trim()
        return if (isRight) null else Fault(RULE, "10., a number, a slash, and the rest of the DOI")
    }
}

/** Identifiers of Wikidata: Q and a number. */
internal object Wikidata : Form {
    val RULE = contentRule(
        "wikidataForm",
        FindingSeverity.WARNING,
        "not an identifier of Wikidata",
        "024",
        "In 024 with wikidata in \$2, \$a is Q and a number, without the address.",
        "https://www.wikidata.org/wiki/Wikidata:Identifiers",
    )
    private const val LONGEST = 16

    override fun isFine(value: ValueView): Boolean = value.charAt(0) == 'Q' && value.charAt(1) in '1'..'9' &&
        value.byteLength < LONGEST && value.hasDigits(1, value.byteLength - 1)

    override fun fault(text: String): Fault? {
        val isRight = text.length > 1 && text[0] == 'Q' && text[1] != '0' && text.drop(1).all { it in '0'..'9' }
        return if (isRight) null else Fault(RULE, "Q and a number")
    }
}

/** ISRC: two letters, three letters or digits, and seven digits. */
internal object Isrc : Form {
    val RULE = contentRule(
        "isrcForm",
        FindingSeverity.WARNING,
        "not an ISRC",
        "024",
        "024 with first indicator 0 is for the number of a recording: twelve characters. The first two are letters, " +
            "the last seven are digits. Hyphens between them make no difference.",
        "https://isrc.ifpi.org/en/isrc-standard/structure",
    )
    private const val LENGTH = 12
    private const val COUNTRY = 2
    private const val DIGITS = 7

    override fun isFine(value: ValueView): Boolean =
        value.byteLength == LENGTH && value.hasDigits(LENGTH - DIGITS, DIGITS) &&
            (0 until COUNTRY).all { value.charAt(it) in 'A'..'Z' } &&
            (COUNTRY until LENGTH - DIGITS).all { isSign(value.charAt(it)) }

    private fun isSign(character: Char) = character in 'A'..'Z' || character in '0'..'9'

    override fun fault(text: String): Fault? {
        val code = text.trim().removePrefix("ISRC").filterNot { it == ' ' || it in Isbn.HYPHENS }
        val isRight = code.length == LENGTH && code.take(COUNTRY).all { it.isLetter() } &&
            code.all { it in '0'..'9' || it in 'A'..'Z' || it in 'a'..'z' } &&
            code.takeLast(DIGITS).all { it in '0'..'9' }
        return if (isRight) null else Fault(RULE, "two letters, three letters or digits, and seven digits")
    }
}
