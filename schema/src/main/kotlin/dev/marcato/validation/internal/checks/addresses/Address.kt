// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.addresses

import dev.marcato.ValueView
import dev.marcato.validation.FindingSeverity
import dev.marcato.validation.internal.checks.Fault
import dev.marcato.validation.internal.checks.Form
import dev.marcato.validation.internal.checks.contentRule

/** Addresses of resources (URI). Characters outside ASCII are allowed, as in an IRI. Nothing is looked up. */
internal object Address : Form {
    private const val URL = "https://www.rfc-editor.org/rfc/rfc3986"
    val SCHEME = contentRule(
        "urlScheme",
        FindingSeverity.WARNING,
        "the address doesn't say how it is reached",
        "856",
        "An address begins with a scheme and a colon: https://www.loc.gov/, doi:10.1000/182, urn:nbn:de:101:1-2. " +
            "Without one, browsers and programs take it for a part of another address.",
        URL,
    )
    val BLANK = contentRule(
        "urlBlank",
        FindingSeverity.WARNING,
        "there is a blank in the address",
        "856",
        "An address has no blanks: links end before them. Where a blank belongs to it, %20 stands for it. Several " +
            "addresses, and words about them, have subfields of their own.",
        URL,
    )
    val FORM = contentRule(
        "urlForm",
        FindingSeverity.WARNING,
        "not an address that works",
        "856",
        "After http:// or https:// comes the name of a host, with full stops between its parts, perhaps a colon and " +
            "a number, and then a slash and the rest. Characters such as < and \" can't be in an address.",
        URL,
    )
    private const val ASCII = 0x80
    private const val PLAIN = 400
    private const val FORBIDDEN = "<>\"{}\\^`"

    /** Whether it begins with http:// or https:// and a host with a full stop, and has only usual characters. */
    override fun isFine(value: ValueView): Boolean {
        val start = if (value.valueStartsWith("https://")) {
            8
        } else if (value.valueStartsWith("http://")) {
            7
        } else {
            return false
        }
        val length = value.byteLength
        if (length > PLAIN) return false
        var at = start
        var stops = 0
        var last = '.'
        while (at < length) {
            val character = value.charAt(at)
            if (character == '/') break
            if (character == '.') stops++
            if (!isOfHost(character) || (character == '.' && last == '.')) return false
            last = character
            at++
        }
        if (stops == 0 || last == '.') return false
        while (at < length) if (!isUsual(value.charAt(at++))) return false
        return true
    }

    override fun fault(text: String): Fault? {
        // Blanks at the end disappear when a link is followed.
        val address = text.trimEnd()
        val scheme = Schemes.of(address)
        return when {
            address.any { it.isWhitespace() } -> BLANK_FAULT
            scheme == null -> SCHEME_FAULT
            address.any { it in FORBIDDEN || it < ' ' } -> Fault(FORM, "none of < > \" { } \\ ^ `")
            scheme in Schemes.WITH_HOST -> Host.fault(address.substring(scheme.length + 1))
            address.length == scheme.length + 1 -> Fault(FORM, "something after the colon")
            else -> null
        }
    }

    private fun isOfHost(character: Char): Boolean =
        character in 'a'..'z' || character in 'A'..'Z' || character in '0'..'9' || character == '-' || character == '.'

    private fun isUsual(character: Char): Boolean = character.code < ASCII && usual[character.code]

    private val usual = BooleanArray(ASCII) { it in ' '.code + 1 until ASCII - 1 && it.toChar() !in FORBIDDEN }

    private val BLANK_FAULT = Fault(BLANK, "an address without blanks")
    private val SCHEME_FAULT = Fault(SCHEME, "https://, or another scheme and a colon, before it")
}

/** Addresses in $0 and $1, where there may be other things, too. */
internal object LinkedData : Form {
    override fun isFine(value: ValueView): Boolean = !value.valueStartsWith("http") || Address.isFine(value)

    override fun fault(text: String): Fault? = Address.fault(text)
}
