// SPDX-License-Identifier: Apache-2.0
package dev.marcato.validation.internal.checks.addresses

import dev.marcato.validation.internal.checks.Fault

/** What an address begins with. */
internal object Schemes {
    /** Those that are followed by two slashes and a host. */
    val WITH_HOST = setOf("http", "https", "ftp", "ftps", "sftp", "telnet", "gopher")

    /** The scheme of an address, in small letters; null if it has none. */
    fun of(text: String): String? {
        val colon = text.indexOf(':')
        if (colon < 1 || !text[0].isAsciiLetter()) return null
        // A host and its port look like a scheme, too, but no scheme in use has a full stop.
        val isScheme = (0 until colon).all { text[it].isAsciiLetter() || text[it] in "0123456789+-" }
        return if (isScheme) text.substring(0, colon).lowercase() else null
    }
}

private fun Char.isAsciiLetter() = this in 'a'..'z' || this in 'A'..'Z'

/** The host of an address. */
internal object Host {
    private const val HIGHEST_PORT = 65_535
    private const val START = "//"

    /** What is wrong with the host in [rest], which is what follows the scheme and its colon; null if nothing is. */
    fun fault(rest: String): Fault? {
        if (!rest.startsWith(START)) return Fault(Address.FORM, "two slashes after the colon")
        val authority = rest.drop(START.length).takeWhile { it !in "/?#" }.substringAfterLast('@')
        val host = if (authority.startsWith(
                "[",
            )
        ) {
            authority.substringBefore(']') + "]"
        } else {
            authority.substringBefore(':')
        }
        val port = authority.drop(host.length)
        return when {
            host.isEmpty() -> Fault(Address.FORM, "the name of a host after the two slashes")
            !isPort(port) -> Fault(Address.FORM, "a colon and a number, or nothing, after the name of the host")
            host.startsWith("[") -> null
            !isName(host) -> Fault(Address.FORM, "the name of a host, with full stops between its parts")
            else -> null
        }
    }

    private fun isPort(text: String): Boolean {
        if (text.isEmpty()) return true
        val number = text.drop(1)
        return text[0] == ':' && number.all { it in '0'..'9' } && (number.toIntOrNull() ?: -1) in 1..HIGHEST_PORT
    }

    private fun isName(host: String): Boolean {
        val labels = host.removeSuffix(".").split('.')
        if (labels.size == 1) return host == "localhost"
        return labels.all { label ->
            label.isNotEmpty() &&
                label.all { it.isLetterOrDigit() || it in "-_%" || it.code > ASCII }
        }
    }

    private const val ASCII = 0x7F
}
